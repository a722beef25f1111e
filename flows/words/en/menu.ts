/** The greeting and the first question. */
export const menu = {
  'menu.greeting':
    'Hello. This is the medical supervision reporting line of {areaName}. A machine answers; people read it later.',
  'menu.greeting-anywhere':
    'Hello. This is a medical supervision reporting line. A machine answers; people read it later.',
  'menu.what': 'What happened? Just say it.\n(2 to check a report, 3 to ask something)',
  'menu.what-besides': 'What is this about? A few words, typed or spoken.',
  'menu.what-again': 'I am here, go on. Which clinic, hospital or shop, and what did they do?',
  'menu.foreign': '{foreignLine}',
  'menu.link':
    'I keep the link with the report. I cannot open it: what is it about? A few words will do.',
  'menu.point': 'I have the place. What happened there?',
  'menu.mongolian': 'You write in Mongolian script, which this machine cannot read. A person must.',
  'menu.what-retry': 'I did not get that. Please say it another way. What happened?',
  'menu.track': '2|check',
  'menu.consult': '3|ask',
  'menu.question': 'What would you like to know?',
  'menu.expired': 'You had not finished last time. It was too long ago and nothing was registered.',
  'menu.no-answer': 'I cannot answer that.',
  'menu.unheard': 'I still do not understand.',
  'menu.shield': 'This is about enforcement staff. It will not go to the unit they work in.',
  'menu.shield-to': 'It will go to {receiver}.',
  'menu.no-receiver':
    'No body that may take this kind of report is set up here, so nothing was registered. Call 12388.\nFor clinics and hospitals, tell me here.',
  'menu.no-receiver-but':
    'No body that may take this kind of report is set up here, so what you say of the staff was not registered. Call 12388.',
  'menu.apart': 'The other matter can be registered here, only this much: {apartGist}\nAll right?',
  'menu.apart.yes': 'Yes|ok|right',
  'menu.apart.no': 'No, I say it again|no|again',
  'menu.apart-told':
    'Please tell only of the clinic or hospital, not of the staff. Those who handle it read it.',
} as const
