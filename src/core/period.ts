import type { Day } from './case.ts'
import { addDays, daysBetween, isDayOfThisCentury, weekday, yearOf } from './clock.ts'

/** A span of days that figures are for; `key` stands in the address bar. */
export interface Period {
  readonly kind: 'week' | 'month' | 'quarter' | 'year' | 'free'
  readonly key: string
  readonly from: Day
  readonly to: Day
}

/** A part of a period that lies in one month, and whether it is all of it. */
export interface MonthPart {
  readonly month: string
  readonly from: Day
  readonly to: Day
  readonly whole: boolean
}

const longest = 3_700

/** `2026-11`, `2026-Q4`, `2026`, `2026-11-16w` or `2026-10-03..2026-11-05`; what is none of them is not a period. */
export function periodOf(key: string): Period | undefined {
  const year = /^(20\d\d)$/.exec(key)?.[1]
  if (year !== undefined) return { kind: 'year', key, from: `${year}-01-01`, to: `${year}-12-31` }
  const quarter = /^(20\d\d)-Q([1-4])$/.exec(key)
  if (quarter) {
    const last = Number(quarter[2]) * 3
    const months = [last - 2, last].map((month) => `${quarter[1]}-${pad(month)}`)
    const [first = '', end = ''] = months
    return { kind: 'quarter', key, from: `${first}-01`, to: lastOf(end) }
  }
  if (/^20\d\d-(0[1-9]|1[0-2])$/.test(key))
    return { kind: 'month', key, from: `${key}-01`, to: lastOf(key) }
  const week = /^(\S{10})w$/.exec(key)?.[1]
  if (week !== undefined) return isDayOfThisCentury(week) ? weekOf(week) : undefined
  const [from = '', to = ''] = key.split('..')
  if (
    !isDayOfThisCentury(from) ||
    !isDayOfThisCentury(to) ||
    from > to ||
    daysBetween(from, to) > longest
  )
    return undefined
  return { kind: 'free', key, from, to }
}

/** The week from Monday to Sunday. */
export function weekOf(day: Day): Period {
  const from = addDays(day, -((weekday(day) + 6) % 7))
  return { kind: 'week', key: `${from}w`, from, to: addDays(from, 6) }
}

/** A period in months, each for itself. */
export function monthsOf({ from, to }: Period): readonly MonthPart[] {
  const parts: MonthPart[] = []
  for (let day = from; day <= to;) {
    const month = monthOf(day)
    const last = lastOf(month)
    const end = last < to ? last : to
    parts.push({ month, from: day, to: end, whole: day === `${month}-01` && end === last })
    day = addDays(last, 1)
  }
  return parts
}

export const monthOf = (day: Day): string => day.slice(0, 7)

export const lastOf = (month: string): Day => addDays(`${nextMonth(month)}-01`, -1)

export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${pad(number + 1)}`
}

/** Of the kinds that have a place in the calendar, the one that holds a day. */
export function periodAround(kind: Exclude<Period['kind'], 'free'>, day: Day): Period {
  const month = monthOf(day)
  const keys = {
    month,
    quarter: `${yearOf(day)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`,
    year: String(yearOf(day)),
    week: weekOf(day).key,
  }
  const found = periodOf(keys[kind])
  if (!found) throw new Error(`no ${kind} holds ${day}`)
  return found
}

const pad = (number: number): string => String(number).padStart(2, '0')
