/** Counts that may be told: a number, or that there are some, too few to be told. */
export type TellableCount = number | 'few'

/** Below this, a count could point at one person. */
const fewest = 3
/** Of fewer answers than this altogether none is told. */
const fewestAnswers = 5

/**
 * Counts of answers as they may be told. Nothing of too few answers; a small count is covered, and where one alone is
 * covered the next smallest with it, so that it cannot be found by taking the others away from the sum.
 */
export function tellable(
  counts: Readonly<Record<string, number>>,
): Readonly<Record<string, TellableCount>> | undefined {
  const entries = Object.entries(counts).filter(([, count]) => count > 0)
  const sum = entries.reduce((all, [, count]) => all + count, 0)
  if (sum < fewestAnswers) return undefined
  const small = entries.filter(([, count]) => count < fewest)
  const rest = entries
    .filter(([, count]) => count >= fewest)
    .toSorted(([, one], [, other]) => one - other)
  const covered = new Set(
    [...small, ...(small.length === 1 ? rest.slice(0, 1) : [])].map(([key]) => key),
  )
  return Object.fromEntries(
    entries.map(([key, count]) => [key, covered.has(key) ? ('few' as const) : count]),
  )
}
