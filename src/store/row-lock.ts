import { PostgresAdapter, sql } from 'kysely'
import type { Tx } from './transaction.ts'

/** Two dialects differ where rows are locked: SQLite has one writer and needs none of it. */
export const locksRows = (tx: Tx): boolean => tx.getExecutor().adapter instanceof PostgresAdapter

/** Until this transaction ends, no other holds the same name, even where no row exists yet to be locked. */
export const holdName = async (tx: Tx, space: string, name: string): Promise<void> => {
  if (!locksRows(tx)) return
  await sql`select pg_advisory_xact_lock(hashtext(${space}), hashtext(${name}))`.execute(tx)
}
