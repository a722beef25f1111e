import { sql } from 'kysely'
import type { Db, Tx } from './transaction.ts'

/** A table that both databases have. */
export interface Table {
  readonly name: string
  /** In the order of the alphabet. */
  readonly columns: readonly string[]
  /** What tells one row from another. */
  readonly key: readonly string[]
}

interface Column {
  readonly table: string
  readonly column: string
  /** 0: not of the key. */
  readonly place: number
}

/**
 * Every table with rows of its own. How old the tables are, and the search index, which each database makes for itself
 * out of the rest, are left out.
 */
export const tablesOf = async (tx: Tx, dialect: Db['dialect']): Promise<readonly Table[]> => {
  const { rows } = await (dialect === 'sqlite' ? sqliteColumns : postgresColumns).execute(tx)
  const byTable = Map.groupBy(rows, ({ table }) => table)
  return [...byTable].map(([name, columns]) => tableOf(name, columns)).toSorted(byName)
}

const byName = (a: Table, b: Table): number => (a.name < b.name ? -1 : 1)

const tableOf = (name: string, columns: readonly Column[]): Table => {
  const key = columns
    .filter(({ place }) => place > 0)
    .toSorted((a, b) => a.place - b.place)
    .map(({ column }) => column)
  if (key.length === 0) throw new Error(`the table ${name} has no primary key: it cannot be copied`)
  return { name, key, columns: columns.map(({ column }) => column).toSorted() }
}

const sqliteColumns = sql<Column>`select m."name" as "table", c."name" as "column", c."pk" as "place"
  from "sqlite_master" as m join pragma_table_info(m."name") as c
  where m."type" = 'table' and m."name" not glob 'sqlite_*' and m."name" not like 'searchWords%'
    and m."name" not in ('migrations', 'storeMoves')`

const postgresColumns = sql<Column>`select t.relname as "table", c.attname as "column",
    coalesce(array_position(i.indkey::int2[], c.attnum), -1) + 1 as "place"
  from pg_class t
  join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
  left join pg_index i on i.indrelid = t.oid and i.indisprimary
  where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r'
    and t.relname not in ('migrations', 'searchWords', 'storeMoves')`
