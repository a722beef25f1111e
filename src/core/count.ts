import type { Day } from './case.ts'
import type { Pause } from './task-clock.ts'
import { addDays, weekday } from './clock.ts'
import { isPublished, isWorkingDay, type Calendar } from './calendar.ts'

/**
 * What one day is in a count. `make-up`: a weekend day that the notice makes a working day (调休), and so counts.
 * `moved`: the open day to which a closed last day moves.
 */
export type DayKind = 'start' | 'counted' | 'make-up' | 'weekend' | 'holiday' | 'paused' | 'moved'

export interface CountedDay {
  readonly day: Day
  readonly kind: DayKind
  /** Which day of the limit, from 1; only of days that count. */
  readonly nth?: number
}

/** A limit counted out, so that anybody can check it by hand. */
export interface Count {
  /** The last day. */
  readonly on: Day
  /** It depends on a year whose holiday notice is not out. */
  readonly provisional: boolean
  /** From the day of receipt to the last day, one entry each. */
  readonly days: readonly CountedDay[]
}

/** How long, in working or natural days, and which stretches do not count. */
export interface Span {
  /** The day of receipt. */
  readonly from: Day
  readonly amount: number
  readonly unit: 'WD' | 'ND'
  readonly pauses?: readonly Pause[]
}

/** So many days on end no calendar is closed. */
const mostClosed = 366

/**
 * The day of receipt is day 0, counting begins the next day; a last day that is not worked moves to the next that is.
 * No natural day at all means today, holiday or not: danger to life does not wait for Monday. The day on which a pause
 * begins and the day on which it ends count; the whole days between them do not, and what began on the last day ends no
 * earlier than the pause.
 */
export function count(span: Span, calendar: Calendar): Count {
  const { from, unit, pauses = [] } = span
  const amount = mustBeCount(span.amount)
  const days: CountedDay[] = [{ day: from, kind: 'start' }]
  if (unit === 'ND' && amount === 0) return { on: from, provisional: false, days }
  const next = nextDay(calendar, pauses)
  let day = from
  for (let nth = 0; nth < amount;) {
    const closed = next(day, unit)
    day = addDays(day, 1)
    if (closed) days.push({ day, kind: closed })
    else
      days.push({
        day,
        kind: isMakeUp(day, unit, calendar) ? 'make-up' : 'counted',
        nth: (nth += 1),
      })
  }
  const last = day
  const goesOn = pauses.filter(({ after }) => after <= last).map(({ before }) => before)
  while (
    !isWorkingDay(day, calendar) ||
    isPaused(day, pauses) ||
    goesOn.some((before) => day < before)
  ) {
    days.push({ day: addDays(day, 1), kind: next(day, 'WD') ?? 'moved' })
    day = addDays(day, 1)
  }
  const reached = unit === 'ND' ? last : from
  return { on: day, provisional: touchesUnpublished(reached, day, calendar), days }
}

type Closed = 'weekend' | 'holiday' | 'paused'

/** Why the day after one does not count, if it does not. */
function nextDay(calendar: Calendar, pauses: readonly Pause[]) {
  let left = mostClosed
  return (before: Day, unit: Span['unit']): Closed | undefined => {
    const day = addDays(before, 1)
    const closed = isPaused(day, pauses) ? 'paused' : closedOn(day, unit, calendar)
    left = closed === 'weekend' || closed === 'holiday' ? left - 1 : mostClosed
    if (left === 0) throw new Error('the calendar has no open days: see data/national/calendar-*')
    return closed
  }
}

function closedOn(day: Day, unit: Span['unit'], calendar: Calendar): Closed | undefined {
  if (unit === 'ND' || isWorkingDay(day, calendar)) return undefined
  return isWeekend(day) ? 'weekend' : 'holiday'
}

const isMakeUp = (day: Day, unit: Span['unit'], calendar: Calendar): boolean =>
  unit === 'WD' && isWeekend(day) && isWorkingDay(day, calendar)

const isWeekend = (day: Day): boolean => weekday(day) === 0 || weekday(day) === 6

const isPaused = (day: Day, pauses: readonly Pause[]): boolean =>
  pauses.some(({ after, before }) => day > after && day < before)

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
