import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Remembers over a restart until when we heard everything, and nothing else. */
export interface LastOn {
  /** What was written before is old. */
  readonly from: () => number
  /** A message written then was heard. */
  readonly heard: (at: number) => void
}

/** Messages do not come quite in the order they were written; of those heard twice the house knows the id. */
const slack = 10 * 60_000

/** Nobody is answered on what they said longer ago. */
const longest = 3 * 86_400_000

/** The time of a file is the memory; without a folder it lasts as long as the process. */
export function openLastOn(dir: string | undefined, now: () => number): LastOn {
  const path = dir === undefined ? undefined : join(dir, 'last-on')
  let last = (path === undefined ? undefined : timeOf(path)) ?? now()
  const note = (): void => {
    if (path === undefined) return
    writeFileSync(path, '', { flag: 'a', mode: 0o600 })
    utimesSync(path, last / 1000, last / 1000)
  }
  if (dir !== undefined) mkdirSync(dir, { recursive: true, mode: 0o700 })
  note()
  return {
    from: () => Math.max(last - slack, now() - longest),
    heard: (at) => {
      if (at <= last) return
      last = Math.min(at, now())
      note()
    },
  }
}

const timeOf = (path: string): number | undefined =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs
