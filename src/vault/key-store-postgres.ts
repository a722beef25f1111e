import { sql } from 'kysely'
import type { Db, Tx } from '#store/transaction.ts'
import type { Copies, ErasureNote, Holder, KeyStore, StoredKey } from './key-store.ts'
import type { StoredWrapping } from './key-store.ts'
import { copiesInPostgres, noteGone } from './key-copies-postgres.ts'

const LOCK = 7_120_332

/** Keys in the schema `vault_keys`, which dumps of the data leave out; on connections of its own. */
export const postgresKeyStore = async (db: Db): Promise<KeyStore> => {
  await db.beside(makeTables)
  const store: Omit<KeyStore, keyof Copies> = {
    add: async (keys, tx) => {
      if (tx) await insert(tx, keys)
      else await db.beside(async (own) => await insert(own, keys))
    },
    ...looking(db),
    destroy: async (id) => {
      await db.beside(async (tx) => {
        await noteGone(tx, [id], 'dropped')
        await sql`delete from vault_keys.keys where id = ${id}`.execute(tx)
      })
    },
    erase: async (note, ids) => {
      await db.beside(async (tx) => {
        await sql`insert into vault_keys.erasures (id, at, plain)
          values (${note.id}, ${note.at}, ${note.plain}) on conflict (id) do nothing`.execute(tx)
        await noteGone(tx, ids, 'erased')
        if (ids.length > 0)
          await sql`delete from vault_keys.keys where id in (${sql.join(ids)})`.execute(tx)
      })
    },
    erasures: async () =>
      await db.beside(async (tx) => {
        const { rows } = await sql<ErasureNote>`select id, at, plain from vault_keys.erasures
          order by at, id`.execute(tx)
        return rows
      }),
    ...wrappings(db),
    ...rewrapping(db),
    ...holders(db),
    close: async () => {},
  }
  return Object.assign(store, copiesInPostgres(db, store))
}

const looking = (db: Db): Pick<KeyStore, 'find' | 'after' | 'any'> => ({
  find: async (id) =>
    await db.beside(async (tx) => {
      const { rows } = await sql<StoredKey>`select id, class, generation, wrapped
        from vault_keys.keys where id = ${id}`.execute(tx)
      return rows[0]
    }),
  after: async (id, limit) =>
    await db.beside(async (tx) => {
      const { rows } = await sql<StoredKey>`select id, class, generation, wrapped
        from vault_keys.keys where id > ${id} order by id limit ${limit}`.execute(tx)
      return rows
    }),
  any: async () =>
    await db.beside(async (tx) => {
      const { rows } = await sql<StoredKey>`select id, class, generation, wrapped
        from vault_keys.keys limit 1`.execute(tx)
      return rows[0]
    }),
})

/** Keys of a store made before there were wrapping keys lie under generation 0: the master key itself. */
const makeTables = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
  await sql`create schema if not exists vault_keys`.execute(tx)
  await sql`create table if not exists vault_keys.keys
    (id text primary key, class text not null, wrapped bytea not null)`.execute(tx)
  await sql`create table if not exists vault_keys.wrappings (generation integer primary key,
    suite text not null, master text not null, sealed bytea not null, up bytea, down bytea)`.execute(
    tx,
  )
  await sql`create table if not exists vault_keys.erasures
    (id text primary key, at bigint not null, plain text not null)`.execute(tx)
  await sql`create table if not exists vault_keys.holders
    (id text primary key, generation integer not null, until bigint not null)`.execute(tx)
  await sql`create table if not exists vault_keys.copies
    (host text not null, file text not null, upto bigint, primary key (host, file))`.execute(tx)
  await sql`alter table vault_keys.copies add column if not exists upto bigint`.execute(tx)
  await sql`create table if not exists vault_keys.gone
    (n bigserial primary key, id text not null, erased integer not null)`.execute(tx)
  const { rows } =
    await sql`select 1 from information_schema.columns where table_schema = 'vault_keys'
    and table_name = 'keys' and column_name = 'generation'`.execute(tx)
  if (rows.length > 0) return
  await sql`insert into vault_keys.wrappings select 0, '', '', '', null, null
    where exists (select 1 from vault_keys.keys)`.execute(tx)
  await sql`alter table vault_keys.keys add column generation integer not null default 0
    references vault_keys.wrappings (generation)`.execute(tx)
  await sql`create index on vault_keys.keys (generation)`.execute(tx)
}

const insert = async (tx: Tx, keys: readonly StoredKey[]): Promise<void> => {
  const rows = keys.map((key) => sql`(${key.id}, ${key.class}, ${key.generation}, ${key.wrapped})`)
  await sql`insert into vault_keys.keys (id, class, generation, wrapped)
    values ${sql.join(rows)}`.execute(tx)
}

const wrappings = (db: Db): Pick<KeyStore, 'wrappings' | 'addWrapping' | 'settle'> => ({
  wrappings: async () =>
    await db.beside(async (tx) => {
      const { rows } = await sql<StoredWrapping>`select * from vault_keys.wrappings
        order by generation`.execute(tx)
      return rows
    }),
  addWrapping: async (one) =>
    await db.beside(async (tx) => {
      const { rows } = await sql`insert into vault_keys.wrappings values (${one.generation},
        ${one.suite}, ${one.master}, ${one.sealed}, ${one.up}, ${one.down})
        on conflict do nothing returning generation`.execute(tx)
      return rows.length === 1
    }),
  settle: async (generation) => {
    await db.beside(async (tx) => {
      await noteGone(tx, [`wrapping key before ${generation}`], 'erased')
      await sql`delete from vault_keys.wrappings where generation < ${generation}`.execute(tx)
      await sql`update vault_keys.wrappings set up = null, down = null`.execute(tx)
    })
  },
})

const rewrapping = (db: Db): Pick<KeyStore, 'keysBelow' | 'countBelow' | 'rewrap'> => ({
  keysBelow: async (generation, limit) =>
    await db.beside(async (tx) => {
      const { rows } = await sql<StoredKey>`select id, class, generation, wrapped
        from vault_keys.keys where generation < ${generation}
        order by generation, id limit ${limit}`.execute(tx)
      return rows
    }),
  countBelow: async (generation) =>
    await db.beside(async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::integer as n
        from vault_keys.keys where generation < ${generation}`.execute(tx)
      return rows[0]?.n ?? 0
    }),
  rewrap: async (keys) => {
    await db.beside(async (tx) => {
      for (const { before, after } of keys)
        await sql`update vault_keys.keys set generation = ${after.generation},
          wrapped = ${after.wrapped} where id = ${before.id}
          and generation = ${before.generation}`.execute(tx)
    })
  },
})

const holders = (db: Db): Pick<KeyStore, 'hold' | 'letGo' | 'holders'> => ({
  hold: async ({ id, generation, until }) => {
    await db.beside(async (tx) => {
      await sql`insert into vault_keys.holders values (${id}, ${generation}, ${until})
        on conflict (id) do update set generation = excluded.generation, until = excluded.until`.execute(
        tx,
      )
    })
  },
  letGo: async (id) => {
    await db.beside(async (tx) => {
      await sql`delete from vault_keys.holders where id = ${id}`.execute(tx)
    })
  },
  holders: async (now) =>
    await db.beside(async (tx) => {
      await sql`delete from vault_keys.holders where until < ${now}`.execute(tx)
      const { rows } = await sql<Holder>`select * from vault_keys.holders order by id`.execute(tx)
      return rows
    }),
})
