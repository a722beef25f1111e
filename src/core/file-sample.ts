/** A closed part of a case that could be drawn. */
export interface Drawable {
  readonly caseId: string
  readonly task: string
  readonly department: string
  readonly outcome: string
}

interface Drawing {
  readonly size: number
  readonly seed: string
  /** The same text always gives the same digest, so that anybody can draw again. */
  readonly digest: (text: string) => string
}

/**
 * 稽查: draws closed files by chance, in strata of department and outcome, each by its share and none left out while there is
 * room. Which files come is settled by the seed alone: a file's place is the digest of seed, case and task, whatever
 * else is in the list.
 */
export function drawFiles<T extends Drawable>(files: readonly T[], drawing: Drawing): readonly T[] {
  const { size, seed, digest } = drawing
  const strata = [...Map.groupBy(files, stratumOf)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const shares = sharesOf(
    strata.map(([, { length }]) => length),
    size,
  )
  const place = (one: T): string => digest(`${seed} ${one.caseId} ${one.task}`)
  return strata.flatMap(([, members], n) =>
    members
      .map((one) => [place(one), one] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, shares[n] ?? 0)
      .map(([, one]) => one),
  )
}

export const stratumOf = ({ department, outcome }: Drawable): string => `${department} ${outcome}`

/**
 * How many of each stratum: one of each from the largest down while there is room, the rest by largest remainder, never more
 * than there are.
 */
export function sharesOf(sizes: readonly number[], size: number): readonly number[] {
  const all = sizes.reduce((sum, one) => sum + one, 0)
  const wanted = Math.min(size, all)
  const shares = sizes.map(() => 0)
  const order = sizes
    .map((_, n) => n)
    .toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b)
  for (const n of order.slice(0, wanted)) shares[n] = (sizes[n] ?? 0) > 0 ? 1 : 0
  for (let left = wanted - sum(shares); left > 0; left -= 1) {
    const next = order
      .filter((n) => (shares[n] ?? 0) < (sizes[n] ?? 0))
      .toSorted((a, b) => lack(b) - lack(a))[0]
    if (next === undefined) break
    shares[next] = (shares[next] ?? 0) + 1
  }
  return shares

  function lack(n: number): number {
    return ((sizes[n] ?? 0) * wanted) / all - (shares[n] ?? 0)
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
