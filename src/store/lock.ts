import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { ok, refuse, type Result } from '#core/result.ts'
import { isBusy } from './sqlite-busy.ts'

export interface ServeLock extends Disposable {
  readonly release: () => void
}

/**
 * Only one `serve` on one embedded database. The lock is one of the operating system, held through SQLite on
 * `serve.lock`: it ends with the process, however that ends, so a file left by a dead one stops nobody.
 * `serve.pid` only tells people who holds it.
 */
export const lockServe = (dir: string): Result<ServeLock> => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const held = takeLock(`${dir}/serve.lock`)
  if (!held) return refuse('already-serving', { dir, pid: readPid(dir) })
  writePid(dir)
  const release = (): void => {
    if (held.isOpen) held.close()
  }
  return ok({ release, [Symbol.dispose]: release })
}

/** Whether a `serve` runs on this folder now. */
export const isServed = (dir: string): boolean => {
  const held = takeLock(`${dir}/serve.lock`)
  held?.close()
  return held === undefined
}

/** Only one backup into one folder; `undefined`: another is at it. It ends with the process, however that ends. */
export const lockCopy = (dir: string): Disposable | undefined => {
  const held = takeLock(`${dir}/copy.lock`)
  return held && { [Symbol.dispose]: () => held.close() }
}

const takeLock = (file: string): DatabaseSync | undefined => {
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec('pragma journal_mode = memory')
    db.exec('begin exclusive')
    return db
  } catch (error) {
    db.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

const writePid = (dir: string): void => {
  const file = openSync(`${dir}/serve.pid`, 'w', 0o600)
  writeSync(file, `${process.pid}\n`)
  fsyncSync(file)
  closeSync(file)
}

const readPid = (dir: string): string => {
  try {
    return readFileSync(`${dir}/serve.pid`, 'utf8').trim()
  } catch {
    return ''
  }
}
