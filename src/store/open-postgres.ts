import { setTimeout as rest } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { lineIsGone } from './away.ts'
import { alone } from './nesting.ts'
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

const ATTEMPTS = 5
/**
 * Two transactions stood in each other's way and the server undid one: serialization, deadlock, or the other
 * wrote the same row first, which this one sees when it runs again.
 */
const IN_THE_WAY = new Set(['40001', '40P01', '23505'])

/** Before a transaction has begun, nothing can have been done twice: a server that restarts is waited for, six seconds. */
const GONE = /^(?:ECONN|EPIPE|57P0|08)/
const FIRST_REST = 100
const PATIENT_ATTEMPTS = 7

type Marked<T> = (work: (tx: Tx) => Promise<T>) => (tx: Tx) => Promise<T>

const persistently = async <T>(run: (begun: Marked<T>) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    let hasBegun = false
    try {
      return await run((work) => async (tx) => {
        hasBegun = true
        return await work(tx)
      })
    } catch (error) {
      const goesOn = hasBegun ? wasInTheWay(error) : isGone(error)
      if (attempt === (hasBegun ? ATTEMPTS : PATIENT_ATTEMPTS) || !goesOn) throw error
      if (!hasBegun) await rest(FIRST_REST * 2 ** (attempt - 1))
    }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const wasInTheWay = (error: unknown): boolean => IN_THE_WAY.has(codeOf(error))

const isGone = (error: unknown): boolean =>
  GONE.test(codeOf(error)) || (error instanceof Error && lineIsGone(error))
