import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface FileSeen {
  readonly path: string
  readonly bytes: Buffer
}

/** Every file in a folder and in those within it. */
export function filesUnder(dir: string): readonly FileSeen[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }))
}
