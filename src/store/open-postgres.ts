import { Kysely } from 'kysely'
import { alone } from './nesting.ts'
import { persistently } from './persistently.ts'
import { openPool, postgresDialect } from './postgres-dialect.ts'
import { listenTo } from './postgres-listener.ts'
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
      async (work) =>
        await persistently(async (begun) => await main.transaction().execute(begun(work))),
    ),
    read: alone(
      'a read',
      async (work) => await persistently(async (begun) => await snapshot(main, begun(work))),
    ),
    beside: async (work) =>
      await persistently(async (begun) => await spare.transaction().execute(begun(work))),
    listen: (woken) => listenTo(url, woken),
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
