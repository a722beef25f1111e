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

/** How a transaction begins: a writer takes its lock at once, a reader takes a snapshot. */
export type Begin = 'begin immediate' | 'begin'

/** Kysely over `node:sqlite`: one connection, prepared statements kept, unbindable values refused. */
export const sqliteDialect = (db: DatabaseSync, begin: Begin): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createQueryCompiler: () => new SqliteCompiler(),
  createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  createDriver: () => driverOver(db, begin),
})

/** Durable at commit, journal beside the file, deleted content overwritten; readable by its owner alone. */
export const openSqliteFile = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  chmodSync(file, 0o600)
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'secure_delete = on'])
    db.exec(`pragma ${pragma}`)
  db.exec('pragma busy_timeout = 0')
  return db
}

const driverOver = (db: DatabaseSync, begin: Begin): Driver => {
  const connection = connectionOver(db)
  const run = async (sql: string): Promise<void> => db.exec(sql)
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: async () => await beginPatiently(db, begin),
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
const beginPatiently = async (db: DatabaseSync, begin: Begin): Promise<void> => {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      db.exec(begin)
      return
    } catch (error) {
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

const connectionOver = (db: DatabaseSync): DatabaseConnection => {
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
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { statement, answers } = prepare(sql)
      const values = bindable(parameters)
      if (answers) return { rows: statement.all(...values) as R[] }
      const { changes } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes) }
    },
    streamQuery: () => {
      throw new Error('rows are read in pages, not streamed')
    },
  }
}
