import { createHash } from 'node:crypto'
import type { Bindable } from './bindable.ts'
import { everyRow, type Row } from './table-rows.ts'
import { tablesOf, type Table } from './tables.ts'
import type { Db, Tx } from './transaction.ts'

/** What a table holds, in few words: the same on either database wherever the rows are the same, in whatever order. */
export interface TableSum {
  readonly table: string
  readonly rows: number
  /** In hexadecimal. */
  readonly digest: string
}

const PAGE = 1000

/** One sum for each table, in the order of the alphabet; of one moment. */
export const tableSums = async (
  tx: Tx,
  dialect: Db['dialect'],
  onTable: (sum: TableSum) => void = () => {},
): Promise<readonly TableSum[]> => {
  const sums: TableSum[] = []
  for (const table of await tablesOf(tx, dialect)) {
    const sum = await sumOf(tx, table)
    onTable(sum)
    sums.push(sum)
  }
  return sums
}

/** One number for the whole state; how far the search index has come, which each database fills anew, is not in it. */
export const stateHash = (sums: readonly TableSum[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        sums
          .filter(({ table }) => table !== 'searched')
          .map(({ table, rows, digest }) => [table, rows, digest]),
      ),
    )
    .digest('hex')

/** A table's rows, each hashed by itself and all laid upon each other, so that no order is needed. */
export const sumOf = async (tx: Tx, table: Table): Promise<TableSum> => {
  const sum = Buffer.alloc(32)
  let rows = 0
  for await (const page of everyRow(tx, table, PAGE)) {
    rows += page.length
    for (const row of page) layOn(sum, table, row)
  }
  return { table: table.name, rows, digest: sum.toString('hex') }
}

const layOn = (sum: Buffer, { columns }: Table, row: Row): void => {
  const hash = createHash('sha256')
  for (const column of columns) hash.update(marked(row[column] ?? null))
  const one = hash.digest()
  for (let at = 0; at < 32; at += 1) sum[at] = (sum[at] ?? 0) ^ (one[at] ?? 0)
}

/** A value behind its kind and length, so that no two rows are written alike. */
const marked = (value: Bindable): Uint8Array => {
  if (value === null) return Buffer.from('n')
  const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value))
  const kind = value instanceof Uint8Array ? 'b' : typeof value === 'string' ? 's' : 'i'
  return Buffer.concat([Buffer.from(`${kind}${bytes.length}:`), bytes])
}
