import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countsAs,
  listOf,
  monthOf,
  weighed,
  weightsOf,
  type InspectionCase,
} from '#core/inspection.ts'
import { startOf } from '#core/clock.ts'

const weights = { substantiated: 3, partly: 2, transferred: 3, open: 1, months: 12 }
let numbers = 0
const aCase = (more: Partial<InspectionCase> = {}): InspectionCase => {
  const number = `ZB-2026-${String((numbers += 1)).padStart(5, '0')}`
  return {
    number,
    at: numbers,
    state: 'accepted',
    merged: false,
    source: number,
    confirmed: true,
    ...more,
  }
}
const done = (outcome: string, more: Partial<InspectionCase> = {}): InspectionCase =>
  aCase({ state: 'concluded', outcome, ...more })

describe('the weight of a subject', () => {
  it('is told case by case: what was found counts most, what is open less, what was unfounded nothing', () => {
    const row = weighed(
      's',
      [done('substantiated'), done('partly'), aCase(), done('unfounded')],
      weights,
    )
    expect(row.weight).toBe(6)
    expect(row.cases.map(({ as, weight }) => `${as} ${weight}`)).toEqual([
      'substantiated 3',
      'partly 2',
      'open 1',
      'none 0',
    ])
  })

  it('does not grow with the letters of one sender, however many', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('open', 'substantiated', 'partly', 'unfounded'), {
          minLength: 1,
          maxLength: 40,
        }),
        (kinds) => {
          const mine = kinds.map((kind) =>
            kind === 'open' ? aCase({ source: 'one' }) : done(kind, { source: 'one' }),
          )
          const most = Math.max(...mine.map((one) => weighed('s', [one], weights).weight))
          expect(weighed('s', mine, weights).weight).toBe(most)
          const others = [aCase(), done('substantiated')]
          expect(weighed('s', [...mine, ...others], weights).weight).toBe(most + 4)
        },
      ),
      { seed: 20261122, numRuns: 200 },
    )
  })

  it('is the same in whatever order the cases come', () => {
    const cases = [
      aCase({ source: 'a' }),
      done('partly', { source: 'a' }),
      aCase(),
      done('substantiated'),
    ]
    expect(weighed('s', cases.toReversed(), weights)).toEqual(weighed('s', cases, weights))
  })

  it('counts what was handled within another with that other', () => {
    expect(countsAs(aCase({ merged: true }))).toBe('merged')
    expect(countsAs(done('substantiated', { merged: true }))).toBe('merged')
    expect(countsAs(done('transferred-to-police'))).toBe('transferred')
    expect(countsAs(aCase({ state: 'withdrawn' }))).toBe('none')
  })
})

describe('the list of a month', () => {
  it('leaves out whom nothing speaks against, and begins with the heaviest', () => {
    const all = new Map([
      ['light', [aCase()]],
      ['none', [done('unfounded')]],
      ['heavy', [done('substantiated')]],
    ])
    expect(listOf(all, weights).map(({ subject }) => subject)).toEqual(['heavy', 'light'])
  })

  it('takes the cases of so many months up to its end', () => {
    expect(monthOf('2026-01', 12)).toEqual({
      month: '2026-01',
      from: startOf('2025-02-01'),
      to: startOf('2026-02-01'),
    })
    expect(monthOf('2026-12', 1)).toMatchObject({
      from: startOf('2026-12-01'),
      to: startOf('2027-01-01'),
    })
    expect(monthOf('2026-13', 1)).toBeUndefined()
  })

  it('takes no weight that says nothing', () => {
    const given = { substantiated: '3', partly: '2', transferred: '3', open: '1', months: '12' }
    expect(weightsOf(given)).toEqual({ ok: true, value: weights })
    for (const wrong of [
      { open: '-1' },
      { open: '101' },
      { months: '0' },
      { partly: '' },
      { open: '1.5' },
    ])
      expect(weightsOf({ ...given, ...wrong }).ok).toBe(false)
  })
})
