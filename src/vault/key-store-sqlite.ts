import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync } from 'node:fs'
import { openSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ErasureNote, Holder, KeyStore, StoredKey, StoredWrapping } from './key-store.ts'

/** Keys in `<dir>/keys.db`, deleted ones overwritten. */
export const sqliteKeyStore = (dir: string): KeyStore => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const db = openKeys(`${dir}/keys.db`)
  const insert = db.prepare('insert into keys (id, class, generation, wrapped) values (?, ?, ?, ?)')
  const select = db.prepare('select id, class, generation, wrapped from keys where id = ?')
  const first = db.prepare('select id, class, generation, wrapped from keys limit 1')
  const behind = db.prepare(
    'select id, class, generation, wrapped from keys where id > ? order by id limit ?',
  )
  const remove = db.prepare('delete from keys where id = ?')
  const noted = db.prepare('insert or ignore into erasures (id, at, plain) values (?, ?, ?)')
  const notes = db.prepare('select id, at, plain from erasures order by at, id')
  const copied = db.prepare('insert or ignore into copies (file) values (?)')
  return {
    add: async (keys) =>
      allOrNone(db, () => {
        for (const key of keys) insert.run(key.id, key.class, key.generation, key.wrapped)
      }),
    find: async (id) => select.get(id) as StoredKey | undefined,
    after: async (id, limit) => behind.all(id, limit) as unknown as readonly StoredKey[],
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
    ...wrappings(db),
    ...holders(db),
    backup: async (file) => {
      copied.run(resolve(file))
      copyTo(db, resolve(file))
    },
    freshen: async () => freshenCopies(db),
    close: async () => db.close(),
  }
}

type Wrappings = Pick<
  KeyStore,
  'wrappings' | 'addWrapping' | 'keysBelow' | 'countBelow' | 'rewrap' | 'settle'
>

const wrappings = (db: DatabaseSync): Wrappings => {
  const update = db.prepare(
    'update keys set generation = ?, wrapped = ? where id = ? and generation = ?',
  )
  return {
    wrappings: async () =>
      db
        .prepare('select * from wrappings order by generation')
        .all() as unknown as StoredWrapping[],
    addWrapping: async (one) =>
      db
        .prepare('insert into wrappings values (?, ?, ?, ?, ?, ?) on conflict do nothing')
        .run(one.generation, one.suite, one.master, one.sealed, one.up, one.down).changes === 1,
    keysBelow: async (generation, limit) =>
      db
        .prepare('select * from keys where generation < ? order by generation limit ?')
        .all(generation, limit) as unknown as StoredKey[],
    countBelow: async (generation) =>
      Number(
        db.prepare('select count(*) as n from keys where generation < ?').get(generation)?.['n'],
      ),
    rewrap: async (keys) =>
      allOrNone(db, () => {
        for (const { before, after } of keys)
          update.run(after.generation, after.wrapped, before.id, before.generation)
      }),
    settle: async (generation) => {
      allOrNone(db, () => {
        db.prepare('delete from wrappings where generation < ?').run(generation)
        db.exec('update wrappings set up = null, down = null')
      })
      emptyJournal(db)
    },
  }
}

const holders = (db: DatabaseSync): Pick<KeyStore, 'hold' | 'letGo' | 'holders'> => ({
  hold: async ({ id, generation, until }) => {
    db.prepare('insert or replace into holders values (?, ?, ?)').run(id, generation, until)
  },
  letGo: async (id) => {
    db.prepare('delete from holders where id = ?').run(id)
  },
  holders: async (now) => {
    db.prepare('delete from holders where until < ?').run(now)
    return db.prepare('select * from holders order by id').all() as unknown as Holder[]
  },
})

const openKeys = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: false })
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'secure_delete = on'])
    db.exec(`pragma ${pragma}`)
  chmodSync(file, 0o600)
  allOrNone(db, () => makeTables(db))
  db.exec('pragma foreign_keys = on')
  return db
}

/** Keys of a store made before there were wrapping keys lie under generation 0: the master key itself. */
const makeTables = (db: DatabaseSync): void => {
  for (const table of TABLES) db.exec(`create table if not exists ${table} strict`)
  const columns = db.prepare('select name from pragma_table_info(?)').all('keys')
  if (!columns.some(({ name }) => name === 'generation')) {
    db.exec("insert into wrappings values (0, '', '', x'', null, null)")
    db.exec(
      'alter table keys add column generation integer not null default 0 references wrappings (generation)',
    )
  }
  db.exec('create index if not exists keysByGeneration on keys (generation)')
}

const TABLES = [
  `wrappings (generation integer primary key, suite text not null, master text not null, sealed blob not null,
    up blob, down blob)`,
  `keys (id text primary key, class text not null, generation integer not null references wrappings (generation),
    wrapped blob not null)`,
  'holders (id text primary key, generation integer not null, until integer not null)',
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
