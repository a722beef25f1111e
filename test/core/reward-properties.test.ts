import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calculate, type RewardedReport } from '#core/reward-calculation.ts'
import type { Share } from '#core/reward-money.ts'
import { missingOf, parameterIds, type Parameters } from '#core/reward-scheme.ts'
import { aScheme, facts, lacking } from './reward-builders.ts'

const runs = 2000
const aRate = fc.integer({ min: 0, max: 10_000 })
const aSum = fc.integer({ min: 0, max: 9_999_999_999 })
const aBase = fc.oneof(aSum, fc.integer({ min: 0, max: 9_999_999_999_999 }))

const aShare: fc.Arbitrary<Share> = fc
  .tuple(
    fc.constantFrom('each-band' as const, 'whole' as const, 'fixed' as const),
    fc.uniqueArray(aSum, { maxLength: 3 }),
    fc.array(fc.tuple(aRate, aSum), { minLength: 4, maxLength: 4 }),
  )
  .map(([how, bounds, values]) => {
    const upTo = bounds.toSorted((one, other) => one - other)
    const bands = [...upTo, undefined].map((bound) => (bound === undefined ? {} : { upTo: bound }))
    if (how === 'fixed')
      return { how, bands: bands.map((band, n) => ({ ...band, sum: values[n]?.[1] ?? 0 })) }
    return { how, bands: bands.map((band, n) => ({ ...band, rate: values[n]?.[0] ?? 0 })) }
  })

/** Any scheme whose minima are not above its cap: what `check-data` lets through. */
const someParameters = fc
  .record({
    share: aShare,
    limits: fc.tuple(aSum, aSum, aSum),
    rounding: fc.record({
      to: fc.constantFrom('fen' as const, 'yuan' as const),
      how: fc.constantFrom('down' as const, 'half-up' as const, 'up' as const),
    }),
    insider: fc.record({
      by: fc.constantFrom('points' as const, 'share' as const),
      rate: aRate,
      finance: fc.boolean(),
    }),
    later: fc.record({ rate: aRate }),
  })
  .map(({ share, limits, rounding, insider, later }): Partial<Parameters> => {
    const [least = 0, levelLeast = 0, most = 0] = limits.toSorted((one, other) => one - other)
    const level = { id: '2', name: '二级', test: '测试', share, least: levelLeast }
    return { levels: [level], least, most, rounding, insider, later }
  })

const someReports: fc.Arbitrary<readonly RewardedReport[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc.record({
          number: fc.constant(`RC-2026-${number}`),
          acceptedAt: fc.integer({ min: 0, max: 3 }),
          insider: fc.boolean(),
          decisive: fc.boolean(),
          members: fc
            .array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 })
            .map((parts) => parts.map((one, n) => ({ member: `${n}`, parts: one }))),
        }),
      ),
    ),
  )

const some = fc.record({ parameters: someParameters, base: aBase, reports: someReports })

type Some = typeof some extends fc.Arbitrary<infer T> ? T : never
const calculated = (asked: Some) => {
  const made = calculate(
    aScheme(asked.parameters),
    facts({ base: asked.base, reports: asked.reports }),
  )
  if (!made.ok) throw new Error(made.refusal.key)
  return made.value
}
const holds = (claim: (asked: Some, made: Made) => void) => {
  fc.assert(
    fc.property(some, (asked) => claim(asked, calculated(asked))),
    { seed: 42, numRuns: runs },
  )
}
type Made = ReturnType<typeof calculated>
const total = (sums: readonly { readonly sum: number }[]) =>
  sums.reduce((all, { sum }) => all + sum, 0)

describe(`${runs} schemes and cases`, () => {
  it('never above the cap, never below the minimum of the level or of the scheme', () => {
    holds(({ parameters }, { sum }) => {
      expect(sum).toBeLessThanOrEqual(parameters.most ?? 0)
      expect(sum).toBeGreaterThanOrEqual(parameters.least ?? 0)
      expect(sum).toBeGreaterThanOrEqual(parameters.levels?.[0]?.least ?? 0)
    })
  })

  it('what the reporters get is the sum, and what the members of each get is theirs, to the fen', () => {
    holds((_asked, { sum, shares }) => {
      expect(total(shares)).toBe(sum)
      for (const share of shares)
        if (share.members.length > 0) expect(total(share.members)).toBe(share.sum)
    })
  })

  it('every amount is a whole number of fen, and each line begins where the last one ended', () => {
    holds((_asked, { sum, lines, shares }) => {
      const all = [...lines, ...shares.flatMap((share) => share.lines)]
      for (const { before, after } of all)
        expect([before, after].every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true)
      for (const [n, line] of lines.entries())
        if (n > 0) expect(line.before).toBe(lines[n - 1]?.after)
      expect(lines.at(-1)?.after).toBe(sum)
    })
  })

  it('the same whatever order reports and members are processed in', () => {
    holds((asked, made) => {
      const reports = asked.reports
        .toReversed()
        .map((report) => ({ ...report, members: report.members.toReversed() }))
      expect(calculated({ ...asked, reports })).toEqual(made)
    })
  })

  it('who came first never gets less than who came later', () => {
    holds((_asked, { shares: [first, ...others] }) => {
      for (const other of others) expect(other.sum).toBeLessThanOrEqual(first?.sum ?? 0)
    })
  })
})

describe('a scheme that is not complete', () => {
  it('yields no sum, whichever of its parameters are open', () => {
    fc.assert(
      fc.property(
        fc.subarray([...parameterIds], { minLength: 1 }),
        some,
        (open, { parameters, base, reports }) => {
          const scheme = open.reduce(lacking, aScheme(parameters))
          expect(missingOf(scheme)).toEqual(parameterIds.filter((id) => open.includes(id)))
          expect(calculate(scheme, facts({ base, reports }))).toMatchObject({
            ok: false,
            refusal: { key: 'reward-scheme-incomplete' },
          })
        },
      ),
      { seed: 43, numRuns: 500 },
    )
  })
})
