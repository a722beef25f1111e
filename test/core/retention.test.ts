import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#core/clock.ts'
import { isShorter, keptUntil, lastDueDay, termIn, whyKept, type Term } from '#core/retention.ts'

const terms: fc.Arbitrary<Term> = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom('D', 'M', 'Y'),
})
const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))

describe('a term', () => {
  it.each([
    ['2026-11-20', '60D', '2027-01-19'],
    ['2026-08-31', '6M', '2027-02-28'],
    ['2027-08-31', '6M', '2028-02-29'],
    ['2024-02-29', '1Y', '2025-02-28'],
    ['2026-12-01', '1M', '2027-01-01'],
    ['2026-11-20', '10Y', '2036-11-20'],
  ])('of something of %s for %s ends on %s', (day, text, until) => {
    const term = termIn(text)
    expect(term && keptUntil(day, term)).toBe(until)
  })

  it.each(['', '0M', '6', 'M6', '1000Y', '6W', ' 6M'])('is not written as 「%s」', (text) => {
    expect(termIn(text)).toBeUndefined()
  })

  it('lets go on a day exactly what has been kept to its end', () => {
    const rule = (today: string, term: Term, apart: number): void => {
      const last = lastDueDay(today, term)
      const day = addDays(last, apart)
      expect(keptUntil(day, term) <= today).toBe(day <= last)
    }
    fc.assert(fc.property(days, terms, fc.integer({ min: -40, max: 40 }), rule), { seed: 12 })
  })

  it('is shorter or not, whichever day it begins', () => {
    expect(isShorter({ amount: 1, unit: 'M' }, { amount: 60, unit: 'D' })).toBe(true)
    expect(isShorter({ amount: 6, unit: 'M' }, { amount: 60, unit: 'D' })).toBe(false)
  })
})

describe('who wants to be forgotten', () => {
  const concluded = {
    state: 'concluded',
    changedAt: Date.UTC(2026, 10, 20, 4),
    wantsReward: true,
    outcomes: ['substantiated'],
    held: false,
  } as const
  const at = Date.UTC(2026, 11, 1)
  const claim = { amount: 6, unit: 'M' } as const

  it.each([
    ['an open case', { ...concluded, state: 'accepted' }, { why: 'open' }],
    ['a reward that can be claimed', concluded, { why: 'reward', until: '2027-05-20' }],
    ['a supervisor', { ...concluded, wantsReward: false, held: true }, { why: 'hold' }],
    ['nothing where no reward was wanted', { ...concluded, wantsReward: false }, undefined],
    ['nothing where nothing was found', { ...concluded, outcomes: ['unfounded'] }, undefined],
    ['nothing after a withdrawal', { ...concluded, state: 'withdrawn', outcomes: [] }, undefined],
  ] as const)('is kept by %s', (_by, life, expected) => {
    expect(whyKept(life, { at, claim })).toEqual(expected)
  })

  it('is kept by a reward no longer than it can be claimed', () => {
    expect(whyKept(concluded, { at: Date.UTC(2027, 4, 20, 4), claim })).toBeUndefined()
  })
})
