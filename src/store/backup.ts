import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync } from 'node:fs'
import { openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ok, refuse, type Result } from '#core/result.ts'
import { isServed } from './lock.ts'
import { migrations } from './migrations.ts'
import type { Db } from './transaction.ts'

/**
 * A whole, consistent copy of the data while it is in use; complete on disk under its name or not there.
 * Keys and evidence are not in it. SQLite only.
 */
export const backupStore = async (db: Db, toFile: string): Promise<void> => {
  if (db.path === undefined)
    throw new Error(
      'only the embedded database is a file: rows of PostgreSQL go through copyTables',
    )
  const part = `${toFile}.part`
  mkdirSync(dirname(toFile), { recursive: true, mode: 0o700 })
  rmSync(part, { force: true })
  const source = new DatabaseSync(db.path, { timeout: 5000 })
  try {
    source.prepare('vacuum into ?').run(part)
  } finally {
    source.close()
  }
  leaveOutSearch(part)
  putInPlace(part, toFile)
}

/**
 * By the root, which erasure does not destroy, tokens can be guessed; those of a report that is erased one day must lie in
 * no copy. What is restored makes them anew.
 */
const leaveOutSearch = (file: string): void => {
  const copy = new DatabaseSync(file)
  try {
    copy.exec('pragma secure_delete = on; pragma synchronous = off; pragma journal_mode = memory')
    const table = copy
      .prepare(`select "sql" from "sqlite_master" where "name" = 'searchWords'`)
      .get()
    copy.exec(`begin; drop table "searchWords"; ${String(table?.['sql'])};
      insert into "searchWords" ("searchWords", "rank") values ('secure-delete', 1);
      update "searched" set "form" = 0; commit`)
  } finally {
    copy.close()
  }
}

/** Puts a copy in a folder that has no database yet. A damaged or foreign file is refused. */
export const restoreStore = async (fromFile: string, dir: string): Promise<Result<void>> => {
  const target = `${dir}/yijian.db`
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (existsSync(target)) return refuse('store-exists', { file: target })
  if (isServed(dir)) return refuse('already-serving', { dir })
  if (!existsSync(fromFile)) return refuse('backup-missing', { file: fromFile })
  if (!isWhole(fromFile)) return refuse('backup-damaged', { file: fromFile })
  const part = `${target}.part`
  copyFileSync(fromFile, part)
  for (const journal of ['-wal', '-shm']) rmSync(`${target}${journal}`, { force: true })
  putInPlace(part, target)
  return ok(undefined)
}

const isWhole = (file: string): boolean => {
  try {
    const copy = new DatabaseSync(file, { readOnly: true })
    try {
      const check = copy.prepare('pragma integrity_check').get()
      const known = copy.prepare('select max("id") as "last" from "migrations"').get()
      return check?.['integrity_check'] === 'ok' && Number(known?.['last']) <= migrations.length
    } finally {
      copy.close()
    }
  } catch {
    return false
  }
}

const putInPlace = (part: string, target: string): void => {
  chmodSync(part, 0o600)
  syncPath(part)
  renameSync(part, target)
  syncPath(dirname(target))
}

const syncPath = (path: string): void => {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
