import { DatabaseSync, StatementSync } from 'node:sqlite'

/** One row or more that a statement wrote, as it was bound. */
export interface Write {
  readonly sql: string
  readonly values: readonly Bound[]
  readonly rows: number
}

type Bound = null | number | bigint | string | NodeJS.ArrayBufferView

type Call = (...values: Bound[]) => unknown

/** Watches every statement that writes into one database file, whoever in this process prepares it. */
export interface Watch extends Disposable {
  /** What was written since the last look. */
  readonly take: () => readonly Write[]
}

const isWrite = /^\s*(?:insert|update|delete|replace|with)\b/i

/** The database is not ours to change: what is watched is the driver itself. */
export function watchWrites(file: string): Watch {
  let seen: Write[] = []
  const database = DatabaseSync.prototype
  const statement = StatementSync.prototype as unknown as Record<'run' | 'all' | 'get', Call>
  const { prepare } = database
  const kept = { run: statement.run, all: statement.all, get: statement.get }
  const texts = new WeakMap<object, string>()
  database.prepare = function prepared(this: DatabaseSync, sql, ...rest) {
    const made = prepare.call(this, sql, ...rest)
    if (isWrite.test(sql) && this.location() === file) texts.set(made, sql)
    return made
  }
  for (const name of ['run', 'all', 'get'] as const) {
    statement[name] = function called(this: object, ...values: Bound[]) {
      const answer = kept[name].apply(this, values)
      const sql = texts.get(this)
      if (sql === undefined) return answer
      const rows =
        name === 'run' ? Number((answer as { changes: number | bigint }).changes) : rowsIn(answer)
      if (rows > 0) seen.push({ sql, values: [...values], rows })
      return answer
    }
  }
  return {
    take: () => {
      const taken = seen
      seen = []
      return taken
    },
    [Symbol.dispose]: () => {
      database.prepare = prepare
      Object.assign(statement, kept)
    },
  }
}

/** What `returning` gives back. */
const rowsIn = (answer: unknown): number => {
  if (Array.isArray(answer)) return answer.length
  return answer === undefined ? 0 : 1
}

/** Bytes of what is bound, as SQLite keeps it but for its heads. */
export const bytesOf = (writes: readonly Write[]): number =>
  writes.reduce(
    (sum, { values }) => sum + values.reduce<number>((all, one) => all + sizeOf(one), 0),
    0,
  )

function sizeOf(value: Bound): number {
  if (value === null) return 0
  if (typeof value === 'string') return Buffer.byteLength(value)
  return typeof value === 'object' ? value.byteLength : 8
}
