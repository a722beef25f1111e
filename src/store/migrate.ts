import { sql } from 'kysely'
import { migrations as all } from './migrations.ts'
import type { Db, Tx } from './transaction.ts'

/** Brings the tables up to date, in one transaction that only one process can be in; `migrations`: as far as these. */
export const migrate = async (db: Db, now: number, migrations = all): Promise<void> =>
  await db.transaction(async (tx) => {
    if (db.dialect === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    await run(
      tx,
      db.dialect,
      `create table if not exists "migrations" ("id" integer primary key, "at" :time not null)`,
    )
    const done = await tx.selectFrom('migrations').select('id').execute()
    if (done.length > migrations.length)
      throw new Error(
        'this database was made by a newer release: start that one again, or restore the copy from before it',
      )
    for (const [index, script] of migrations.entries()) {
      if (index < done.length) continue
      await run(tx, db.dialect, script)
      await tx
        .insertInto('migrations')
        .values({ id: index + 1, at: now })
        .execute()
    }
  })

const LOCK = 7_120_331

const run = async (tx: Tx, dialect: Db['dialect'], script: string): Promise<void> => {
  for (const statement of script.split(';')) {
    const [, only = dialect, words = ''] =
      /^\s*(?::(sqlite|postgres)\b)?(.*)$/s.exec(statement) ?? []
    if (only === dialect && words.trim()) await sql.raw(inDialect(words, dialect)).execute(tx)
  }
}

const inDialect = (statement: string, dialect: Db['dialect']): string =>
  dialect === 'sqlite'
    ? statement
        .replaceAll(':time', 'integer')
        .replaceAll(':bytes', 'blob')
        .replaceAll(':strict', 'strict')
    : statement
        .replaceAll(':time', 'bigint')
        .replaceAll(':bytes', 'bytea')
        .replaceAll(':strict', '')
