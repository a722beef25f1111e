import { flag, options, text } from '#conversation/builder.ts'

const yesNo = flag('yes', 'no')

/** What `look-up` gives. */
export const LOOKED_UP = {
  found: flag('yes', 'several', 'none', 'wrong', 'slow'),
  reports: options(6, 36),
  number: text(20),
  state: flag(
    'received',
    'open',
    'accepted',
    're-examined',
    'again-asked',
    'again-refused',
    'concluded',
    'declined',
    'closed',
    'withdrawn',
    'merged',
    'erased',
    'none',
  ),
  outcomeName: text(30),
  departmentName: text(30),
  changedOn: text(12),
  dueOn: text(12),
  rewardOpen: yesNo,
  news: yesNo,
  waitMinutes: text(4),
} as const

/** What `news` gives. */
export const NEWS = {
  newsKind: flag(
    'accepted',
    'declined',
    'referred',
    'penalty',
    'again-granted',
    'again-refused',
    'paused',
    'extended',
    'acknowledged',
    'question',
    'concluded',
    'rating',
    'other',
    'none',
    'no-report',
  ),
  pauseReason: flag('appraisal', 'supplement', 'other-case', 'hearing', 'force-majeure'),
  newsText: text(360),
  remedy: text(260),
  departmentName: text(30),
  dueOn: text(12),
  question: text(40),
  number: text(20),
  more: yesNo,
} as const

/** What `re-examine` gives. */
export const AGAIN = {
  done: flag('yes', 'closed', 'later'),
  againTo: flag('supervisor', 'intake'),
  dueOn: text(12),
} as const

/** What `remedies` gives. */
export const REMEDIES = {
  againPossible: yesNo,
  remedy: text(260),
} as const
