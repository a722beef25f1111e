import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '#core/calendar.ts'
import { addDays } from '#core/clock.ts'
import { count } from '#core/count.ts'
import { loadPacks } from '#packs/load.ts'

const { calendar } = loadPacks(new URL('../../data', import.meta.url).pathname)

const firstDay = '2024-01-01'
const days = Array.from({ length: 1096 }, (_, n) => addDays(firstDay, n))

/** Counted by nothing but the other's list of days. */
function countedByThem(from: string, amount: number): string {
  let day = from
  for (let left = amount; left > 0;) {
    day = addDays(day, 1)
    if (chineseDays.isWorkday(day)) left -= 1
  }
  return day
}

describe('the calendar and chinese-days, day by day', () => {
  it('agree on every one of the 1,096 days of 2024 to 2026', () => {
    const differ = days.filter((day) => isWorkingDay(day, calendar) !== chineseDays.isWorkday(day))
    expect(differ).toEqual([])
    expect(days.at(-1)).toBe('2026-12-31')
  })

  it.each([1, 3, 5, 7, 15, 30])('%i working days from any day end on the same day', (amount) => {
    const within = days.filter((day) => day < '2026-10-01')
    const differ = within.filter(
      (from) => count({ from, amount, unit: 'WD' }, calendar).on !== countedByThem(from, amount),
    )
    expect(differ).toEqual([])
  })

  it.each([5, 15, 30, 60, 90])('%i natural days from any day end on the same day', (amount) => {
    const within = days.filter((day) => day < '2026-09-01')
    const differ = within.filter((from) => {
      const last = addDays(from, amount)
      const open = chineseDays.isWorkday(last) ? last : countedByThem(last, 1)
      return count({ from, amount, unit: 'ND' }, calendar).on !== open
    })
    expect(differ).toEqual([])
  })
})
