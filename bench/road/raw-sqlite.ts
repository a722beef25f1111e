import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { openSqliteFile } from '../../src/store/sqlite-dialect.ts'
import type { Written } from './what-is-written.ts'

/** Long enough for a disk that is now fast and now slow. */
const enough = 1000
const tries = 3

/**
 * The physical limit of one driver: rows of so many bytes, so many of them a commit, on a file opened as the product
 * opens its own. Rows a second.
 */
export function rawRows(dir: string, bytes: number, together: number): number {
  const file = join(dir, 'raw.db')
  const db = openSqliteFile(file)
  try {
    db.exec('create table "raw" ("id" integer primary key, "bytes" blob not null) strict')
    const insert = db.prepare('insert into "raw" ("bytes") values (?)')
    const row = Buffer.alloc(Math.max(1, Math.round(bytes)), 7)
    let count = 0
    const began = performance.now()
    while (performance.now() - began < enough) {
      inOneCommit(db, () => {
        for (let n = 0; n < together; n += 1) insert.run(row)
      })
      count += together
    }
    return (1000 * count) / (performance.now() - began)
  } finally {
    close(db, file)
  }
}

/**
 * The very rows that the messages wrote, written once more into the database as it was: the same tables and indexes,
 * nothing read, nothing understood, nothing sealed. Messages a second, the best of a few tries: it is a limit.
 */
export const rawAgain = (before: string, written: Written, together: number): number =>
  Math.max(...Array.from({ length: tries }, () => onceAgain(before, written, together)))

function onceAgain(before: string, { writes, count }: Written, together: number): number {
  const file = `${before}.again`
  copyFileSync(before, file)
  const db = openSqliteFile(file)
  try {
    const prepared = new Map<string, StatementSync>()
    const statements = writes.map(({ sql, values }) => {
      const known = prepared.get(sql) ?? db.prepare(sql)
      prepared.set(sql, known)
      return { known, values, answers: known.columns().length > 0 }
    })
    const size = Math.max(1, Math.round((together * writes.length) / count))
    const began = performance.now()
    for (let from = 0; from < statements.length; from += size)
      inOneCommit(db, () => {
        for (const { known, values, answers } of statements.slice(from, from + size))
          if (answers) known.all(...values)
          else known.run(...values)
      })
    return (1000 * count) / (performance.now() - began)
  } finally {
    close(db, file)
  }
}

function inOneCommit(db: DatabaseSync, work: () => void): void {
  db.exec('begin immediate')
  work()
  db.exec('commit')
}

function close(db: DatabaseSync, file: string): void {
  db.close()
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
}
