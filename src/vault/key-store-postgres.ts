import { sql } from 'kysely'
import type { Db, Tx } from '#store/transaction.ts'
import type { ErasureNote, KeyStore, StoredKey } from './key-store.ts'

const LOCK = 7_120_332

/** Keys in the schema `vault_keys`, which dumps of the data leave out; on connections of its own. */
export const postgresKeyStore = async (db: Db): Promise<KeyStore> => {
  await db.beside(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    await sql`create schema if not exists vault_keys`.execute(tx)
    await sql`create table if not exists vault_keys.keys
      (id text primary key, class text not null, wrapped bytea not null)`.execute(tx)
    await sql`create table if not exists vault_keys.erasures
      (id text primary key, at bigint not null, plain text not null)`.execute(tx)
  })
  return {
    add: async (keys, tx) => {
      if (tx) await insert(tx, keys)
      else await db.beside(async (own) => await insert(own, keys))
    },
    find: async (id) =>
      await db.beside(async (tx) => {
        const { rows } = await sql<StoredKey>`select id, class, wrapped from vault_keys.keys
          where id = ${id}`.execute(tx)
        return rows[0]
      }),
    any: async () =>
      await db.beside(async (tx) => {
        const { rows } = await sql<StoredKey>`select id, class, wrapped from vault_keys.keys
          limit 1`.execute(tx)
        return rows[0]
      }),
    destroy: async (id) => {
      await db.beside(async (tx) => {
        await sql`delete from vault_keys.keys where id = ${id}`.execute(tx)
      })
    },
    erase: async (note, ids) => {
      await db.beside(async (tx) => {
        await sql`insert into vault_keys.erasures (id, at, plain)
          values (${note.id}, ${note.at}, ${note.plain}) on conflict (id) do nothing`.execute(tx)
        await sql`delete from vault_keys.keys where id = any(${[...ids]})`.execute(tx)
      })
    },
    erasures: async () =>
      await db.beside(async (tx) => {
        const { rows } = await sql<ErasureNote>`select id, at, plain from vault_keys.erasures
          order by at, id`.execute(tx)
        return rows
      }),
    freshen: async () => [],
    backup: async () => {
      throw new Error('keys in PostgreSQL are copied with: pg_dump --schema=vault_keys')
    },
    close: async () => {},
  }
}

const insert = async (tx: Tx, keys: readonly StoredKey[]): Promise<void> => {
  const rows = keys.map((key) => sql`(${key.id}, ${key.class}, ${key.wrapped})`)
  await sql`insert into vault_keys.keys (id, class, wrapped) values ${sql.join(rows)}`.execute(tx)
}
