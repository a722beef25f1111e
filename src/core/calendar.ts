import type { Day } from './case.ts'
import { addDays, weekday, yearOf } from './clock.ts'

/** One year of the State Council's holiday notice. */
export interface CalendarYear {
  /** False while the notice for the year is not out: what it then holds are the days certain by law. */
  readonly published: boolean
  readonly holidays: ReadonlySet<Day>
  /** Weekend days worked to make up for a holiday (调休). */
  readonly workdays: ReadonlySet<Day>
}

export interface Calendar {
  readonly years: ReadonlyMap<number, CalendarYear>
}

/** A day counts as worked if the State Council's notice makes it one, even a Sunday. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  const year = calendar.years.get(yearOf(day))
  if (year?.workdays.has(day)) return true
  if (year?.holidays.has(day)) return false
  const inWeek = weekday(day)
  return inWeek !== 0 && inWeek !== 6
}

/** Whether the holiday notice of that day's year is out. */
export function isPublished(day: Day, calendar: Calendar): boolean {
  return calendar.years.get(yearOf(day))?.published ?? false
}

/** Working days after one day up to and including another: what is left of a limit. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) count += 1
  }
  return count
}
