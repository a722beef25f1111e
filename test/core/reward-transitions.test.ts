import { describe, expect, it } from 'vitest'
import { actions } from '#core/actions.ts'
import { permissions } from '#core/roles.ts'
import { dayOf } from '#core/clock.ts'
import { rewardCommandTypes, rewardRights, rewardTable } from '#core/reward-transitions.ts'
import {
  rewardStates,
  type Reward,
  type RewardCommandType,
  type RewardState,
} from '#core/reward.ts'
import { morning } from './builders.ts'
import {
  answerTo,
  claim,
  clock,
  notify,
  officers,
  pay,
  propose,
  reporter,
  rewardAfter,
  road,
  why,
  yuan,
  type Step,
} from './reward-builders.ts'

const { proposer, checker, head, cashier } = officers
const today = dayOf(morning)
const afterTheEnd = { today: '2027-02-01' } as const

/** Each command by whoever may give it, as it would be allowed. */
const commands: Readonly<Record<RewardCommandType, Step>> = {
  propose: [proposer, propose({ base: yuan(400_000) })],
  check: [checker, { type: 'check' }],
  'send-back': [checker, { type: 'send-back', reason: '等级不对' }],
  approve: [head, { type: 'approve' }],
  'approve-finance': [officers.finance, { type: 'approve-finance' }],
  notify: [checker, notify],
  deliver: [reporter, { type: 'deliver', on: today }],
  claim: [reporter, claim],
  'turn-away': [checker, { type: 'turn-away', reason: '证件不符' }],
  confirm: [checker, { type: 'confirm' }],
  pay: [cashier, pay],
  waive: [reporter, { type: 'waive' }],
  lapse: [clock, { type: 'lapse' }, afterTheEnd],
  reopen: [head, { type: 'reopen', ...why }],
  uphold: [head, { type: 'uphold', document: why.document }],
  revoke: [head, { type: 'revoke', ...why }],
  recover: [cashier, { type: 'recover', sum: yuan(1), reference: '缴款0001' }],
  'check-namesake': [
    checker,
    { type: 'check-namesake', isOfficer: false, reason: '看过证件' },
    { payee: { isProven: true, isOfficer: false, namesakes: ['mark'] } },
  ],
}

const onTheRoad = (steps: number, ...more: readonly Step[]): Reward =>
  rewardAfter([...road.slice(0, steps), ...more])
const inState: Readonly<Record<RewardState, Reward>> = {
  proposed: onTheRoad(1),
  checked: onTheRoad(2),
  approved: onTheRoad(3),
  notified: onTheRoad(4),
  claimed: onTheRoad(6),
  paid: onTheRoad(7),
  waived: onTheRoad(5, commands.waive),
  lapsed: onTheRoad(5, commands.lapse),
  revoked: onTheRoad(7, commands.revoke),
  reopened: onTheRoad(7, commands.reopen),
  'sent-back': onTheRoad(1, commands['send-back']),
}

/** What each command answers in each state, in the order of the states. Words that are empty are `allowed`. */
const answers: Readonly<Record<RewardCommandType, string>> = {
  // proposed checked approved notified claimed paid waived lapsed revoked reopened sent-back
  propose:
    'already-proposed already-proposed already-proposed already-proposed already-proposed already-paid waived claim-over revoked + +',
  check:
    '+ already-checked already-approved already-notified already-claimed already-paid waived claim-over revoked under-review sent-back',
  'send-back':
    '+ + already-approved already-notified already-claimed already-paid waived claim-over revoked under-review sent-back',
  approve:
    'not-checked + already-approved already-notified already-claimed already-paid waived claim-over revoked under-review sent-back',
  'approve-finance':
    'not-checked finance-not-needed already-approved already-notified already-claimed already-paid waived claim-over revoked under-review sent-back',
  notify:
    'not-checked not-approved + already-notified already-claimed already-paid waived claim-over revoked under-review sent-back',
  deliver:
    'not-checked not-approved not-notified + already-claimed already-paid waived claim-over revoked under-review sent-back',
  claim:
    'not-checked not-approved not-notified + already-claimed already-paid waived claim-over revoked under-review sent-back',
  'turn-away':
    'not-checked not-approved not-notified not-claimed + already-paid waived claim-over revoked under-review sent-back',
  confirm:
    'not-checked not-approved not-notified not-claimed + already-paid waived claim-over revoked under-review sent-back',
  pay: 'not-checked not-approved not-notified not-claimed + already-paid waived claim-over revoked under-review sent-back',
  waive:
    'not-checked not-approved not-notified + + already-paid waived claim-over revoked under-review sent-back',
  lapse:
    'not-checked not-approved not-notified claim-open already-claimed already-paid waived claim-over revoked under-review sent-back',
  reopen: 'not-approved not-approved + + + + + + revoked under-review sent-back',
  uphold:
    'not-reopened not-reopened not-reopened not-reopened not-reopened not-reopened not-reopened not-reopened revoked + not-reopened',
  revoke: 'not-approved not-approved + + + + waived claim-over revoked + +',
  recover:
    'nothing-to-recover nothing-to-recover nothing-to-recover nothing-to-recover nothing-to-recover nothing-to-recover nothing-to-recover nothing-to-recover + nothing-to-recover nothing-to-recover',
  'check-namesake':
    'not-checked not-approved not-notified not-claimed + already-paid waived claim-over revoked under-review sent-back',
}

describe('state of the reward × command', () => {
  it.each(rewardStates)('the builder of %s makes that state', (state) => {
    expect(inState[state].state).toBe(state)
  })

  it.each(
    rewardCommandTypes.flatMap((type) =>
      rewardStates.map((state, n) => [type, state, answers[type].split(' ')[n] ?? ''] as const),
    ),
  )('%s in %s: %s', (type, state, expected) => {
    const key = expected === '+' ? 'allowed' : `reward-${expected}`
    expect(answerTo(inState[state], commands[type])).toBe(key)
  })

  it('what the table allows is allowed, but for what is asked besides', () => {
    const allowed = rewardCommandTypes.flatMap((type) =>
      rewardStates
        .filter((state) => rewardTable[state][type] === 'yes')
        .filter((state) => answerTo(inState[state], commands[type]) !== 'allowed')
        .map((state) => `${type} ${state}`),
    )
    expect(allowed).toEqual(['approve-finance checked', 'lapse notified'])
  })

  it('no reward begins with anything but a proposal', () => {
    for (const type of rewardCommandTypes)
      expect(answerTo(undefined, commands[type])).toBe(
        type === 'propose' ? 'allowed' : 'reward-unknown',
      )
  })
})

describe('who may', () => {
  it('every step of an officer asks for a right that some role has', () => {
    const held = new Set(Object.values(permissions).flatMap((role) => [...role]))
    for (const right of Object.values(rewardRights)) {
      expect(actions).toContain(right)
      expect(held).toContain(right)
    }
  })

  it('no role both proposes and approves, and nobody without a part in rewards does anything', () => {
    for (const [role, rights] of Object.entries(permissions)) {
      expect(rights.has('propose-reward') && rights.has('approve-reward'), role).toBe(false)
      if (role !== 'reward-officer' && role !== 'supervisor')
        for (const right of Object.values(rewardRights)) expect(rights.has(right)).toBe(false)
    }
  })

  it('a reporter and, before a notice is late, the clock do only what is theirs', () => {
    const allowed = (by: typeof reporter | typeof clock) =>
      rewardCommandTypes.filter((type) =>
        rewardStates.some((state) => {
          const [, command, more = {}] = commands[type]
          return answerTo(inState[state], [by, command, more]) === 'allowed'
        }),
      )
    expect(allowed(reporter)).toEqual(['deliver', 'claim', 'waive'])
    expect(allowed(clock)).toEqual(['deliver'])
  })

  it('an officer of another area does nothing', () => {
    for (const type of rewardCommandTypes) {
      const [by, command, more = {}] = commands[type]
      if ('kind' in by) continue
      const stranger = { ...by, area: '370300' }
      for (const state of rewardStates)
        expect(answerTo(inState[state], [stranger, command, more])).toBe('area-not-yours')
    }
  })
})
