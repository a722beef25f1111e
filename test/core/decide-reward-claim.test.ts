import { describe, expect, it } from 'vitest'
import { dayOf } from '#core/clock.ts'
import { lastDay } from '#core/decide-reward-claim.ts'
import type { RewardCommand } from '#core/reward.ts'
import { morning } from './builders.ts'
import { calendar2026 } from './calendars.ts'
import {
  answerTo,
  aScheme,
  claim,
  officers,
  pay,
  propose,
  question,
  reporter,
  rewardAfter,
  road,
  why,
  yuan,
} from './reward-builders.ts'

const { proposer, checker, third, head, cashier } = officers
const check: RewardCommand = { type: 'check' }
const approve: RewardCommand = { type: 'approve' }
const confirm: RewardCommand = { type: 'confirm' }
const second: RewardCommand = { type: 'notify', number: '荣卫奖〔2026〕2号' }
const upTo = (steps: number) => rewardAfter(road.slice(0, steps))

describe('the claim', () => {
  const delivered = upTo(5)

  it('is open for two months from the day it was received, to the end of the last day', () => {
    // 5 January 2027 is a Tuesday; the year’s notice is not out.
    expect(delivered.due).toMatchObject({ from: '2026-11-05', on: '2027-01-05', provisional: true })
    expect(answerTo(delivered, [reporter, claim, { today: '2027-01-05' }])).toBe('allowed')
    expect(answerTo(delivered, [reporter, claim, { today: '2027-01-06' }])).toBe(
      'reward-claim-over',
    )
  })

  it('days off that come out later make it longer, never shorter', () => {
    const years = new Map(calendar2026.years)
    const holidays = new Set(['2027-01-05', '2027-01-06'])
    years.set(2027, { published: true, holidays, workdays: new Set() })
    expect(lastDay(delivered, { years })).toBe('2027-01-07')
    const moved = rewardAfter(
      [[reporter, { type: 'deliver', on: dayOf(morning) }, { calendar: { years } }]],
      upTo(4),
    )
    expect(lastDay(moved, calendar2026)).toBe('2027-01-07')
  })

  it('does not lapse before it was received', () => {
    const late = { today: '2030-01-01' }
    expect(answerTo(upTo(4), [{ kind: 'clock' }, { type: 'lapse' }, late])).toBe(
      'reward-claim-open',
    )
    expect(answerTo(delivered, [{ kind: 'clock' }, { type: 'lapse' }, late])).toBe('allowed')
  })

  it('cannot have been received before it was sent, tomorrow, or twice', () => {
    for (const on of ['2026-11-04', '2026-11-06'])
      expect(answerTo(upTo(4), [reporter, { type: 'deliver', on }])).toBe('reward-delivery-day')
    expect(answerTo(delivered, [reporter, { type: 'deliver', on: '2026-11-05' }])).toBe(
      'reward-already-delivered',
    )
  })

  it('needs the code and the secret, and is not for an officer', () => {
    for (const [payee, key] of [
      [{ isProven: false, isOfficer: false }, 'reward-claim-unproven'],
      [{ isProven: true, isOfficer: true }, 'reward-payee-officer'],
    ] as const) {
      expect(answerTo(delivered, [reporter, claim, { payee }])).toBe(key)
      expect(answerTo(upTo(6), [checker, confirm, { payee }])).toBe(key)
      expect(answerTo(upTo(6), [cashier, pay, { payee }])).toBe(key)
    }
  })

  it('of an officer’s namesake is taken, and nothing is paid until somebody else has found that it is another person', () => {
    const payee = { isProven: true, isOfficer: false, namesakes: ['mark'] }
    const found = (isOfficer: boolean, by = officers.third) =>
      [by, { type: 'check-namesake', isOfficer, reason: '看过证件' }, { payee }] as const
    const about = rewardAfter([[reporter, claim, { payee }]], delivered)
    expect(about.claim?.namesakes).toEqual(['mark'])
    expect(answerTo(about, [checker, confirm])).toBe('reward-namesake-open')
    expect(answerTo(about, [cashier, pay])).toBe('reward-namesake-open')
    const [by, command] = found(false)
    const closed = { payee: { ...payee, mayNotCheck: true } }
    expect(answerTo(about, [by, command, closed])).toBe('reward-namesake-other')
    expect(answerTo(about, found(false, officers.proposer))).toBe('reward-namesake-other')
    const cleared = rewardAfter([found(false)], about)
    expect(answerTo(cleared, [cashier, pay, { payee }])).toBe('allowed')
    expect(answerTo(cleared, found(true))).toBe('reward-namesake-checked')
    const same = rewardAfter([found(true)], about)
    expect(answerTo(same, [checker, confirm])).toBe('reward-payee-officer')
    expect(answerTo(same, [cashier, pay])).toBe('reward-payee-officer')
    expect(answerTo(upTo(6), found(false))).toBe('allowed')
    expect(answerTo(upTo(6), [by, command])).toBe('reward-namesake-none')
  })

  it('that was turned away is checked anew when it is made again', () => {
    const payee = { isProven: true, isOfficer: false, namesakes: ['mark'] }
    const again = rewardAfter(
      [
        [reporter, claim, { payee }],
        [
          officers.third,
          { type: 'check-namesake', isOfficer: false, reason: '看过证件' },
          { payee },
        ],
        [checker, { type: 'turn-away', reason: '证件不符' }],
        [reporter, claim, { payee }],
      ],
      delivered,
    )
    expect(answerTo(again, [cashier, pay])).toBe('reward-namesake-open')
  })

  it('goes the ways of the scheme alone', () => {
    const asked = (way: 'counter' | 'transfer', standing: 'named' | 'anonymous', proxy = false) => {
      const scheme = aScheme({ anonymous: ['counter'], ways: ['transfer'] })
      const about = { ...delivered, scheme }
      return answerTo(about, [reporter, { type: 'claim', claim: { way, standing, proxy } }])
    }
    expect(asked('counter', 'anonymous')).toBe('allowed')
    expect(asked('transfer', 'anonymous')).toBe('reward-way-not-provided')
    expect(asked('counter', 'named')).toBe('reward-way-not-provided')
    expect(asked('counter', 'anonymous', true)).toBe('reward-proxy-not-provided')
    const nobody = { ...delivered, scheme: aScheme({ anonymous: [] }) }
    expect(answerTo(nobody, [reporter, claim])).toBe('reward-anonymous-not-paid')
  })

  it('by transfer is paid by finance, at the counter after two officers looked', () => {
    expect(answerTo(upTo(6), [third, pay])).toBe('reward-finance-only')
    const atCounter = rewardAfter(
      [
        [
          reporter,
          { type: 'claim', claim: { way: 'counter', standing: 'anonymous', proxy: false } },
        ],
      ],
      delivered,
    )
    expect(answerTo(atCounter, [third, pay])).toBe('reward-confirmation-missing')
    const once = rewardAfter([[checker, confirm]], atCounter)
    expect(answerTo(once, [checker, confirm])).toBe('reward-same-officer')
    expect(answerTo(once, [third, pay])).toBe('reward-confirmation-missing')
    const twice = rewardAfter([[third, confirm]], once)
    expect(answerTo(twice, [proposer, confirm])).toBe('reward-already-confirmed')
    expect(rewardAfter([[third, pay]], twice)).toMatchObject({ state: 'paid', paid: yuan(3000) })
  })

  it('that was turned away begins again, with nobody’s eyes on it yet', () => {
    const away = rewardAfter([[checker, { type: 'turn-away', reason: '证件不符' }]], upTo(6))
    expect(away).toMatchObject({ state: 'notified', confirmedBy: [] })
    expect(away.claim).toBeUndefined()
    expect(away.due).toEqual(delivered.due)
    expect(answerTo(away, [reporter, claim])).toBe('allowed')
  })

  it('is given up by the reporter, or on paper before an officer', () => {
    expect(answerTo(delivered, [checker, { type: 'waive' }])).toBe('document-missing')
    expect(answerTo(delivered, [checker, { type: 'waive', document: '放弃声明' }])).toBe('allowed')
  })
})

describe('when the decision falls or changes', () => {
  const paid = upTo(7)
  const reopened = rewardAfter([[head, { type: 'reopen', ...why }]], paid)
  const again = (base: number) => answerTo(reopened, [proposer, propose({ base })])

  it('what was paid comes back, as far as the paper says, and never more', () => {
    const revoked = rewardAfter([[head, { type: 'revoke', ...why }]], paid)
    expect(revoked).toMatchObject({ state: 'revoked', recover: yuan(3000), recovered: 0 })
    const back = (sum: number): RewardCommand => ({ type: 'recover', sum, reference: '缴款' })
    const half = rewardAfter([[cashier, back(yuan(1000))]], revoked)
    for (const sum of [yuan(2001), 0, -1, 0.5])
      expect(answerTo(half, [cashier, back(sum)])).toBe('reward-recovery-unclear')
    const whole = rewardAfter([[cashier, back(yuan(2000))]], half)
    expect(answerTo(whole, [cashier, back(1)])).toBe('reward-nothing-to-recover')
    expect(answerTo(revoked, [proposer, back(1)])).toBe('reward-finance-only')
    for (const recover of [yuan(3000) + 1, -1, 0.5])
      expect(answerTo(paid, [head, { type: 'revoke', ...why, recover }])).toBe(
        'reward-recovery-unclear',
      )
  })

  it('more is proposed anew, and only what is missing is paid', () => {
    const more = rewardAfter(
      [
        [proposer, propose({ base: yuan(400_000) })],
        [checker, check],
        [head, approve],
        [proposer, second],
        [reporter, claim],
        [cashier, pay],
      ],
      reopened,
    )
    expect(more).toMatchObject({ state: 'paid', sum: yuan(12_000), paid: yuan(12_000) })
  })

  it('as much or less is not proposed: it stands, or it is revoked in part', () => {
    expect([again(yuan(40_000)), again(0)]).toEqual([
      'reward-sum-below-paid',
      'reward-sum-below-paid',
    ])
    expect(again(yuan(400_000))).toBe('allowed')
  })

  it('upheld, what had ended stays ended; not while the review goes on', () => {
    const uphold: RewardCommand = { type: 'uphold', document: why.document }
    expect(rewardAfter([[head, uphold]], reopened).state).toBe('paid')
    const report = { ...question, underReview: true }
    expect(answerTo(reopened, [head, uphold, { report }])).toBe('reward-decision-under-review')
  })

  it('every turn has its paper and its reason', () => {
    expect(answerTo(paid, [head, { type: 'reopen', ...why, reason: ' ' }])).toBe('reason-missing')
    expect(answerTo(paid, [head, { type: 'reopen', ...why, document: '' }])).toBe(
      'document-missing',
    )
    expect(answerTo(paid, [head, { type: 'revoke', ...why, reason: '' }])).toBe('reason-missing')
    expect(answerTo(paid, [head, { type: 'revoke', ...why, document: ' ' }])).toBe(
      'document-missing',
    )
    expect(answerTo(upTo(6), [cashier, { type: 'pay', reference: ' ' }])).toBe(
      'reward-reference-missing',
    )
  })
})
