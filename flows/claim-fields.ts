import { flag, options, text } from '#conversation/builder.ts'

/** What `look-up-reward` gives. It never gives `number`: a claim opens no report. */
export const CLAIM_FOUND = {
  claimFound: flag('yes', 'several', 'none', 'wrong', 'slow'),
  claimReports: options(6, 36),
  claimId: text(64),
  claimProof: flag('secret', 'passcode', 'chat'),
  claimNumber: text(20),
  claimState: flag('notified', 'claimed', 'paid', 'waived', 'lapsed', 'stopped', 'revoked', 'none'),
  claimNeeds: flag('secret', 'name', 'nothing'),
  claimWays: options(5, 20),
  rewardSum: text(60),
  rewardUntil: text(16),
  rewardNotice: text(30),
  rewardRule: text(80),
  counterCode: text(9),
  waitMinutes: text(4),
} as const

/** What `claim-reward` gives. */
export const CLAIM_TAKEN = {
  claimRefusal: flag(
    'none',
    'over',
    'already',
    'officer',
    'payee-name',
    'payee-missing',
    'unproven',
    'named-only',
    'way',
    'changed',
  ),
  rewardRule: text(80),
  counterCode: text(9),
} as const
