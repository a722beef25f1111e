import { existsSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** So much is to be written into a folder, which need not be there yet. */
export interface Load {
  readonly dir: string
  readonly bytes: number
}

/** Bytes that stay free for the reports that come meanwhile. */
const spare = 256 * 1024 * 1024

/**
 * Which disk has not the room for all that goes to it, how much is missing, what to do; `undefined`: there is room. To be asked
 * before anything is written.
 */
export function missingRoom(loads: readonly Load[]): string | undefined {
  const disks = new Map<number, Load>()
  for (const { dir, bytes } of loads) {
    const there = nearest(dir)
    const { dev } = statSync(there)
    disks.set(dev, { dir: there, bytes: (disks.get(dev)?.bytes ?? spare) + bytes })
  }
  for (const { dir, bytes } of disks.values()) {
    const { bavail, bsize } = statfsSync(dir)
    const free = bavail * bsize
    if (free < bytes)
      return `${dir} 所在的磁盘还差 ${megabytes(bytes - free)} MB（要 ${megabytes(bytes)} MB，剩 ${Math.floor(free / 1e6)} MB）：先腾出地方，或换一个磁盘`
  }
  return undefined
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)

/** The folder itself, or the one in which it will be made. */
const nearest = (dir: string): string =>
  existsSync(dir) || dirname(dir) === dir ? dir : nearest(dirname(dir))

/** Nothing where there is no such file. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0
