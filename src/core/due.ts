import type { Day, Due, Stream } from './case.ts'
import { addDays, weekday, yearOf } from './clock.ts'
import type { AreaCode, DepartmentId, OffenceCode } from './plan.ts'

/** What has to be done before the limit ends. */
export type LimitStep =
  /** The intake office gives the matter to a department. */
  | 'assign'
  /** Accept or decline, and tell the reporter. */
  | 'accept'
  /** Check a clue: file a case or not. */
  | 'check'
  /** Tell the reporter of a decision already made. */
  | 'tell'
  | 'conclude'
  /** Mediation ends. */
  | 'mediate'
  /** Raise objection to a transfer, give the matter back. */
  | 'return'
  /** A dispute over competence is settled. */
  | 'competence'
  /** The penalty decision after a case was filed. */
  | 'penalty'
  /** Hand over to the police. */
  | 'hand-over'
  /** The reporter asks for a review of the answer. */
  | 'review'
  /** The duty officer takes note of an urgent report. */
  | 'acknowledge'

/** A record of `limits.json`: a time limit with its source. */
export interface Limit {
  readonly id: string
  readonly step: LimitStep
  /** Absent fields do not narrow: without `stream` it holds for every stream. */
  readonly stream?: Stream
  readonly department?: DepartmentId
  readonly area?: AreaCode
  /** A code of the taxonomy or its group letter. */
  readonly offence?: OffenceCode
  readonly amount: number
  /** Working days or natural days. */
  readonly unit: 'WD' | 'ND'
  /** Document and article. */
  readonly source: string
  /** Seen in the source, remembered, or unsure; what is unsure is never applied or shown. */
  readonly confidence: 'S' | 'M' | 'U'
  /** Custom of the trade, not law: told to the reporter as such. */
  readonly practice?: boolean
}

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

/** What a limit is looked up for. */
export interface LimitQuestion {
  readonly step: LimitStep
  readonly stream: Stream
  readonly department?: DepartmentId
  readonly area?: AreaCode
  readonly offence?: OffenceCode
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

/** The n-th working day after a day; with 0 the day itself, or the next working day if it is none. */
export function addWorkingDays(from: Day, days: number, calendar: Calendar): Day {
  mustBeCount(days)
  if (days === 0) return rollOver(from, calendar)
  let day = from
  for (let left = days; left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return day
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

/**
 * The day of receipt is day 0, counting begins the next day; a last day that is not worked moves to the next that is.
 * No natural day at all means today, holiday or not: danger to life does not wait for Monday.
 */
export function due(from: Day, limit: Limit, calendar: Calendar): Due {
  const { id, amount, unit } = limit
  if (unit === 'ND' && amount === 0) return { on: from, limit: id, provisional: false }
  const last = unit === 'ND' ? addDays(from, mustBeCount(amount)) : from
  const on = unit === 'ND' ? rollOver(last, calendar) : addWorkingDays(from, amount, calendar)
  return { on, limit: id, provisional: touchesUnpublished(last, on, calendar) }
}

/** Overdue begins when the day is over, not when somebody looks. */
export function isOverdue(limit: Due, today: Day): boolean {
  return today > limit.on
}

/**
 * Which limit applies: the one that says most about the question, law before practice, then the shorter one.
 * Records marked unsure never apply.
 */
export function limitFor(limits: Iterable<Limit>, question: LimitQuestion): Limit | undefined {
  return [...limits]
    .filter((limit) => limit.confidence !== 'U' && applies(limit, question))
    .toSorted(closestFirst)[0]
}

function applies(limit: Limit, question: LimitQuestion): boolean {
  return (
    limit.step === question.step &&
    (limit.stream === undefined || limit.stream === question.stream) &&
    (limit.department === undefined || limit.department === question.department) &&
    (limit.area === undefined || limit.area === question.area) &&
    (limit.offence === undefined || covers(limit.offence, question.offence))
  )
}

function covers(limited: OffenceCode, offence: OffenceCode | undefined): boolean {
  return offence !== undefined && (offence === limited || offence.replace(/\d.*$/, '') === limited)
}

function closestFirst(one: Limit, other: Limit): number {
  return (
    closeness(other) - closeness(one) ||
    Number(one.practice ?? false) - Number(other.practice ?? false) ||
    length(one) - length(other) ||
    (one.id < other.id ? -1 : 1)
  )
}

function closeness(limit: Limit): number {
  const narrowing = [limit.stream, limit.area, limit.department, limit.offence]
  return narrowing.reduce<number>((sum, field, rank) => sum + (field ? 2 ** rank : 0), 0)
}

/** In natural days, near enough to tell which of two limits is shorter. */
function length(limit: Limit): number {
  return limit.unit === 'WD' ? (limit.amount * 7) / 5 : limit.amount
}

function rollOver(day: Day, calendar: Calendar): Day {
  let worked = day
  while (!isWorkingDay(worked, calendar)) worked = addDays(worked, 1)
  return worked
}

function touchesUnpublished(from: Day, to: Day, calendar: Calendar): boolean {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!isPublished(day, calendar)) return true
  }
  return false
}

function mustBeCount(days: number): number {
  if (!Number.isSafeInteger(days) || days < 0) {
    throw new Error(`a limit is counted in whole days, not ${days}`)
  }
  return days
}
