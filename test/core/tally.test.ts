import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthsOf, periodAround, periodOf } from '#core/period.ts'
import { noCell, noStock, onTimeRate, sizeOf, tallyOf, together, within } from '#core/tally.ts'
import type { Happened } from '#core/tally.ts'
import { addDays, daysBetween, weekday } from '#core/clock.ts'

const one: Happened = {
  what: 'closed',
  department: 'd',
  offence: 'A1',
  place: 'p',
  channel: 'c',
  count: 1,
}

describe('the on-time rate', () => {
  it('counts what is open and overdue against the rate: ten in time, none late, ten forgotten is a half', () => {
    const cell = { ...noCell, closed: { 5: 10 } }
    expect(onTimeRate(cell, noStock)).toBe(1)
    expect(onTimeRate(cell, { ...noStock, open: 12, overdue: 10, owed: 10 })).toBe(0.5)
    expect(onTimeRate({ ...cell, late: 5 }, { ...noStock, owed: 10 })).toBe(0.25)
  })

  it('says nothing where nothing was closed and nothing is overdue', () => {
    expect(onTimeRate(noCell, { ...noStock, open: 4 })).toBeUndefined()
  })
})

describe('how long things took', () => {
  it('is a number of days that occurred: of 1, 2, 3, 4 the half had ended after 2, nine of ten after 4', () => {
    const spread = { 4: 1, 1: 1, 3: 1, 2: 1 }
    expect(within(spread, 0.5)).toBe(2)
    expect(within(spread, 0.9)).toBe(4)
    expect(within({ 0: 1 }, 0.5)).toBe(0)
    expect(within({}, 0.5)).toBeUndefined()
    expect(within({ 2: 1, 10: 9 }, 0.5)).toBe(10)
  })

  it('is the same as looking up the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1 }), (days) => {
        const spread: Record<string, number> = {}
        for (const day of days) spread[day] = (spread[day] ?? 0) + 1
        const sorted = days.toSorted((a, b) => a - b)
        for (const share of [0.5, 0.9])
          expect(within(spread, share)).toBe(sorted[Math.ceil(share * days.length) - 1])
      }),
      { seed: 6 },
    )
  })
})

it('months that were counted one by one and added are the same as counted together', () => {
  const happened = fc.record({
    what: fc.constantFrom('given', 'accepted', 'closed', 'returned'),
    department: fc.constantFrom('a', 'b'),
    offence: fc.constantFrom('A1', 'B2'),
    place: fc.constantFrom('', 'p'),
    channel: fc.constantFrom('wechat', 'web-chat'),
    count: fc.integer({ min: 1, max: 9 }),
    days: fc.nat({ max: 20 }),
    late: fc.boolean(),
    unnumbered: fc.boolean(),
    again: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(happened), fc.array(happened), (first, second) => {
      const whole = tallyOf([...first, ...second])
      expect(together([tallyOf(first), tallyOf(second)])).toEqual(whole)
      const departments = Object.values(whole.department)
      const sum = departments.reduce((n, cell) => n + sizeOf(cell.closed), 0)
      expect(sum).toBe(sizeOf(whole.all['']?.closed ?? {}))
    }),
    { seed: 6 },
  )
  expect(tallyOf([one]).all['']?.closed).toEqual({ 0: 1 })
})

describe('a period in the address bar', () => {
  it.each([
    ['2026-11', '2026-11-01', '2026-11-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-11-20w', '2026-11-16', '2026-11-22'],
    ['2026-11-22w', '2026-11-16', '2026-11-22'],
    ['2026-01-01w', '2025-12-29', '2026-01-04'],
    ['2026-10-03..2026-11-05', '2026-10-03', '2026-11-05'],
  ])('%s is %s to %s', (key, from, to) => {
    expect(periodOf(key)).toMatchObject({ from, to })
  })

  it.each([
    '',
    'x',
    '2026-13',
    '2026-Q5',
    '1026',
    '2026-02-30w',
    '2026-11-05..2026-11-03',
    '2026-11-05..',
    '2026-02-29..2026-03-01',
    '2000-01-01..2090-01-01',
    "2026' or 1=1",
    'abcdefghijw',
  ])('%s is none', (key) => {
    expect(periodOf(key)).toBeUndefined()
  })

  it('falls apart into months that follow each other and cover it', () => {
    const day = fc.nat({ max: 4000 }).map((n) => addDays('2020-01-01', n))
    fc.assert(
      fc.property(day, fc.nat({ max: 900 }), (from, length) => {
        const to = addDays(from, length)
        const period = periodOf(`${from}..${to}`)
        if (!period) throw new Error('not a period')
        const parts = monthsOf(period)
        expect(parts[0]?.from).toBe(from)
        expect(parts.at(-1)?.to).toBe(to)
        for (const [n, part] of parts.entries()) {
          expect(part.from.slice(0, 7)).toBe(part.month)
          expect(part.to.slice(0, 7)).toBe(part.month)
          const next = parts[n + 1]
          if (next) expect(daysBetween(part.to, next.from)).toBe(1)
          expect(part.whole).toBe(part.from.endsWith('-01') && addDays(part.to, 1).endsWith('-01'))
        }
        for (const kind of ['week', 'month', 'quarter', 'year'] as const) {
          const around = periodAround(kind, from)
          expect(around.from <= from && from <= around.to).toBe(true)
        }
        expect(weekday(periodAround('week', from).from)).toBe(1)
      }),
      { seed: 6 },
    )
  })
})
