import type { Day, Instant } from './case.ts'

const hour = 3_600_000
const shanghaiOffset = 8 * hour
const dayLength = 24 * hour

/** The day in Asia/Shanghai (UTC+8 all year) on which an instant falls. */
export function dayOf(at: Instant): Day {
  return dayFromNumber(Math.floor((at + shanghaiOffset) / dayLength))
}

/** The first instant of a day in Asia/Shanghai. */
export function startOf(day: Day): Instant {
  return dayNumber(day) * dayLength - shanghaiOffset
}

/** Days since 1970-01-01; throws for what is no day of the calendar, such as `2026-02-30`. */
export function dayNumber(day: Day): number {
  return remembered(numbers, day, readDay)
}

/** Limits are counted day by day, again and again over the same few years. */
const numbers = new Map<Day, number>()
const dayTexts = new Map<number, Day>()
const mostKnown = 20_000

function remembered<K, V>(known: Map<K, V>, key: K, make: (key: K) => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make(key)
  if (known.size >= mostKnown) known.clear()
  known.set(key, made)
  return made
}

function readDay(day: Day): number {
  const number = numberOf(day)
  if (number === undefined) throw new Error(`not a day of the form YYYY-MM-DD: ${day}`)
  if (writeDay(number) !== day) throw new Error(`no such day in the calendar: ${day}`)
  return number
}

/** Whether somebody wrote a day of the calendar, from 1970 on: `2026-02-30` and `2026-3-1` are none. */
export function isDay(text: string): boolean {
  const number = numberOf(text)
  return number !== undefined && number >= 0 && writeDay(number) === text
}

/** A day as what is done now is dated. */
export const isDayOfThisCentury = (text: string): boolean => text.startsWith('20') && isDay(text)

function numberOf(text: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return parts ? fromCivil(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}

/** The day that many days after 1970-01-01. */
export function dayFromNumber(number: number): Day {
  return remembered(dayTexts, number, writeDay)
}

function writeDay(number: number): Day {
  // Eras of 400 years that begin on 1 March, so that the leap day comes last.
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - daysBeforeYear(yearOfEra)
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)}`
}

/** The day so many natural days later (or earlier, if negative). */
export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days)
}

/** Natural days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: Day): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7
}

/** The year a day belongs to. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

function fromCivil(year: number, month: number, date: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const marchMonth = month > 2 ? month - 3 : month + 9
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + date - 1
  return era * 146_097 + daysBeforeYear(yearOfEra) + dayOfYear - 719_468
}

function daysBeforeYear(yearOfEra: number): number {
  return yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
