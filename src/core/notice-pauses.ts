const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Before each attempt after the first, as Standard Webhooks 1.0.0 advises: ten attempts, about three days. */
const pauses = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

const longestAsked = 24 * hour

/**
 * Milliseconds until the next attempt, after so many that failed; `undefined`: that was the last one. `chance` from 0 to
 * 1 spreads what failed together; `asked`: what the receiver wants to be left alone for.
 */
export function pauseAfter(failures: number, chance: number, asked = 0): number | undefined {
  const pause = pauses[failures - 1]
  if (pause === undefined) return undefined
  return Math.max(Math.round(pause * (1 + chance / 10)), Math.min(asked, longestAsked))
}
