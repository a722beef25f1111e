import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  followCopies,
  forgetCopies,
  freshenCopies,
  isUnheardOf,
  syncPath,
  writeCopy,
} from './key-copies.ts'
import type { CopyMemory, KeyCopy } from './key-copies.ts'
import type { Copies, ErasureNote, Holder, KeyId, KeyStore, StoredKey } from './key-store.ts'
import type { StoredWrapping } from './key-store.ts'

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
  return {
    add: async (keys) =>
      allOrNone(db, () => {
        for (const key of keys) insert.run(key.id, key.class, key.generation, key.wrapped)
      }),
    find: async (id) => select.get(id) as StoredKey | undefined,
    after: async (id, limit) => behind.all(id, limit) as unknown as readonly StoredKey[],
    any: async () => first.get() as StoredKey | undefined,
    destroy: async (id) => {
      allOrNone(db, () => {
        noteGone(db, id, 'dropped')
        remove.run(id)
      })
      emptyJournal(db)
    },
    erase: async (note, ids) => {
      allOrNone(db, () => {
        noted.run(note.id, note.at, note.plain)
        for (const id of ids) {
          noteGone(db, id, 'erased')
          remove.run(id)
        }
      })
      emptyJournal(db)
    },
    erasures: async () => notes.all() as unknown as readonly ErasureNote[],
    ...wrappings(db),
    ...holders(db),
    ...copies(db),
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
        noteGone(db, `wrapping key before ${generation}`, 'erased')
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
  const ofCopies = db.prepare('select name from pragma_table_info(?)').all('copies')
  if (!ofCopies.some(({ name }) => name === 'upto'))
    db.exec('alter table copies add column upto integer')
}

const TABLES = [
  `wrappings (generation integer primary key, suite text not null, master text not null, sealed blob not null,
    up blob, down blob)`,
  `keys (id text primary key, class text not null, generation integer not null references wrappings (generation),
    wrapped blob not null)`,
  'holders (id text primary key, generation integer not null, until integer not null)',
  'erasures (id text primary key, at integer not null, plain text not null)',
  'copies (file text primary key, upto integer)',
  'gone (n integer primary key autoincrement, id text not null, erased integer not null)',
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

/** Remembered while a copy may have it. What was erased makes that copy stale at once; what was only dropped, `follow` takes. */
const noteGone = (db: DatabaseSync, id: KeyId, how: 'erased' | 'dropped'): void => {
  db.prepare('insert into gone (id, erased) select ?, ? where exists (select 1 from copies)').run(
    id,
    how === 'erased' ? 1 : 0,
  )
}

const STALE = `select file, upto from copies
  where upto is null or exists (select 1 from gone where erased = 1 and n > upto) order by file`

const BEHIND = `select file, upto from copies
  where upto is null or exists (select 1 from gone where n > upto) order by file`

/** One that was forgotten while it was being written is written once more. */
const WRITTEN = `insert into copies values (?, null)
  on conflict (file) do update set upto = max(coalesce(upto, 0), ?)`

const copies = (db: DatabaseSync): Copies => {
  const stale = db.prepare(STALE)
  const every = db.prepare('select file from copies order by file')
  const take = db.prepare(`insert or ignore into copies
    select ?, case ? when 1 then coalesce(max(n), 0) end from gone`)
  const memory = copyMemory(db)
  return {
    backup: async (file) => {
      take.run(resolve(file), isUnheardOf(resolve(file)) ? 1 : 0)
      await writeCopy(memory, resolve(file))
    },
    freshen: async () => await freshenCopies(memory),
    follow: async () => await followCopies(memory),
    copies: async () => {
      const behind = new Set((await memory.behind()).map(({ file }) => file))
      return every.all().map(({ file }) => ({
        file: String(file),
        isFresh: !behind.has(String(file)),
      }))
    },
    takeOver: async (taken) =>
      allOrNone(db, () => {
        for (const { file, isFresh } of taken) take.run(file, isFresh ? 1 : 0)
      }),
    staleCopies: async () => stale.all().map(({ file }) => String(file)),
  }
}

const copyMemory = (db: DatabaseSync): CopyMemory => {
  const unknown = db.prepare(`select 1 from json_each(?) as one
    where not exists (select 1 from keys where id = one.value)
      and one.value not in (select id from gone) limit 1`)
  return {
    stale: async () => db.prepare(STALE).all() as unknown as readonly KeyCopy[],
    behind: async () => db.prepare(BEHIND).all() as unknown as readonly KeyCopy[],
    lastDestroyed: async () =>
      Number(db.prepare('select coalesce(max(n), 0) as n from gone').get()?.['n']),
    written: async (file, upto) =>
      allOrNone(db, () => {
        db.prepare(WRITTEN).run(file, upto)
        letGoOfGone(db)
      }),
    forget: async (file) =>
      allOrNone(db, () => {
        db.prepare('delete from copies where file = ?').run(file)
        letGoOfGone(db)
      }),
    knows: async (ids) => unknown.get(JSON.stringify(ids)) === undefined,
    write: async (file) => copyTo(db, file),
  }
}

/** What no copy has any more need not be remembered. */
const letGoOfGone = (db: DatabaseSync): void =>
  db.exec(`delete from gone where not exists (select 1 from copies)
    or n <= (select min(coalesce(upto, 0)) from copies)`)

const copyTo = (db: DatabaseSync, file: string): void => {
  const fresh = `${file}.part`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  rmSync(fresh, { force: true })
  db.prepare('vacuum into ?').run(fresh)
  chmodSync(fresh, 0o600)
  forgetCopies(fresh)
  renameSync(fresh, file)
  syncPath(dirname(file))
}
