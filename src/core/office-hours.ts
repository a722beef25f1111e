import type { Day, Instant } from './case.ts'
import { isWorkingDay, type Calendar } from './calendar.ts'
import { addDays, dayOf, startOf } from './clock.ts'

/** A stretch in which an office is open, in minutes from midnight in Asia/Shanghai. */
export interface OpenFrame {
  readonly from: number
  readonly to: number
}

/** When somebody may be told, on working days of the calendar: one frame, or several with a rest between them. */
export type OfficeHours = readonly [OpenFrame, ...OpenFrame[]]

/** Reads `09:00-17:00` or `08:30-12:00,14:00-18:00`; `undefined` where that is no order of hours in one day. */
export function readOfficeHours(text: string): OfficeHours | undefined {
  const frames = text.split(/[,，、]/).map(readFrame)
  const [first, ...rest] = frames
  if (first === undefined || rest.includes(undefined)) return undefined
  const later = rest.filter((frame) => frame !== undefined)
  const hours: OfficeHours = [first, ...later]
  return hours.every(({ from }, n) => n === 0 || from >= (hours[n - 1]?.to ?? 0))
    ? hours
    : undefined
}

const minute = 60_000
const wholeDay = 24 * 60

function readFrame(text: string): OpenFrame | undefined {
  const parts = /^(\d{1,2})[:：](\d{2})\s*[-–~至]\s*(\d{1,2})[:：](\d{2})$/.exec(text.trim())
  if (!parts) return undefined
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = parts.slice(1).map(Number)
  if (fromMinute > 59 || toMinute > 59) return undefined
  const frame = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
  return frame.from < frame.to && frame.to <= wholeDay ? frame : undefined
}

/** So many days on end no calendar is closed. */
const mostClosed = 366

/** The first instant, from this one on, at which the office is open: this one, if it is. */
export function opensAt(at: Instant, hours: OfficeHours, calendar: Calendar): Instant {
  const today = dayOf(at)
  for (let n = 0, day: Day = today; n <= mostClosed; n += 1, day = addDays(today, n)) {
    if (!isWorkingDay(day, calendar)) continue
    const midnight = startOf(day)
    for (const { from, to } of hours)
      if (at < midnight + to * minute) return Math.max(at, midnight + from * minute)
  }
  throw new Error('the calendar has no open days: see data/national/calendar-*')
}

export const isOpenAt = (at: Instant, hours: OfficeHours, calendar: Calendar): boolean =>
  opensAt(at, hours, calendar) === at
