import type { Case, Instant } from './case.ts'
import { startOf } from './clock.ts'
import { ok, refuse, type Result } from './result.ts'

const aDay = 24 * 3_600_000
/** More of them are not looked through at once; GeoReport v2 says so. */
export const widestDays = 90
/** From when until when, both included. */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

const written =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+ -]\d\d:?\d\d))?$/

/**
 * An instant as W3C writes it, with its zone; a whole day is one in China. A blank where the plus was is what a client
 * leaves that does not encode what it sends.
 */
export function instantOf(text: string): Instant | undefined {
  const [, year, month, date, hours = '00', minutes = '00', seconds = '00', zone = '+08:00'] =
    written.exec(text) ?? []
  const midnight = year === undefined ? undefined : midnightOf(`${year}-${month}-${date}`)
  if (midnight === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined
  const clock = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return midnight + clock + china - offsetOf(zone)
}

const china = 8 * 3_600_000

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0
  const [, hours, minutes] = /(\d\d):?(\d\d)$/.exec(zone) ?? []
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000
  return zone.startsWith('-') ? -size : size
}

function midnightOf(day: string): Instant | undefined {
  try {
    return startOf(day)
  } catch {
    return undefined
  }
}

/**
 * What a client wants to see: at most ninety days; with one end it is ninety days from there, with none the last ninety.
 */
export function spanOf(
  asked: { readonly start: string | undefined; readonly end: string | undefined },
  now: Instant,
): Result<Span> {
  const [from, to] = [asked.start, asked.end].map((text) =>
    text === undefined ? undefined : instantOf(text),
  )
  if (asked.start !== undefined && from === undefined)
    return refuse('date-unclear', { name: 'start_date' })
  if (asked.end !== undefined && to === undefined)
    return refuse('date-unclear', { name: 'end_date' })
  const width = widestDays * aDay
  if (from === undefined) return ok({ from: (to ?? now) - width, to: to ?? now })
  if (to === undefined) return ok({ from, to: from + width })
  if (to < from) return refuse('dates-turned')
  return to - from > width ? refuse('span-too-wide', { days: widestDays }) : ok({ from, to })
}

/** What a client may know of a report it sent: whether it was accepted, and nothing that came later. */
export type Acceptance = 'waits' | 'accepted' | 'not-accepted'

export function acceptanceOf({ state, tasks }: Pick<Case, 'state' | 'tasks'>): Acceptance {
  if (state === 'received') return 'waits'
  const taken = tasks.some((task) => task.state === 'accepted' || task.state === 'concluded')
  if (state === 'declined' || state === 'withdrawn') return 'not-accepted'
  return state === 'closed' && !taken ? 'not-accepted' : 'accepted'
}

const furthestNorth = 90
const furthestEast = 180

/** A point on the earth; not the one where a broken receiver says it is. */
export function pointOf(lat: string, long: string): Result<string> {
  const [north, eastward] = [lat, long].map((text) =>
    /^[+-]?\d{1,3}(?:\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN,
  )
  if (north === undefined || eastward === undefined) return refuse('point-unclear')
  const isThere = Math.abs(north) <= furthestNorth && Math.abs(eastward) <= furthestEast
  if (!isThere || (north === 0 && eastward === 0)) return refuse('point-unclear')
  return ok(`${north.toFixed(6)}, ${eastward.toFixed(6)}`)
}

/** A person's name from its two parts: 欧阳 and 娜娜 without a blank, Ann and Lee with one. */
export function nameFrom(first: string, last: string): string {
  const isChinese = /\p{Script=Han}/u.test(first + last)
  return (isChinese ? `${last}${first}` : `${first} ${last}`).trim()
}
