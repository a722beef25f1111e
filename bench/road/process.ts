import { readFileSync, readdirSync } from 'node:fs'

/** What Linux counts of one process, or of one and its children. */
export interface Usage {
  /** Seconds at work, of all its threads. */
  readonly cpu: number
  /** Bytes it sent to the disk. */
  readonly written: number
}

/** Ticks a second of `/proc`, on every Linux there is. */
const ticks = 100

export const usageOf = (pid: number): Usage => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return { cpu: (user + system) / ticks, written: numberIn(`/proc/${pid}/io`, 'write_bytes') }
}

/** Of a server that works in processes of its own, as PostgreSQL does. */
export function familyOf(pid: number): Usage {
  const all = [pid, ...childrenOf(pid)].map(usageIfThere)
  return {
    cpu: all.reduce((sum, { cpu }) => sum + cpu, 0),
    written: all.reduce((sum, { written }) => sum + written, 0),
  }
}

/** The most memory it ever had, in MB. */
export const peakOf = (pid: number): number => numberIn(`/proc/${pid}/status`, 'VmHWM') / 1024

/** The memory it has now, in MB. */
export const memoryOf = (pid: number): number => numberIn(`/proc/${pid}/status`, 'VmRSS') / 1024

const numberIn = (file: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'latin1'))?.[1] ?? 0)

const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  )

function usageIfThere(pid: number): Usage {
  try {
    return usageOf(pid)
  } catch {
    return { cpu: 0, written: 0 }
  }
}
