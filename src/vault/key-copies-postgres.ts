import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import type { Db, Tx } from '#store/transaction.ts'
import { writeKeyFile } from './copy-keys.ts'
import {
  followCopies,
  freshenCopies,
  isUnheardOf,
  writeCopy,
  type CopyMemory,
} from './key-copies.ts'
import type { Copies, KeyId } from './key-store.ts'

/** Who destroys waits for who destroys: so the numbers are seen in the order in which they were given. */
const IN_ORDER = 7_120_333

/** Copies of keys in PostgreSQL are files of the machine on which they were made; each machine keeps its own up to date. */
export const copiesInPostgres = (db: Db, from: Parameters<typeof writeKeyFile>[0]): Copies => {
  const memory = memoryOf(db, async (file) => await writeKeyFile(from, file))
  return {
    backup: async (file) => {
      const path = resolve(file)
      await db.beside(async (tx) => await take(tx, path, isUnheardOf(path)))
      await writeCopy(memory, path)
    },
    freshen: async () => await freshenCopies(memory),
    follow: async () => await followCopies(memory),
    copies: async () => {
      const behind = new Set((await memory.behind()).map(({ file }) => file))
      return (await copiesHere(db)).map((file) => ({ file, isFresh: !behind.has(file) }))
    },
    takeOver: async (taken) => {
      await db.beside(async (tx) => {
        for (const { file, isFresh } of taken) await take(tx, file, isFresh)
      })
    },
    staleCopies: async () =>
      (await staleOf(db)).map(({ host, file }) => (host === hostname() ? file : `${host}:${file}`)),
  }
}

const take = async (tx: Tx, file: string, isFresh: boolean): Promise<void> =>
  void (await sql`insert into vault_keys.copies (host, file, upto)
    select ${hostname()}, ${file}, case when ${isFresh ? 1 : 0}::integer = 1
      then coalesce(max(n), 0) end from vault_keys.gone
    on conflict do nothing`.execute(tx))

const copiesHere = async (db: Db): Promise<readonly string[]> =>
  await db.beside(async (tx) => {
    const { rows } = await sql<{ file: string }>`select file from vault_keys.copies
      where host = ${hostname()} order by file`.execute(tx)
    return rows.map(({ file }) => file)
  })

/** As on SQLite, within the transaction that destroys them. */
export const noteGone = async (
  tx: Tx,
  ids: readonly KeyId[],
  how: 'erased' | 'dropped',
): Promise<void> => {
  if (ids.length === 0) return
  await sql`select pg_advisory_xact_lock(${IN_ORDER})`.execute(tx)
  await sql`insert into vault_keys.gone (id, erased)
    select id, ${how === 'erased' ? 1 : 0}::integer from ${each(ids)} as id
    where exists (select 1 from vault_keys.copies)`.execute(tx)
}

const each = (ids: readonly KeyId[]) => sql`json_array_elements_text(${JSON.stringify(ids)}::json)`

/** Copies of all machines that still have a key that was erased, or one that was let go of in any way. */
const staleOf = async (db: Db, how: 'erased' | 'any' = 'erased') =>
  await db.beside(async (tx) => {
    const { rows } = await sql<{ host: string; file: string; upto: number | null }>`
      select host, file, upto from vault_keys.copies where upto is null
        or exists (select 1 from vault_keys.gone where erased >= ${how === 'erased' ? 1 : 0}::integer and n > upto)
      order by host, file`.execute(tx)
    return rows
  })

const memoryOf = (db: Db, write: CopyMemory['write']): CopyMemory => ({
  stale: async () => (await staleOf(db)).filter(({ host }) => host === hostname()),
  behind: async () => (await staleOf(db, 'any')).filter(({ host }) => host === hostname()),
  lastDestroyed: async () =>
    await db.beside(async (tx) => {
      const { rows } = await sql<{ n: number }>`select coalesce(max(n), 0) as n
        from vault_keys.gone`.execute(tx)
      return rows[0]?.n ?? 0
    }),
  written: async (file, upto) => {
    await db.beside(async (tx) => {
      await sql`insert into vault_keys.copies as known (host, file, upto)
        values (${hostname()}, ${file}, null) on conflict (host, file)
        do update set upto = greatest(coalesce(known.upto, 0), ${upto}::bigint)`.execute(tx)
      await letGoOfGone(tx)
    })
  },
  forget: async (file) => {
    await db.beside(async (tx) => {
      await sql`delete from vault_keys.copies
        where host = ${hostname()} and file = ${file}`.execute(tx)
      await letGoOfGone(tx)
    })
  },
  knows: async (ids) =>
    await db.beside(async (tx) => {
      const { rows } = await sql`select 1 from ${each(ids)} as one
        where not exists (select 1 from vault_keys.keys where id = one)
          and one not in (select id from vault_keys.gone) limit 1`.execute(tx)
      return rows.length === 0
    }),
  write,
})

const letGoOfGone = async (tx: Tx): Promise<void> => {
  await sql`delete from vault_keys.gone where not exists (select 1 from vault_keys.copies)
    or n <= (select min(coalesce(upto, 0)) from vault_keys.copies)`.execute(tx)
}
