/** Faults put into the engine one at a time; the tests of this folder must catch each. `[file, what stands there, what is put there]`. */
export const FAULTS: Readonly<Record<string, readonly [file: string, from: string, to: string]>> = {
  'no delivery is remembered': [
    'step.ts',
    'if (session.seen.includes(event.id)) return still(session)',
    '',
  ],
  'timers of waits that are over act': [
    'step.ts',
    "session.status !== 'waiting' || session.wait.id !== event.wait) return still(session)\n  const { wait } = session",
    "session.status !== 'waiting') return still(session)\n  const { wait } = session",
  ],
  'buttons of questions that are over act': [
    'step.ts',
    "session.status === 'waiting' && session.wait.id === wait &&",
    "session.status === 'waiting' &&",
  ],
  'an ended conversation goes on': [
    'step.ts',
    "case 'unreadable':\n      return session.status === 'ended' ? still(session) : turned",
    "case 'unreadable':\n      return turned",
  ],
  'answers are changed in place': [
    'turn.ts',
    'turn.answers = { ...turn.answers, [field]: value }',
    'Object.assign(turn.answers, { [field]: value })',
  ],
  'the trail is changed in place': [
    'walk.ts',
    'const all = [...trail, ...more]',
    'const all = trail as NodeId[]\n  all.push(...more)',
  ],
  'chance decides a deadline': [
    'walk.ts',
    'remindAt: turn.event.at + remindAfter',
    'remindAt: turn.event.at + remindAfter * Math.random()',
  ],
  'effect ids repeat': [
    'turn.ts',
    '`${turn.session.id}/${turn.number}/${turn.effects.length}`',
    '`${turn.session.id}/${turn.effects.length}`',
  ],
  'wrong answers are not counted': [
    'question.ts',
    'tries: standing.wait.tries + 1',
    'tries: standing.wait.tries',
  ],
  'back keeps the trail': [
    'back.ts',
    'frame.trail.slice(0, -1), entry ??',
    'frame.trail, entry ??',
  ],
  'back keeps the answer': ['back.ts', '  turn.answers = answers\n', ''],
  'back goes over what was filed': [
    'step.ts',
    'if (DONE.includes(node.request))',
    'if (node.request === undefined)',
  ],
  'cancel is taken for an answer': [
    'commands.ts',
    "case 'cancel':\n    case 'restart':",
    "case 'cancel':\n      return false\n    case 'restart':",
  ],
  'a choice out of range is taken': [
    'choices.ts',
    'number >= 1 && number <= options.length ? number - 1 : -1',
    'number >= 1 ? Math.min(number, options.length) - 1 : -1',
  ],
  'a review files whatever is said': [
    'hearing.ts',
    '  if (option) edit(turn, option.value)\n  else wrong(turn, node)',
    "  if (option) edit(turn, option.value)\n  else leave(turn, node.next, 'confirmed')",
  ],
  'an edit does not come back': [
    'question.ts',
    "reason === 'answered' || reason === 'skipped'",
    "reason === 'never'",
  ],
  'a result writes what it likes': [
    'step.ts',
    'write(turn, field, fit(given ?? null, shape))',
    'write(turn, field, given ?? null)',
  ],
  'a signal starts its flow again and again': [
    'walk.ts',
    'return turn.frames.some((frame) => frame.flow === id)',
    'return false',
  ],
  'a file counts as a wrong answer': [
    'hearing.ts',
    'else askAgain(turn, node)\n}',
    'else wrong(turn, node)\n}',
  ],
  'pending files are called kept': [
    'files.ts',
    "isAnyPending(kept) ? 'media.pending' : key",
    'key',
  ],
  'words to a person go to the flow': [
    'step.ts',
    "if (session.status === 'handed-over') return hearForPerson(turn)",
    '',
  ],
  'the first message after an expiry is an answer': ['begin.ts', ' && !isExpired', ''],
  'texts are escaped for nobody': ['render.ts', 'text: escape(part, channel.markup)', 'text: part'],
  'facts are filled twice': [
    'template.ts',
    'return text\n}',
    "return text.includes('{') ? compile(text).map((part) => (typeof part === 'string' ? part : filled(part, facts, lang))).join('') : text\n}",
  ],
  'parts are cut anywhere': [
    'split.ts',
    'return Math.max(1, borderBefore(text, limit))',
    'return limit',
  ],
}
