import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** When the embedded database of a folder was moved away, and what it held then. */
export interface Moved {
  readonly at: string
  readonly stateHash: string
}

const pathIn = (stateDir: string): string => join(stateDir, 'moved.json')

/** `undefined`: the database of this folder is in use here, or there is none. */
export const movedIn = (stateDir: string): Moved | undefined =>
  existsSync(pathIn(stateDir))
    ? (JSON.parse(readFileSync(pathIn(stateDir), 'utf8')) as Moved)
    : undefined

/** From now on the folder's own database is not opened: a report kept there would be seen by nobody. */
export function leaveMoved(stateDir: string, moved: Moved): void {
  writeFileSync(`${pathIn(stateDir)}.part`, `${JSON.stringify(moved)}\n`, {
    mode: 0o600,
    flush: true,
  })
  renameSync(`${pathIn(stateDir)}.part`, pathIn(stateDir))
  const folder = openSync(stateDir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
