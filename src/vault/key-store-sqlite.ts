import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync } from 'node:fs'
import { openSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ErasureNote, KeyClass, KeyStore, StoredKey } from './key-store.ts'

/** Keys in `<dir>/keys.db`, deleted ones overwritten. */
export const sqliteKeyStore = (dir: string): KeyStore => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const db = openKeys(`${dir}/keys.db`)
  const insert = db.prepare('insert into keys (id, class, wrapped) values (?, ?, ?)')
  const select = db.prepare('select class, wrapped from keys where id = ?')
  const first = db.prepare('select id, class, wrapped from keys limit 1')
  const remove = db.prepare('delete from keys where id = ?')
  const noted = db.prepare('insert or ignore into erasures (id, at, plain) values (?, ?, ?)')
  const notes = db.prepare('select id, at, plain from erasures order by at, id')
  const copied = db.prepare('insert or ignore into copies (file) values (?)')
  return {
    add: async (keys) =>
      allOrNone(db, () => {
        for (const key of keys) insert.run(key.id, key.class, key.wrapped)
      }),
    find: async (id) => {
      const row = select.get(id)
      return row && { id, class: row['class'] as KeyClass, wrapped: row['wrapped'] as Uint8Array }
    },
    any: async () => first.get() as StoredKey | undefined,
    destroy: async (id) => {
      remove.run(id)
      emptyJournal(db)
    },
    erase: async (note, ids) => {
      allOrNone(db, () => {
        noted.run(note.id, note.at, note.plain)
        for (const id of ids) remove.run(id)
      })
      emptyJournal(db)
    },
    erasures: async () => notes.all() as unknown as readonly ErasureNote[],
    backup: async (file) => {
      copied.run(resolve(file))
      copyTo(db, resolve(file))
    },
    freshen: async () => freshenCopies(db),
    close: async () => db.close(),
  }
}

const openKeys = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: 5000 })
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'secure_delete = on'])
    db.exec(`pragma ${pragma}`)
  chmodSync(file, 0o600)
  for (const table of TABLES) db.exec(`create table if not exists ${table} strict`)
  return db
}

const TABLES = [
  'keys (id text primary key, class text not null, wrapped blob not null)',
  'erasures (id text primary key, at integer not null, plain text not null)',
  'copies (file text primary key)',
]

/** A write that fails, on a full disk say, leaves no transaction open in which the next one would fail as well. */
const allOrNone = (db: DatabaseSync, work: () => void): void => {
  db.exec('begin immediate')
  try {
    work()
    db.exec('commit')
  } finally {
    if (db.isTransaction) db.exec('rollback')
  }
}

/** Moves the overwritten page into the database and cuts the journal, which still has the old one, to nothing. */
const emptyJournal = (db: DatabaseSync): void => {
  const answer = db.prepare('pragma wal_checkpoint(truncate)').get()
  if (answer?.['busy'] !== 0)
    throw new Error('a destroyed key may still be in the journal: another process reads keys.db')
}

/** A copy whose folder is gone is asked for once; afterwards nobody here knows of it. */
const freshenCopies = (db: DatabaseSync): readonly string[] => {
  const files = db.prepare('select file from copies order by file').all()
  const away = files.map(({ file }) => String(file)).filter((file) => !existsSync(file))
  for (const file of away) db.prepare('delete from copies where file = ?').run(file)
  for (const { file } of files) if (!away.includes(String(file))) copyTo(db, String(file))
  return away
}

const copyTo = (db: DatabaseSync, file: string): void => {
  const fresh = `${file}.part`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  rmSync(fresh, { force: true })
  db.prepare('vacuum into ?').run(fresh)
  chmodSync(fresh, 0o600)
  syncPath(fresh)
  renameSync(fresh, file)
  syncPath(dirname(file))
}

const syncPath = (path: string): void => {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
