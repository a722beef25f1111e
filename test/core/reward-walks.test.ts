import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '#core/clock.ts'
import { decideReward } from '#core/decide-reward.ts'
import { evolveReward, foldReward } from '#core/evolve-reward.ts'
import type { RewardContext } from '#core/reward-context.ts'
import { totalsOf } from '#core/reward-totals.ts'
import { rewardTable } from '#core/reward-transitions.ts'
import type { Reward, RewardCommand, RewardCommandType, RewardEvent } from '#core/reward.ts'
import { hour, morning } from './builders.ts'
import {
  aContext,
  answerTo,
  aScheme,
  claim,
  clock,
  officers,
  pay,
  propose,
  reporter,
  rewardAfter,
  road,
  why,
  yuan,
} from './reward-builders.ts'

const { proposer, checker, third, head, finance, cashier } = officers
const everybody = [proposer, checker, third, head, finance, cashier, reporter, clock] as const

type Move = readonly [RewardContext['by'], RewardCommand]
const counter: RewardCommand = {
  type: 'claim',
  claim: { way: 'counter', standing: 'anonymous', proxy: false },
}

/** Whoever may, doing what they may; the amount is of the step. */
const moves = (amount: number, nth: number, today: string): readonly Move[] => [
  [proposer, propose({ base: yuan(amount * 400) })],
  [third, propose({ base: yuan(amount * 400), level: '1' })],
  [checker, { type: 'check' }],
  [checker, { type: 'send-back', reason: '等级不对' }],
  [head, { type: 'approve' }],
  [finance, { type: 'approve-finance' }],
  [proposer, { type: 'notify', number: `荣卫奖〔2026〕${nth}号` }],
  [reporter, { type: 'deliver', on: today }],
  [reporter, claim],
  [checker, counter],
  [checker, { type: 'turn-away', reason: '证件不符' }],
  [checker, { type: 'confirm' }],
  [third, { type: 'confirm' }],
  [cashier, pay],
  [reporter, { type: 'waive' }],
  [clock, { type: 'lapse' }],
  [head, { type: 'reopen', ...why }],
  [head, { type: 'uphold', document: why.document }],
  [head, { type: 'revoke', ...why, recover: yuan(amount % 3000) }],
  [cashier, { type: 'recover', sum: yuan(1 + (amount % 3000)), reference: '缴款' }],
]

/** Tried more often than the rest, so that many walks get as far as the money, and beyond. */
const onwards: ReadonlySet<string> = new Set<RewardCommandType>([
  'propose',
  'check',
  'approve',
  'approve-finance',
  'notify',
  'deliver',
  'claim',
  'lapse',
  'pay',
])

/** Mostly what the state allows; sometimes anything by anybody. */
const aStep = fc.record({
  move: fc.noBias(fc.nat({ max: 999 })),
  by: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...everybody) },
  ),
  amount: fc.nat({ max: 50_000 }),
  hours: fc.oneof(fc.nat({ max: 48 }), fc.nat({ max: 24 * 90 })),
})
type WalkStep = typeof aStep extends fc.Arbitrary<infer T> ? T : never

interface Walk {
  readonly about?: Reward
  readonly events: readonly RewardEvent[]
  /** Each payment, with the reward before it and what had happened since it was proposed. */
  readonly payments: readonly {
    readonly about: Reward
    readonly event: Extract<RewardEvent, { readonly type: 'paid' }>
    readonly since: readonly RewardEvent[]
  }[]
}

function walk(steps: readonly WalkStep[]): Walk {
  let at = morning
  let now: Walk = { events: [], payments: [] }
  for (const [n, step] of steps.entries()) {
    at += (step.hours + 1) * hour
    const decided = taken(step, now.about, { at, nth: n + 1 })
    if (decided.ok) now = gone(now, decided.value)
  }
  return now
}

function gone({ about, events, payments }: Walk, event: RewardEvent): Walk {
  const since = events.slice(events.findLastIndex(({ type }) => type === 'proposed'))
  const paid = about && event.type === 'paid' ? [{ about, event, since }] : []
  return {
    about: evolveReward(about, event),
    events: [...events, event],
    payments: [...payments, ...paid],
  }
}

function taken(
  { move, by, amount }: WalkStep,
  about: Reward | undefined,
  { at, nth }: { readonly at: number; readonly nth: number },
) {
  const all = moves(amount, nth, dayOf(at))
  const table = about && rewardTable[about.state]
  const often = all.flatMap((one) => (onwards.has(one[1].type) ? [one, one, one, one] : [one]))
  const fitting = often.filter(([, { type }]) =>
    table ? table[type] === 'yes' : type === 'propose',
  )
  const among = by === null ? fitting : all
  const [actor, command] = among[move % among.length] ?? [proposer, propose()]
  return decideReward(about, command, aContext(by ?? actor, { at, scheme }))
}

const scheme = aScheme()
const walks = 800
const walked = fc
  .sample(fc.array(aStep, { minLength: 20, maxLength: 60 }), { seed: 18, numRuns: walks })
  .map(walk)
const total = (sums: readonly number[]) => sums.reduce((all, sum) => all + sum, 0)

describe('random walks through the life of a reward', () => {
  it('no path pays twice, or more than was approved, or by one pair of hands', () => {
    const payments = walked.flatMap((one) => one.payments)
    for (const { about, event, since } of payments) {
      expect(event.sum).toBe(about.sum - about.paid)
      expect(event.sum).toBeGreaterThan(0)
      const types = since.map(({ type }) => type)
      expect(types.filter((type) => type === 'paid')).toEqual([])
      expect(types.filter((type) => type === 'approved')).toHaveLength(1)
      const hands = since.filter(({ type }) => type === 'proposed' || type === 'approved')
      expect(new Set([...hands, event].map(({ by }) => JSON.stringify(by))).size).toBe(3)
    }
    const second = payments.filter(({ about }) => about.paid > 0).length
    expect(payments.length).toBeGreaterThan(walks / 10)
    expect(second).toBeGreaterThan(0)
    console.log(
      `rewards: ${walks} random walks, ${payments.length} payments, ${second} of them after a review, none double, none above what was approved`,
    )
  })

  it('its history gives the same reward again, and what is paid adds up to its payments', () => {
    for (const { about, events, payments } of walked) {
      if (!about) continue
      expect(foldReward(events)).toEqual(about)
      expect(about.paid).toBe(total(payments.map(({ event }) => event.sum)))
      expect(about.recovered).toBeLessThanOrEqual(about.recover)
      expect(about.recover).toBeLessThanOrEqual(about.paid)
      if (about.state === 'paid') expect(about.paid).toBe(about.sum)
    }
  })

  it('totals reconcile to the fen: granted and to come back is paid, waived, lapsed and open', () => {
    const all = totalsOf(walked.flatMap(({ about }) => about ?? []))
    expect(all.granted + all.recover).toBe(all.paid + all.waived + all.lapsed + all.open)
    expect(all.paid).toBe(
      total(walked.flatMap((one) => one.payments.map(({ event }) => event.sum))),
    )
    for (const part of Object.values(all)) expect(part).toBeGreaterThan(0)
  })
})

describe('10,000 claims on one notice', () => {
  it('one after the other, whoever makes them: exactly one succeeds, and exactly one payment', () => {
    const claims = 10_000
    let about = rewardAfter(road.slice(0, 5))
    const answers = { claimed: 0, refused: 0, paid: 0 }
    for (let n = 0; n < claims; n += 1)
      for (const [by, command] of [
        [n % 2 === 0 ? reporter : checker, claim] as const,
        [cashier, pay] as const,
      ]) {
        const decided = decideReward(
          about,
          command,
          aContext(by, { at: morning + hour * 6 + n, scheme }),
        )
        if (decided.ok) {
          about = evolveReward(about, decided.value)
          answers[decided.value.type === 'paid' ? 'paid' : 'claimed'] += 1
        } else answers.refused += 1
      }
    expect(answers).toEqual({ claimed: 1, paid: 1, refused: 2 * claims - 2 })
    expect(about.paid).toBe(about.sum)
    expect(answerTo(about, [reporter, claim])).toBe('reward-already-paid')
    console.log(
      `promise 18: the rule alone, ${claims} claims on one notice one after the other: ${answers.claimed} claimed, ${answers.paid} paid, to the fen`,
    )
  })
})
