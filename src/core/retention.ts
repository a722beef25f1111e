import type { CaseState, Day, Instant, Outcome } from './case.ts'
import { addDays, dayOf, daysBetween } from './clock.ts'

/**
 * Kinds of data that have a term of their own. `transcript`: what was said in a conversation that became a report.
 * `payee`: where a reward was transferred to.
 */
export const retainedKinds = [
  'conversation',
  'transcript',
  'identity',
  'evidence',
  'case',
  'log',
  'payee',
] as const
export type RetainedKind = (typeof retainedKinds)[number]

/** Days, months or years of the calendar. */
export interface Term {
  readonly amount: number
  readonly unit: 'D' | 'M' | 'Y'
}

/** A record of `retention.json`: a term with its source. What is unsure (`U`) is a default and never told as law. */
export interface RetentionRule extends Term {
  readonly kind: RetainedKind
  /** What it counts from: every new message, or everything that happens in the case, begins it anew. */
  readonly from: 'last-message' | 'case-ended' | 'reward-ended' | 'written'
  /** No operator may set a shorter one. */
  readonly least?: Term & { readonly source: string; readonly confidence: 'S' | 'M' }
  readonly source: string
  readonly confidence: 'S' | 'M' | 'U'
  readonly checkedOn: Day
}

/** The day from which on something of that day may go; at the end of a shorter month that month's last day counts. */
export function keptUntil(day: Day, { amount, unit }: Term): Day {
  if (unit === 'D') return addDays(day, amount)
  const months = unit === 'M' ? amount : amount * 12
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const total = year * 12 + month - 1 + months
  const first = firstOf(total)
  const last = daysBetween(first, firstOf(total + 1))
  return addDays(first, Math.min(date, last) - 1)
}

const firstOf = (months: number): Day =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`

/** The last day whose things may go today. */
export function lastDueDay(today: Day, term: Term): Day {
  const { amount, unit } = term
  const longest = { D: 1, M: 31, Y: 366 }[unit] * amount
  let day = addDays(today, -longest)
  while (keptUntil(addDays(day, 1), term) <= today) day = addDays(day, 1)
  return day
}

/** `6M`, `60D`, `10Y`: as an operator's setting is written. */
export function termIn(text: string): Term | undefined {
  const [, amount, unit] = /^([1-9]\d{0,2})([DMY])$/.exec(text) ?? []
  return amount === undefined ? undefined : { amount: Number(amount), unit: unit as Term['unit'] }
}

/** Whether one term ends before another, whichever day they begin. */
export function isShorter(one: Term, other: Term): boolean {
  return daysOf(one) < daysOf(other)
}

const daysOf = ({ amount, unit }: Term): number => amount * { D: 1, M: 30, Y: 365 }[unit]

/** Why a report stays though its reporter wants it forgotten. */
export type KeptBecause = 'open' | 'reward' | 'hold'

/** What of a case decides how long it is kept. */
export interface LifeOfCase {
  readonly state: CaseState
  /** The last thing that happened in it. */
  readonly changedAt: Instant
  readonly wantsReward: boolean
  readonly outcomes: readonly (Outcome | undefined)[]
  /** A supervisor keeps it for a proceeding. */
  readonly held: boolean
}

/** A merged case is over when its main case is put away, and not before. */
export const isOver = (state: CaseState): boolean =>
  state !== 'received' && state !== 'accepted' && state !== 'merged'

/** Outcomes for which a reward may be granted. */
const rewarded: ReadonlySet<Outcome> = new Set([
  'substantiated',
  'partly',
  'transferred-to-police',
  'transferred-to-discipline',
])

/** Why a report cannot be forgotten today, or `undefined` where it can. `claim`: how long a reward can be claimed. */
export function whyKept(
  { state, changedAt, wantsReward, outcomes, held }: LifeOfCase,
  { at, claim }: { readonly at: Instant; readonly claim: Term },
): { readonly why: KeptBecause; readonly until?: Day } | undefined {
  if (held) return { why: 'hold' }
  if (!isOver(state)) return { why: 'open' }
  if (!wantsReward || !outcomes.some((one) => one !== undefined && rewarded.has(one)))
    return undefined
  const until = keptUntil(dayOf(changedAt), claim)
  return until > dayOf(at) ? { why: 'reward', until } : undefined
}
