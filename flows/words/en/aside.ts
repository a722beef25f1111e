/** Not ours, help, and a person who takes over. */
export const aside = {
  'not-ours.to': 'This belongs to {handOverTo}. {handOverWhy}',
  'not-ours.nobody': 'This is not handled here. Call 12345; they pass it to the right place.',
  'not-ours.more':
    'If I misheard, send "report". For illegal practice, insurance fraud or overcharging, tell me here.',
  'not-ours.insist': 'report|misheard|wrong',
  'not-ours.thanks': 'ok|thanks|thank you',
  'not-ours.bye': 'All right. Write when there is something.',
  'help.text':
    'Just say what happened; I ask one thing at a time.\nAt any time you can send: back, skip, cancel, a person.\nSend "status" to see how it stands, "news" for messages, "add" to add something, "my data" to see, correct or delete what is kept about you.\nIf typing is hard call {phone}.',
  'human.nobody': 'This is a demo without staff. Please call 12345.',
  'human.over': 'All right, no person then.',
  'human.text':
    'Passed to our staff. They answer here when they see it; if it is urgent call {phone}. Go on writing, they see it all.',
} as const
