import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Calendar, isWorkingDay, workingDaysBetween } from '#core/calendar.ts'
import { calendarSchema } from '#packs/schema.ts'

const read = (year: number) =>
  calendarSchema.parse(
    JSON.parse(
      readFileSync(new URL(`../../data/national/calendar-${year}.json`, import.meta.url), 'utf8'),
    ),
  )

const files = [2024, 2025, 2026].map(read)
const calendar: Calendar = {
  years: new Map(
    files.map(({ year, published, holidays, workdays }) => [
      year,
      { published, holidays: new Set(holidays), workdays: new Set(workdays) },
    ]),
  ),
}

describe("the State Council's holiday notices", () => {
  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, count) => {
    const before = `${year - 1}-12-31`
    expect(workingDaysBetween(before, `${year}-12-31`, calendar)).toBe(count)
  })

  it.each(['2024-02-04', '2024-09-29', '2025-01-26', '2025-10-11', '2026-02-28', '2026-09-20'])(
    '%s is worked although it is a weekend',
    (day) => expect(isWorkingDay(day, calendar)).toBe(true),
  )

  it.each(['2024-02-16', '2024-06-10', '2025-10-08', '2026-01-02', '2026-02-23', '2026-09-25'])(
    '%s is a holiday although it is a weekday',
    (day) => expect(isWorkingDay(day, calendar)).toBe(false),
  )

  it('every make-up day is a Saturday or Sunday and no holiday', () => {
    for (const { holidays, workdays } of files)
      for (const day of workdays) {
        expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
        expect(holidays, day).not.toContain(day)
      }
  })
})
