import type { Instant } from './case.ts'

/** A look at two clocks at once: the one that people set, and one that only counts. */
export interface Moment {
  readonly at: Instant
  /** Milliseconds since some beginning; nobody can set it. */
  readonly elapsed: number
}

/** What time it is, and by how much the clock that people set left the count: 0 where it did not. */
export interface Reckoned {
  readonly now: Instant
  readonly jump: number
  /** The last moment at which both agreed. */
  readonly believed: Moment
}

const minute = 60_000
/** A clock that is corrected by so little was only inexact. */
const slack = 2 * minute
/** A clock that is further ahead than this, or a house that was shut for longer, needs a person's word. */
export const believedAhead = 7 * 24 * 60 * minute

/**
 * Backwards no time is believed: the count goes on instead, so that nothing is received before what was received already,
 * and nothing that ended opens again. Forwards the clock is followed, but beyond a week it is a jump.
 */
export function reckon(believed: Moment, seen: Moment): Reckoned {
  const expected = believed.at + Math.floor(Math.max(0, seen.elapsed - believed.elapsed))
  const jump = seen.at - expected
  if (jump < -slack) return { now: expected, jump, believed }
  if (jump > believedAhead) return { now: seen.at, jump, believed }
  const now = Math.max(seen.at, believed.at)
  return { now, jump: 0, believed: { at: now, elapsed: seen.elapsed } }
}
