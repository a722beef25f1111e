import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { renameSync, rmSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LowSync, type SyncAdapter } from 'lowdb'
import { ok, type Result } from '#core/result.ts'

/** A JSON file in the folder that holds what runs, which several processes write. */
export interface KeptFile<Whole> {
  readonly path: string
  /** What stands in it now, whoever wrote it. Throws where that cannot be read. */
  readonly read: () => Whole
  /**
   * Reads, lets `work` make what is to stand there, and writes it, durably; no other process writes in between.
   * A refusal changes nothing.
   */
  readonly change: (work: (before: Whole) => Result<Whole>) => Result<Whole>
}

/** How long a writer waits for the others: each is done in milliseconds. */
const patience = 5_000

/** Opens `name` in `dir`; `parse` throws where the file holds something else. A file that is not there is `{}`. */
export function openKeptFile<Whole>(
  dir: string,
  name: string,
  parse: (data: unknown, path: string) => Whole,
): KeptFile<Whole> {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, name)
  const file = new LowSync<unknown>(durable(dir, path), {})
  let known: { readonly mark: string; readonly whole: Whole } | undefined
  const read = (): Whole => {
    const mark = markOf(path)
    if (known?.mark === mark) return known.whole
    file.data = {}
    file.read()
    const whole = parse(file.data, path)
    known = { mark, whole }
    return whole
  }
  return {
    path,
    read,
    change: (work) =>
      alone(join(dir, 'files.lock'), () => {
        const made = work(read())
        if (!made.ok) return made
        file.data = made.value
        file.write()
        return ok(made.value)
      }),
  }
}

/** Another one whenever somebody wrote: each writing makes a new file. */
function markOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'no file'
}

/**
 * The lock of an empty database: the system gives it up by itself when a process dies, so that none is ever left over, and
 * it holds between containers on one folder too.
 */
function alone<T>(path: string, work: () => T): T {
  const lock = new DatabaseSync(path, { timeout: patience })
  try {
    lock.exec('begin immediate')
    return work()
  } finally {
    lock.close()
  }
}

const durable = (dir: string, path: string): SyncAdapter<unknown> => ({
  read: () => {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as unknown
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  },
  write: (data) => {
    const part = `${path}.${randomBytes(6).toString('hex')}.part`
    try {
      synced(part, 'wx', JSON.stringify(data, null, 2))
      renameSync(part, path)
    } catch (error) {
      rmSync(part, { force: true })
      throw error
    }
    synced(dir, 'r')
  },
})

function synced(path: string, flags: 'wx' | 'r', text = ''): void {
  const file = openSync(path, flags, 0o600)
  try {
    writeSyncAll(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A disk that is nearly full takes a part. */
function writeSyncAll(file: number, text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0;) rest = rest.subarray(writeSync(file, rest))
}
