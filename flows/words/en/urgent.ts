/** Danger comes first. What is not filed is never called reported. */
export const urgent = {
  'life.first':
    'Call 120 now. Saving the person comes first.\nIf they have died, call 110. Do not touch bottles, needles or records.',
  'life.where':
    'This is not yet submitted. Where is it? As soon as you say, I alert the officer on duty.',
  'life.where-retry':
    'I did not get that. A street, a number or the shop next door will do.\nWhere is it?',
  'life.where-demo':
    'This is a demo, nobody is on duty: call 120 yourself.\nTo go on with the demo, where is it?',
  'life.area': 'This is not yet submitted. Which of these places?',
  'life.filed': 'The officer on duty has been alerted, number {urgentNumber}.',
  'life.filed-demo': 'Demo entry {urgentNumber}. No officer will see it: call 120 or 110 yourself.',
  'life.passcode':
    'To ask from elsewhere you need this passcode, write it down when you can:\n{passcode}',
  'life.tell': 'Tell the rest when you can; you can go on here at any time.',
  'life.place': 'The officer does not have the address yet. Which street, next to what?',
  'life.told': 'Added. Go on if there is more; if not, send "skip".',
  'life.told-retry': 'I did not get that. Please say it another way, or send "skip".',
  'life.lost': 'That was not added. Please say it again, or call {phone}.',
  'life.later': 'The alert did not get through. Call {phone}; to save a life call 120.\nTry again?',
  'life.again': 'Try again|yes',
  'life.leave': 'No, I call myself|no',
  'life.left': 'All right, nothing was registered. To save a life call 120.',
  'life.bye': 'All right. If something comes to mind, send "add".',
  'life.outside':
    'That place is not handled here and nothing was registered. Call the local 12345; to save a life call 120.',
  'violence.first':
    'If someone is about to hurt people, call 110. Get to a safe place first; do not argue.',
  'despair.first':
    'If you feel you cannot go on, call 12356; someone will listen. In danger now, call 120.',
  'despair.then': 'Shall one of our people get in touch with you here?',
  'despair.person': 'Yes, a person|yes',
  'despair.go-on': 'No, go on as before|no',
  'despair.bye': 'All right. Write whenever you like.',
  'despair.nobody': 'This is a demo without staff. Please call 12356; someone will listen.',
  'despair.retry':
    'I am here. 12356 listens too.\nShall one of our people get in touch with you here?',
} as const
