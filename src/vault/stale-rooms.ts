import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A copy of keys takes minutes; what is older was left by a process that was killed. */
const anHour = 3_600_000

/**
 * Takes away the rooms that a killed process left in a folder: keys that lie in one would outlive their erasure. `prefix`:
 * how their names begin.
 */
export function dropStaleRooms(dir: string, prefix: string, olderThan = anHour): void {
  for (const name of readdirSync(dir)) {
    if (!name.startsWith(prefix)) continue
    const path = join(dir, name)
    const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs
    if (at !== undefined && at < Date.now() - olderThan)
      rmSync(path, { recursive: true, force: true })
  }
}
