import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How long one area's chain was on a day, and what it ended in. */
export interface PublishedHead {
  readonly area: string
  readonly count: number
  /** In hexadecimal. */
  readonly hash: string
  readonly digest: string
}

export interface DayOfHeads {
  readonly day: string
  readonly heads: readonly PublishedHead[]
}

/** One plain file a day, `heads/YYYY-MM-DD.json`, outside the database; once written it is not written over. */
export interface HeadFiles {
  readonly has: (day: string) => boolean
  readonly write: (heads: DayOfHeads) => void
  /** Oldest first. */
  readonly read: () => readonly DayOfHeads[]
}

export const openHeadFiles = (stateDir: string): HeadFiles => {
  const dir = join(stateDir, 'heads')
  const pathOf = (day: string): string => join(dir, `${day}.json`)
  const has = (day: string): boolean => existsSync(pathOf(day))
  return {
    has,
    write: (heads) => {
      if (mkdirSync(dir, { recursive: true, mode: 0o755 }) !== undefined) syncFolder(stateDir)
      const part = `${pathOf(heads.day)}.${randomBytes(6).toString('hex')}.part`
      const file = openSync(part, 'w', 0o644)
      // `writeSync` may leave some of it out on a disk that is nearly full.
      writeFileSync(file, Buffer.from(`${JSON.stringify(heads)}\n`))
      fsyncSync(file)
      closeSync(file)
      if (!has(heads.day)) renameSync(part, pathOf(heads.day))
      syncFolder(dir)
    },
    read: () => {
      if (!existsSync(dir)) return []
      const days = readdirSync(dir).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name))
      return days
        .toSorted()
        .map((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as DayOfHeads)
    },
  }
}

/** A name is on disk with its folder. */
function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
