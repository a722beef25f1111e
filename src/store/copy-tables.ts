import { sql } from 'kysely'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Bindable } from './bindable.ts'
import { stateHash, sumOf, type TableSum } from './state-hash.ts'
import { keyOf, refs, rowsAfter, type Row } from './table-rows.ts'
import { tablesOf, type Table } from './tables.ts'
import type { Db, Tx } from './transaction.ts'

/** How far a copy has come. */
export interface Copying {
  readonly table: string
  readonly done: number
  readonly of: number
}

export interface Copied {
  readonly sums: readonly TableSum[]
  readonly stateHash: string
  /** Rows that were brought now; what an earlier try had brought is not counted. */
  readonly brought: number
}

const PAGE = 500

/**
 * Brings every row of one database into another that has the same tables, and proves it by counts and digests. What an
 * earlier try brought stays, and the copy goes on behind it; a table that then differs is copied anew. The source must
 * rest meanwhile, or what is read is one moment of it. `onProven`: all is there, and nobody works on it yet; whoever is cut
 * off in it is asked again.
 */
export const copyTables = async (
  from: Db,
  to: Db,
  onProgress: (copying: Copying) => void = () => {},
  onProven: (copied: Copied) => void = () => {},
): Promise<Result<Copied>> =>
  await from.read(async (source) => {
    if (from.dialect === 'postgres') await restingLong(source)
    const tables = await tablesOf(source, from.dialect)
    const there = await to.read(async (tx) => await tablesOf(tx, to.dialect))
    const strange = tables.find((table) => !there.some((other) => isSame(table, other)))
    if (strange) return refuse('store-tables-differ', { table: strange.name })
    await to.transaction(makeMarks)
    const counts = await countsOf(source, tables)
    const of = [...counts.values()].reduce((sum, one) => sum + one, 0)
    let done = 0
    let brought = 0
    const sums: TableSum[] = []
    for (const table of tables) {
      const tell = (more: number): void => onProgress({ table: table.name, done: done + more, of })
      const copied = await copyTable({ source, to, table, tell })
      if (!copied.ok) return copied
      done += counts.get(table.name) ?? 0
      brought += copied.value.brought
      sums.push(copied.value.sum)
    }
    const copied = { sums, stateHash: stateHash(sums), brought }
    onProven(copied)
    await to.transaction(async (tx) => {
      await sql`update "searched" set "form" = 0`.execute(tx)
      await sql`drop table "storeMoves"`.execute(tx)
    })
    return ok(copied)
  })

/** Between two pages the source says nothing while the other database writes, which may take its time. */
const restingLong = async (source: Tx): Promise<void> => {
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(source)
}

/** Whether a copy into this database was begun and is not at its end: what is heard in it now would be lost. */
export const isHalfCopied = async (db: Db): Promise<boolean> =>
  await db.read(async (tx) => await hasTable(tx, db.dialect, 'storeMoves'))

/** Whether a database may take a copy: nobody was heard in it yet, or it waits for the rest of one. */
export const mayTake = async (db: Db): Promise<boolean> =>
  await db.read(async (tx) => {
    if (await hasTable(tx, db.dialect, 'storeMoves')) return true
    for (const name of ['cases', 'sessions', 'officers']) {
      const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx)
      if (rows.length > 0) return false
    }
    return true
  })

const hasTable = async (tx: Tx, dialect: Db['dialect'], name: string): Promise<boolean> => {
  const found =
    dialect === 'sqlite'
      ? sql`select 1 from "sqlite_master" where "type" = 'table' and "name" = ${name}`
      : sql`select 1 from pg_tables where schemaname = current_schema() and tablename = ${name}`
  return (await found.execute(tx)).rows.length > 0
}

const isSame = (a: Table, b: Table): boolean =>
  a.name === b.name && a.columns.join() === b.columns.join() && a.key.join() === b.key.join()

interface One {
  readonly source: Tx
  readonly to: Db
  readonly table: Table
  /** So many rows of this table are done. */
  readonly tell: (rows: number) => void
}

interface Done {
  readonly sum: TableSum
  readonly brought: number
}

async function copyTable(one: One): Promise<Result<Done>> {
  const { source, to, table } = one
  const sum = await sumOf(source, table)
  let brought = 0
  for (const isAnew of [false, true]) {
    if (isAnew) await to.transaction(async (tx) => await emptied(tx, table))
    brought += await bringRows(one)
    const there = await to.read(async (tx) => await sumOf(tx, table))
    if (there.digest === sum.digest && there.rows === sum.rows) return ok({ sum, brought })
  }
  return refuse('copy-differs', { table: table.name, rows: sum.rows })
}

async function bringRows({ source, to, table, tell }: One): Promise<number> {
  const mark = await to.read(async (tx) => await markOf(tx, table))
  let { rows: done } = mark
  let { after } = mark
  for (;;) {
    const rows = await rowsAfter(source, table, { after, limit: PAGE })
    const last = rows.at(-1)
    if (!last) break
    after = keyOf(table, last)
    done += rows.length
    const reached = { after, rows: done }
    await to.transaction(async (tx) => {
      await insert(tx, table, rows)
      await setMark(tx, table, reached)
    })
    tell(done)
  }
  return done - mark.rows
}

/** Below the number of values that one statement may carry, in either database. */
const VALUES = 15_000

async function insert(tx: Tx, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const together = Math.max(1, Math.floor(VALUES / columns.length))
  for (let at = 0; at < rows.length; at += together) {
    const lines = rows
      .slice(at, at + together)
      .map((row) => sql`(${sql.join(columns.map((column) => sql`${row[column] ?? null}`))})`)
    await sql`insert into ${sql.table(name)} (${refs(columns)}) values ${sql.join(lines)}
      on conflict do nothing`.execute(tx)
  }
}

/** How far an earlier try came, in a table of its own that goes when all is done. */
interface Mark {
  readonly after?: readonly Bindable[] | undefined
  readonly rows: number
}

async function makeMarks(tx: Tx): Promise<void> {
  await sql`create table if not exists "storeMoves" ("table" text primary key, "after" text not null,
    "rows" bigint not null)`.execute(tx)
}

async function markOf(tx: Tx, { name }: Table): Promise<Mark> {
  const { rows } = await sql<{
    readonly after: string
    readonly rows: number
  }>`select "after", "rows"
    from "storeMoves" where "table" = ${name}`.execute(tx)
  const [mark] = rows
  return mark ? { after: JSON.parse(mark.after) as Bindable[], rows: mark.rows } : { rows: 0 }
}

async function setMark(tx: Tx, { name }: Table, { after, rows }: Mark): Promise<void> {
  await sql`insert into "storeMoves" ("table", "after", "rows") values (${name}, ${JSON.stringify(after)}, ${rows})
    on conflict ("table") do update set "after" = excluded."after", "rows" = excluded."rows"`.execute(
    tx,
  )
}

async function emptied(tx: Tx, { name }: Table): Promise<void> {
  await sql`delete from ${sql.table(name)}`.execute(tx)
  await sql`delete from "storeMoves" where "table" = ${name}`.execute(tx)
}

async function countsOf(tx: Tx, tables: readonly Table[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const { name } of tables) {
    const { rows } = await sql<{
      readonly n: number
    }>`select count(*) as "n" from ${sql.table(name)}`.execute(tx)
    counts.set(name, rows[0]?.n ?? 0)
  }
  return counts
}
