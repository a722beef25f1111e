import { sql, type RawBuilder } from 'kysely'
import type { Bindable } from './bindable.ts'
import type { Table } from './tables.ts'
import type { Tx } from './transaction.ts'

export type Row = Readonly<Record<string, Bindable>>

/** The next rows of a table in the order of its key, as this database sorts. */
export const rowsAfter = async (
  tx: Tx,
  { name, columns, key }: Table,
  { after, limit }: { readonly after?: readonly Bindable[] | undefined; readonly limit: number },
): Promise<readonly Row[]> => {
  const behind = after
    ? sql`where (${refs(key)}) > (${sql.join(after.map((value) => sql`${value}`))})`
    : sql``
  const { rows } = await sql<Row>`select ${refs(columns)} from ${sql.table(name)} ${behind}
    order by ${refs(key)} limit ${limit}`.execute(tx)
  return rows
}

/** What tells a row from the others of its table. */
export const keyOf = ({ key }: Table, row: Row): readonly Bindable[] =>
  key.map((column) => row[column] ?? null)

/** Every row, in pages. */
export async function* everyRow(tx: Tx, table: Table, limit: number) {
  let after: readonly Bindable[] | undefined
  for (;;) {
    const rows = await rowsAfter(tx, table, { after, limit })
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < limit) return
    after = keyOf(table, last)
  }
}

export const refs = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(column)))
