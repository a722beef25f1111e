import type { Action } from './actions.ts'
import type { Actor } from './case.ts'
import type { RefusalKey } from './refusals.ts'
import type { RewardCommandType, RewardState } from './reward.ts'
import type { Answer } from './transitions.ts'

/** Every command, in the order of a reward's life. */
export const rewardCommandTypes = [
  'propose',
  'check',
  'send-back',
  'approve',
  'approve-finance',
  'notify',
  'deliver',
  'claim',
  'turn-away',
  'confirm',
  'pay',
  'waive',
  'lapse',
  'reopen',
  'uphold',
  'revoke',
  'recover',
  'check-namesake',
] as const satisfies readonly RewardCommandType[]

type Row = Readonly<Record<RewardCommandType, Answer>>

/** Everything is refused for one reason, but for what is named. */
function row(reason: RefusalKey, others: Partial<Row>): Row {
  const all = Object.fromEntries(rewardCommandTypes.map((type) => [type, reason])) as Row
  return { ...all, ...others }
}

const yes = (...types: readonly RewardCommandType[]): Partial<Row> =>
  Object.fromEntries(types.map((type) => [type, 'yes']))

const already = { propose: 'reward-already-proposed' } as const
const notReopened = { uphold: 'reward-not-reopened', recover: 'reward-nothing-to-recover' } as const

/**
 * State of the reward × command. What is allowed here may still be refused by who asks, by the scheme, by the calendar or
 * by what has been paid.
 */
export const rewardTable: Readonly<Record<RewardState, Row>> = {
  proposed: row('reward-not-checked', {
    ...already,
    ...notReopened,
    ...yes('check', 'send-back'),
    reopen: 'reward-not-approved',
    revoke: 'reward-not-approved',
  }),
  checked: row('reward-not-approved', {
    ...already,
    ...notReopened,
    ...yes('send-back', 'approve', 'approve-finance'),
    check: 'reward-already-checked',
  }),
  approved: row('reward-not-notified', {
    ...already,
    ...notReopened,
    ...yes('notify', 'reopen', 'revoke'),
    check: 'reward-already-approved',
    'send-back': 'reward-already-approved',
    approve: 'reward-already-approved',
    'approve-finance': 'reward-already-approved',
  }),
  notified: row('reward-already-notified', {
    ...already,
    ...notReopened,
    ...yes('deliver', 'claim', 'waive', 'lapse', 'reopen', 'revoke'),
    'turn-away': 'reward-not-claimed',
    'check-namesake': 'reward-not-claimed',
    confirm: 'reward-not-claimed',
    pay: 'reward-not-claimed',
  }),
  claimed: row('reward-already-claimed', {
    ...already,
    ...notReopened,
    ...yes('turn-away', 'confirm', 'check-namesake', 'pay', 'waive', 'reopen', 'revoke'),
  }),
  paid: row('reward-already-paid', { ...notReopened, ...yes('reopen', 'revoke') }),
  waived: row('reward-waived', { ...notReopened, ...yes('reopen') }),
  lapsed: row('reward-claim-over', { ...notReopened, ...yes('reopen') }),
  revoked: row('reward-revoked', { ...yes('recover') }),
  reopened: row('reward-under-review', {
    ...yes('propose', 'uphold', 'revoke'),
    recover: 'reward-nothing-to-recover',
  }),
  'sent-back': row('reward-sent-back', { ...notReopened, ...yes('propose', 'revoke') }),
}

/** Who may give which command. */
export const rewardActors: Readonly<Record<RewardCommandType, readonly Actor['kind'][]>> = {
  propose: ['officer'],
  check: ['officer'],
  'send-back': ['officer'],
  approve: ['officer'],
  'approve-finance': ['officer'],
  notify: ['officer'],
  deliver: ['reporter', 'officer', 'clock'],
  claim: ['reporter', 'officer'],
  'turn-away': ['officer'],
  confirm: ['officer'],
  pay: ['officer'],
  waive: ['reporter', 'officer'],
  lapse: ['clock'],
  reopen: ['officer'],
  uphold: ['officer'],
  revoke: ['officer'],
  recover: ['officer'],
  'check-namesake': ['officer'],
}

/** What an officer needs the right to. Claims and waivers at a counter are taken by whoever confirms them. */
export const rewardRights: Readonly<Record<Exclude<RewardCommandType, 'lapse'>, Action>> = {
  propose: 'propose-reward',
  check: 'check-reward',
  'send-back': 'send-back-reward',
  approve: 'approve-reward',
  'approve-finance': 'pay-reward',
  notify: 'notify-reward',
  deliver: 'notify-reward',
  claim: 'confirm-claim',
  'turn-away': 'confirm-claim',
  confirm: 'confirm-claim',
  pay: 'pay-reward',
  waive: 'confirm-claim',
  reopen: 'review-reward',
  uphold: 'review-reward',
  revoke: 'review-reward',
  recover: 'pay-reward',
  'check-namesake': 'send-back-reward',
}
