import type { Instant } from './case.ts'

/** How often one sender may speak: so many at once, and then one more after so many milliseconds. */
export interface Pace {
  readonly burst: number
  readonly every: number
}

/** What a sender has left of it, and since when. */
export interface Allowance {
  readonly left: number
  readonly at: Instant
}

/** Takes one from what has come together since; without one left nothing is taken. A clock that goes back gives nothing. */
export function spend(
  pace: Pace,
  before: Allowance | undefined,
  at: Instant,
): { readonly allowed: boolean; readonly after: Allowance } {
  const since = before ?? { left: pace.burst, at }
  const grown = Math.max(0, at - since.at) / pace.every
  const left = Math.min(pace.burst, since.left + grown)
  const allowed = left >= 1
  return { allowed, after: { left: allowed ? left - 1 : left, at: Math.max(at, since.at) } }
}
