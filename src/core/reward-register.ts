import type { Fen } from './reward-money.ts'

/** One payment as the register counts it. */
export interface RegisteredPayment {
  /** `2026-11`. */
  readonly month: string
  readonly scheme: string
  readonly level: string
  readonly sum: Fen
}

export interface RegisterLine extends RegisteredPayment {
  readonly count: number
}

export interface RewardRegister {
  /** Lines of so many rewards that nobody can be told from them. */
  readonly lines: readonly RegisterLine[]
  /**
   * What is in no line: told together if that is enough, else not at all. `not-yet`: the year is not over; a rest that
   * grows from month to month would tell the sum of each one that joined it.
   */
  readonly rest: { readonly count: number; readonly sum: Fen } | 'too-few' | 'none' | 'not-yet'
}

/** Fewer than so many and a neighbour could guess whose they were. */
export const fewest = 5

/**
 * Payments by month, kind and level. A line of few is left out, and what is left out is told together only where it is
 * many; no sum over all of them is given, so nothing can be had by taking one from the other.
 */
export function registerOf(
  payments: readonly RegisteredPayment[],
  { isOver }: { readonly isOver: boolean },
): RewardRegister {
  const lines = new Map<string, RegisterLine>()
  for (const payment of payments) {
    const { month, scheme, level, sum } = payment
    const key = JSON.stringify([month, scheme, level])
    const before = lines.get(key) ?? { month, scheme, level, sum: 0, count: 0 }
    lines.set(key, { ...before, sum: before.sum + sum, count: before.count + 1 })
  }
  const all = [...lines.values()].toSorted(newestFirst)
  const rest = all
    .filter(({ count }) => count < fewest)
    .reduce((sums, { count, sum }) => ({ count: sums.count + count, sum: sums.sum + sum }), {
      count: 0,
      sum: 0,
    })
  return {
    lines: all.filter(({ count }) => count >= fewest),
    rest: isOver ? told(rest) : 'not-yet',
  }
}

function told(rest: { readonly count: number; readonly sum: Fen }): RewardRegister['rest'] {
  if (rest.count === 0) return 'none'
  return rest.count < fewest ? 'too-few' : rest
}

function newestFirst(one: RegisterLine, other: RegisterLine): number {
  const [a, b] = [one, other].map(({ scheme, level }) => `${scheme} ${level}`)
  if (one.month !== other.month) return one.month < other.month ? 1 : -1
  return (a ?? '') < (b ?? '') ? -1 : 1
}
