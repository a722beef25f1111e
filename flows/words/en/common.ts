/** Words that every conversation shares: commands, files, interruptions. */
export const common = {
  'command.cancel': 'cancel|stop|never mind',
  'command.back': 'back|go back',
  'command.restart': 'restart|start over|/start',
  'command.help': 'help|/help',
  'command.human': 'a person|person|human|agent',
  'command.language': 'language',
  'command.skip': "skip|none|no idea|I forget|don't know|I don't know",
  'command.keep': 'keep|same',
  'command.more': 'more|next page',
  'language.name': 'English|英文|英语',
  yes: 'yes|y|yeah|ok',
  no: 'no|n|nope',

  help: 'Just say what happened; I ask one thing at a time.\nAt any time you can send: back, skip, cancel, a person.\nSend "status" to see how it stands, "news" for messages, "add" to add something, "my data" to see, correct or delete what is kept about you.',
  'back.none': 'This is the first question; there is nothing before it.',
  'back.suggestion': 'You said: {answer}. To leave it so, send "keep".',
  'skip.required': 'This one is needed. A rough answer will do.',
  'text.clipped': 'That is long. I kept the first {max} characters; please send the rest next.',
  'button.stale': 'That button belongs to an earlier question. Please answer this one.',
  'passcode.refused':
    'Your message holds a passcode. It was not taken, and the passcode is masked. Give it to nobody; staff never ask for it.\nTo see how your report stands send "progress"; anything else please send again without it.',
  'passcode.masked': 'Taken down, with the passcode in it masked. Give the passcode to nobody.',
  'pace.slow':
    'That is too fast: this message and the next ones are not kept. What came before is safe. Please go on in a minute.',
  unreadable: 'I cannot read that. Please send text, voice or a photo.',
  'flow.gone':
    'Sorry, our questions have changed and we must begin again. What you said is not lost.',
  reminder: 'You had not finished. Just go on, or send "cancel".',
  cancelled: 'Cancelled. Nothing was registered. Write at any time to start again.',

  'retry.options': 'I did not get that. Please choose one below.',
  'retry.text': 'I did not get that. Please say it another way.',
  'retry.too-short': 'That is too short; a few more words, please.',
  'retry.too-long': 'That is too long; please keep to what matters most.',
  'retry.phone': 'That number looks wrong. A mobile has 11 digits; a landline needs its area code.',
  'retry.media': 'I see no photo. Just send it here, or send "skip".',

  'media.count': '{n, plural, one {# file} other {# files}}',
  'media.kept': 'Got it.',
  'media.pending': 'Still saving the file. I will tell you when it is safe.',
  'media.refused.too-large':
    'That file is too large and was not kept. A smaller one or a photo of it will do.',
  'media.refused.forbidden-kind':
    'I cannot take this kind of file. Photos, sound, video, PDF, Word and Excel are fine. Please unpack archives first, and send a page as a screenshot.',
  'media.refused.empty': 'That file is empty. Please send it again.',
  'media.refused.too-many': 'That is enough for now. Keep the others; you can add them later.',
  'media.refused.unreachable': 'The file did not arrive. Please send it again.',
  'voice.kept': 'Voice message kept; a person will listen to it.',
  'voice.answer': '(voice; a person will listen)',
  'location.shared': 'Shared location ({latitude}, {longitude})',

  'operator.says': 'Staff: {text}',
  'notice.place':
    'With number and passcode another chat was set to receive news as well. If that was not you, send "only here" in the chat where it began.',
  'notice.hint': 'There is news for you. Send "news" to read it.',
  'demo.banner':
    '[DEMO] This is not a government channel and nobody reads it. To report something real call 12345.',
} as const
