/** What a drill found. Everything in the lists is a promise broken. */
export interface Findings {
  /** Acknowledged or owed, and not there. */
  readonly missing: string[]
  /** There more often than it was said. */
  readonly doubled: string[]
  /** Chains, numbers and files that do not fit. */
  readonly broken: string[]
  /** How much was looked at. */
  readonly counts: Record<string, number>
}

export const noFindings = (): Findings => ({ missing: [], doubled: [], broken: [], counts: {} })

/** How often each is in a list. */
export function tally(list: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

export function count({ counts }: Findings, name: string, more = 1): void {
  counts[name] = (counts[name] ?? 0) + more
}

/** Says how often something that is to be there once is there. */
export function expectOnce({ missing, doubled }: Findings, what: string, times: number): void {
  if (times === 0) missing.push(what)
  if (times > 1) doubled.push(`${what}: ${times} times`)
}
