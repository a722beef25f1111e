import {
  addDays,
  dayFromNumber,
  dayNumber,
  dayOf,
  daysBetween,
  isDay,
  startOf,
  weekday,
} from '#core/clock.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const anInstant = fc.integer({ min: -5_000_000_000_000, max: 8_000_000_000_000 })
const aDayNumber = fc.integer({ min: -100_000, max: 200_000 })

describe('desk edges 1 and 8: days in Asia/Shanghai', () => {
  it('one second before midnight is still the old day, midnight is the new one', () => {
    const midnight = startOf('2026-11-06')
    expect([dayOf(midnight - 1000), dayOf(midnight)]).toEqual(['2026-11-05', '2026-11-06'])
  })

  it('16:00 UTC is already the next day here', () => {
    expect(dayOf(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
  })

  it('agrees with the world calendar on every instant', () => {
    fc.assert(
      fc.property(anInstant, (at) => {
        const world = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
        expect(dayOf(at)).toBe(world)
      }),
      { seed: 1 },
    )
  })

  it('what somebody wrote is a day where the calendar has it', () => {
    const days = ['1970-01-01', '2024-02-29', '2026-11-30']
    const none = [
      '',
      '2026-11-31',
      '2026-02-29',
      '2026-00-10',
      '2026-1-1',
      '2026-01-011',
      '1969-12-31',
    ]
    expect([days.filter(isDay), none.filter(isDay)]).toEqual([days, []])
  })

  it('a day and its number are the same thing', () => {
    fc.assert(
      fc.property(aDayNumber, (number) => dayNumber(dayFromNumber(number)) === number),
      { seed: 2 },
    )
  })

  it('weekdays agree with the world calendar', () => {
    fc.assert(
      fc.property(aDayNumber, (number) => {
        expect(weekday(dayFromNumber(number))).toBe(new Date(number * 86_400_000).getUTCDay())
      }),
      { seed: 3 },
    )
  })

  it('the day before 1 March 2028 is the leap day', () => {
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  })

  it('counts natural days from one day to another', () => {
    expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3)
  })

  it.each(['2026-02-30', '2026-13-01', '20260101', '2026-1-1', ''])(
    '%j is no day and is refused loudly',
    (text) => {
      expect(() => dayNumber(text)).toThrow(/day/)
    },
  )
})
