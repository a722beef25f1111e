import { PostgresDialect, type Dialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { codeOf } from './away.ts'
import { bindable } from './bindable.ts'
import { heardOut, type Patience } from './quiet-line.ts'

/** Kysely over `pg`: whole numbers come back as numbers, unbindable values are refused as on SQLite. */
export const postgresDialect = (pool: pg.Pool, patience?: Patience): Dialect =>
  new PostgresDialect({
    pool: {
      options: pool.options,
      connect: async () => guarded(await pool.connect(), pool.options.connectionString, patience),
      end: () => pool.end(),
    },
  })

/**
 * A pool that survives a restart of the server: a connection that breaks is replaced, and what was under way on it fails
 * by itself. A server that does not answer at all is given up after half a minute, a line that says nothing is asked after. A process that stops in the middle of a transaction holds others up for a minute at most,
 * one whose machine or network is gone for half a minute.
 */
export const openPool = (url: string, max: number): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 30_000,
    types: { getTypeParser: parserOf },
    idle_in_transaction_session_timeout: 60_000,
    options: '-c tcp_user_timeout=30000',
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const { INT8 } = pg.types.builtins

const parserOf: typeof pg.types.getTypeParser = (type, format) =>
  type === INT8 ? wholeNumber : pg.types.getTypeParser(type, format)

const wholeNumber = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a number of the database is too large')
  return value
}

/** The server at the other end takes no writes any more: another one took its place. */
const READ_ONLY = '25006'

/** A line to a server that only answers questions is not used again: the next one finds whoever took its place. */
const guarded = (client: pg.PoolClient, url = '', patience?: Patience): PostgresPoolClient => {
  let isOutOfPlace = false
  const ask = async (sql: unknown, values: readonly unknown[]) => {
    try {
      return await client.query(String(sql), [...bindable(values)])
    } catch (error) {
      if (codeOf(error) === READ_ONLY) isOutOfPlace = true
      throw error
    }
  }
  return {
    query: (async (sql: unknown, values: readonly unknown[] = []) =>
      await heardOut(
        { client, url },
        async () => await ask(sql, values),
        patience,
      )) as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(isOutOfPlace || destroy),
  }
}
