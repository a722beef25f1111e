import { flag, number, options, text } from '#conversation/builder.ts'

const yesNo = flag('yes', 'no')

/** What `own-data` gives. */
export const OWN_DATA = {
  since: text(16),
  ownReports: options(6, 20),
  moreReports: number,
  keptNow: options(6, 20),
  keptElsewhere: options(6, 20),
  hasIdentity: yesNo,
  phoneMask: text(20),
  accountKept: flag('none', 'open', 'until'),
  accountUntil: text(16),
  keepChat: text(12),
  keepIdentity: text(12),
  keepCase: text(12),
  dataWays: options(5, 24),
  correctWays: options(4, 24),
} as const

/** What `export-data` gives. */
export const EXPORTED = {
  exportText: text(480),
  exportFrom: text(30),
  exportLink: text(120),
} as const

/** What `forget` gives. */
export const FORGOTTEN = {
  done: flag('yes', 'closed', 'later'),
  erased: number,
  keptOpen: options(6, 20),
  keptReward: options(6, 20),
  keptHold: options(6, 20),
  rewardUntil: text(16),
  trackLink: text(80),
} as const
