import type { Compilable, CompiledQuery } from 'kysely'
import { OneConnection } from './sqlite-dialect.ts'
import type { Tx } from './transaction.ts'

/** Stands in a query that is put together for where a value will be. */
interface Place {
  readonly placeOfRow: number
  readonly name: string
}

type Values = Readonly<Record<string, unknown>>

/**
 * A query whose words never change: put together and worded once for each database, afterwards only given its
 * values, which is most of the work of a short query. `build` may use a value nowhere but as a value of the
 * query: it sees a place in its stead.
 */
export const kept = <V extends object, R>(
  build: (tx: Tx, values: V) => Compilable<R>,
): ((tx: Tx, values: V) => Promise<R[]>) => {
  const keptMany = keptRows<V, R>((tx, [values]) => build(tx, values as V))
  return async (tx, values) => await keptMany(tx, [values])
}

/** As `kept`, of several rows of values; each count of rows is worded once. */
export const keptRows = <V extends object, R>(
  build: (tx: Tx, rows: readonly V[]) => Compilable<R>,
): ((tx: Tx, rows: readonly V[]) => Promise<R[]>) => {
  const worded = new WeakMap<object, Map<number, CompiledQuery<R>>>()
  const wordedFor = (tx: Tx, count: number): CompiledQuery<R> => {
    const { adapter } = tx.getExecutor()
    const here = worded.get(adapter) ?? new Map<number, CompiledQuery<R>>()
    worded.set(adapter, here)
    const known = here.get(count)
    if (known) return known
    const fresh = build(tx, placesFor(count) as readonly V[]).compile()
    if (count <= mostKept) here.set(count, fresh)
    return fresh
  }
  return async (tx, rows) => {
    const query = wordedFor(tx, rows.length)
    const parameters = query.parameters.map((one) => valueAt(rows as readonly Values[], one))
    const { adapter } = tx.getExecutor()
    if (adapter instanceof OneConnection) return adapter.run<R>(query.sql, parameters).rows
    const { rows: found } = await tx.executeQuery<R>({ ...query, parameters })
    return found
  }
}

/** More rows than this are rare: their wording is not kept. */
const mostKept = 32

const placesFor = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, row) => {
    const get = (_target: object, name: string | symbol): Place => ({
      placeOfRow: row,
      name: String(name),
    })
    return new Proxy({}, { get })
  })

const valueAt = (rows: readonly Values[], parameter: unknown): unknown =>
  isPlace(parameter) ? rows[parameter.placeOfRow]?.[parameter.name] : parameter

const isPlace = (parameter: unknown): parameter is Place =>
  typeof parameter === 'object' && parameter !== null && 'placeOfRow' in parameter

/** These columns of a row. Of a place every one has to be named: it has none of its own. */
export const only = <V extends object, K extends keyof V>(
  row: V,
  columns: readonly K[],
): Pick<V, K> => Object.fromEntries(columns.map((name) => [name, row[name]])) as Pick<V, K>
