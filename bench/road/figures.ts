import { familyOf, usageOf, type Usage } from './process.ts'

/** How long each took, and what it cost. */
export interface Figures {
  readonly count: number
  readonly seconds: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Seconds of CPU, by who used them. */
  readonly cpu: Readonly<Record<string, number>>
  /** Bytes that all but the driver sent to the disk. */
  readonly written: number
}

/** Whose work is counted: process ids by their name; `family`: with their children. */
export type Watched = Readonly<Record<string, { readonly pid: number; readonly family?: true }>>

const look = (watched: Watched): ReadonlyMap<string, Usage> =>
  new Map(
    Object.entries(watched).map(([name, { pid, family }]) => [
      name,
      family ? familyOf(pid) : usageOf(pid),
    ]),
  )

type Timed = <T>(one: () => Promise<T>) => Promise<T>

/** Lets `work` run, and takes the time of each thing that it wraps. */
export async function measured(
  watched: Watched,
  work: (timed: Timed) => Promise<void>,
): Promise<Figures> {
  const waits: number[] = []
  const before = look(watched)
  const own = process.cpuUsage()
  const began = performance.now()
  await work(async (one) => {
    const since = performance.now()
    const value = await one()
    waits.push(performance.now() - since)
    return value
  })
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(own)
  const after = look(watched)
  const used = [...after].map(
    ([name, { cpu }]) => [name, cpu - (before.get(name)?.cpu ?? 0)] as const,
  )
  const sent = [...after].map(([name, { written }]) => written - (before.get(name)?.written ?? 0))
  const sorted = Float64Array.from(waits).sort()
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  return {
    count: waits.length,
    seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    cpu: { ...Object.fromEntries(used), driver: (user + system) / 1e6 },
    written: sent.reduce((sum, one) => sum + one, 0),
  }
}

/** So many at a time, each with a lane of its own, until none is left. */
export async function inLanes<T>(
  all: readonly T[],
  lanes: number,
  work: (one: T, lane: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const run = async (_: unknown, lane: number): Promise<void> => {
    while (next < all.length) {
      const one = all[next++]
      if (one !== undefined) await work(one, lane)
    }
  }
  await Promise.all(Array.from({ length: lanes }, run))
}
