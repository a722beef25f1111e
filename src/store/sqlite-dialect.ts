import { chmodSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import {
  SqliteAdapter,
  SqliteIntrospector,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import { bindable } from './bindable.ts'
import { SqliteCompiler } from './sqlite-compiler.ts'
import { isBusy } from './sqlite-busy.ts'

/** How a transaction begins: a writer takes its lock at once, a reader its view of the whole. */
export type Begin = keyof typeof beginnings

/** SQLite takes a reader's view at the first statement that looks at anything. */
const beginnings = {
  writer: 'begin immediate',
  reader: 'begin; select 1 from sqlite_schema limit 0',
} as const

/** Kysely over `node:sqlite`: one connection, prepared statements kept, unbindable values refused. */
export const sqliteDialect = (db: DatabaseSync, begin: Begin): Dialect => {
  const run = runnerOver(db)
  return {
    createAdapter: () => new OneConnection(run),
    createQueryCompiler: () => new SqliteCompiler(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createDriver: () => driverOver(db, run, begin),
  }
}

/** Runs one statement on the connection, at once. */
type Run = <R>(sql: string, parameters: readonly unknown[]) => QueryResult<R>

/**
 * There is one connection, and whoever has a transaction has it: a worded query need not be handed down to it through all that
 * finds the right one, which for a short one is half of its time.
 */
export class OneConnection extends SqliteAdapter {
  readonly run: Run
  constructor(run: Run) {
    super()
    this.run = run
  }
}

/**
 * Journal beside the file, deleted content overwritten; readable by its owner alone. `full`: durable at commit;
 * `normal`: whole after a loss of power, and as far as the journal was synced.
 */
export const openSqliteFile = (
  file: string,
  synchronous: 'full' | 'normal' = 'full',
): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  chmodSync(file, 0o600)
  const pragmas = ['journal_mode = wal', `synchronous = ${synchronous}`, 'secure_delete = on']
  for (const pragma of [...pragmas, `wal_autocheckpoint = ${JOURNAL_PAGES}`])
    db.exec(`pragma ${pragma}`)
  db.exec(`pragma cache_size = -${CACHE_KIB[synchronous]}`)
  db.exec('pragma busy_timeout = 0')
  return db
}

/** After so many pages of 4 KiB the journal is brought into the file; a page that changes often is then brought once. */
const JOURNAL_PAGES = 8000

/**
 * For whoever writes, the upper pages of every tree of a county's file, which SQLite's own 2 MB would read again and again. What
 * is read in one look is small.
 */
const CACHE_KIB = { normal: 12_000, full: 4_000 } as const

const driverOver = (db: DatabaseSync, one: Run, begin: Begin): Driver => {
  const connection = connectionOver(one)
  const run = async (sql: string): Promise<void> => db.exec(sql)
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: async () => await beginPatiently(db, beginnings[begin]),
    commitTransaction: () => run('commit'),
    rollbackTransaction: async () => {
      if (db.isTransaction) db.exec('rollback')
    },
    savepoint: (_, name) => run(`savepoint "${name}"`),
    rollbackToSavepoint: (_, name) => run(`rollback to "${name}"`),
    releaseSavepoint: (_, name) => run(`release "${name}"`),
    destroy: async () => db.close(),
  }
}

const PATIENCE = 5_000
const PAUSE = 2

/**
 * Waits for another process's transaction without holding up this process's own work, which a driver that
 * waits inside SQLite would.
 */
const beginPatiently = async (db: DatabaseSync, begin: string): Promise<void> => {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      db.exec(begin)
      return
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      if (waited >= PATIENCE || !isBusy(error)) throw error
    }
    await pause(PAUSE)
  }
}

const pause = async (ms: number): Promise<void> =>
  await new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

const KEPT_STATEMENTS = 500

const runnerOver = (db: DatabaseSync): Run => {
  const kept = new Map<string, { statement: StatementSync; answers: boolean }>()
  const prepare = (sql: string) => {
    const known = kept.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    const fresh = { statement, answers: statement.columns().length > 0 }
    if (kept.size >= KEPT_STATEMENTS) kept.clear()
    kept.set(sql, fresh)
    return fresh
  }
  return <R>(sql: string, parameters: readonly unknown[]): QueryResult<R> => {
    const { statement, answers } = prepare(sql)
    const values = bindable(parameters)
    if (answers) return { rows: statement.all(...values) as R[] }
    const { changes } = statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }
}

const connectionOver = (run: Run): DatabaseConnection => ({
  executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> =>
    run<R>(sql, parameters),
  streamQuery: () => {
    throw new Error('rows are read in pages, not streamed')
  },
})
