import { Kysely } from 'kysely'
import { alone } from './nesting.ts'
import { openPool, postgresDialect } from './postgres-dialect.ts'
import type { Schema, Tx } from './schema.ts'
import type { Db } from './transaction.ts'

const CONNECTIONS = 16
/** For what must not wait behind the transactions themselves. */
const SPARE_CONNECTIONS = 4

export const openPostgres = (url: string): Db => {
  const main = new Kysely<Schema>({ dialect: postgresDialect(openPool(url, CONNECTIONS)) })
  const spare = new Kysely<Schema>({ dialect: postgresDialect(openPool(url, SPARE_CONNECTIONS)) })
  return {
    dialect: 'postgres',
    transaction: alone(
      'a transaction',
      async (work) => await persistently(() => main.transaction().execute(work)),
    ),
    read: alone('a read', async (work) => await snapshot(main, work)),
    beside: async (work) => await spare.transaction().execute(work),
    close: async () => {
      await main.destroy()
      await spare.destroy()
    },
  }
}

const snapshot = async <T>(kysely: Kysely<Schema>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  await kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(work)

const ATTEMPTS = 5
/**
 * Two transactions stood in each other's way and the server undid one: serialization, deadlock, or the other
 * wrote the same row first, which this one sees when it runs again.
 */
const IN_THE_WAY = new Set(['40001', '40P01', '23505'])

const persistently = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === ATTEMPTS || !wasInTheWay(error)) throw error
    }
  }
}

const wasInTheWay = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && IN_THE_WAY.has(String(error.code))
