import { sql } from 'kysely'
import { locksRows } from './row-lock.ts'
import type { Tx } from './transaction.ts'

/** Where processes on one PostgreSQL call each other; nothing but that there is work is ever said. */
export const WAKE = 'yijian_work'

/**
 * Once this transaction is on disk, every process looks for work at once. Not for what its own process says right after
 * the commit: the server lets such commits through one after the other.
 */
export const wakeWorkers = async (tx: Tx): Promise<void> => {
  if (locksRows(tx)) await sql`select pg_notify(${WAKE}, '')`.execute(tx)
}
