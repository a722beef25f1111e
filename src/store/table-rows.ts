import { sql, type RawBuilder } from 'kysely'
import type { Bindable } from './bindable.ts'
import { locksRows } from './row-lock.ts'
import type { Table } from './tables.ts'
import type { Tx } from './transaction.ts'

export type Row = Readonly<Record<string, Bindable>>

/** The next rows of a table in the order of its key, as this database sorts. */
export const rowsAfter = async (
  tx: Tx,
  table: Table,
  { after, limit, bytes = LARGEST }: Asked,
): Promise<readonly Row[]> => {
  const { name, columns, key } = table
  const behind = after
    ? sql`where (${refs(key)}) > (${sql.join(after.map((value) => sql`${value}`))})`
    : sql``
  const ordered = sql`from ${sql.table(name)} ${behind} order by ${refs(key)}`
  const sizes = await sql<{
    readonly bytes: number
  }>`select ${sizeOf(tx, columns)} as "bytes" ${ordered} limit ${limit}`.execute(tx)
  const fitting = countFitting(
    sizes.rows.map((row) => row.bytes),
    bytes,
  )
  if (fitting === 0) return []
  const { rows } = await sql<Row>`select ${refs(columns)} ${ordered} limit ${fitting}`.execute(tx)
  return rows
}

/** A page of long rows would fill the memory. */
const LARGEST = 8 * 1024 * 1024

interface Asked {
  readonly after?: readonly Bindable[] | undefined
  /** So many rows at most. */
  readonly limit: number
  /** And of so many bytes together, about, unless a single row has more. */
  readonly bytes?: number
}

/** As the database keeps it, so that no long value is read for it. */
const sizeOf = (tx: Tx, columns: readonly string[]): RawBuilder<unknown> => {
  const size = sql.raw(locksRows(tx) ? 'pg_column_size' : 'octet_length')
  const sizes = columns.map((column) => sql`coalesce(${size}(${sql.ref(column)}), 0)`)
  return sql.join(sizes, sql` + `)
}

const countFitting = (sizes: readonly number[], bytes: number): number => {
  let sum = 0
  const over = sizes.findIndex((size) => (sum += size) > bytes)
  return over < 0 ? sizes.length : Math.max(1, over)
}

/** What tells a row from the others of its table. */
export const keyOf = ({ key }: Table, row: Row): readonly Bindable[] =>
  key.map((column) => row[column] ?? null)

/** Every row, in pages. */
export async function* everyRow(tx: Tx, table: Table, limit: number) {
  let after: readonly Bindable[] | undefined
  for (;;) {
    const rows = await rowsAfter(tx, table, { after, limit })
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = keyOf(table, last)
  }
}

export const refs = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(column)))
