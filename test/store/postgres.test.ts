import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '#store/open.ts'
import { storeContract } from './contract.ts'
import { hasPostgres, startPostgres, type PostgresServer } from './postgres-server.ts'

const title = hasPostgres ? 'a real server' : 'no PostgreSQL server for this platform is installed'

describe.skipIf(!hasPostgres)(title, () => {
  let server: PostgresServer | undefined
  beforeAll(async () => {
    server = await startPostgres()
  }, 30_000)
  afterAll(async () => await server?.stop())

  storeContract('PostgreSQL', async () => {
    if (!server) throw new Error('the server did not start')
    const { url, empty } = server
    await empty()
    const open = async () => await openStore({ url })
    return { db: await open(), again: open }
  })

  it('a connection that breaks in the middle of a transaction fails that one alone, not the process', async () => {
    if (!server) throw new Error('the server did not start')
    const db = await openStore({ url: server.url })
    const uncaught: unknown[] = []
    const note = (error: unknown): void => void uncaught.push(error)
    process.on('uncaughtException', note)
    const work = db.transaction(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await db.beside(async (other) => {
        await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(other)
        await sql`select pg_sleep(0.1)`.execute(other)
      })
      await sql`select 1`.execute(tx)
    })
    await expect(work).rejects.toThrow('connection')
    const next = await db.transaction(async (tx) => await sql`select 2 as n`.execute(tx))
    expect(next.rows).toEqual([{ n: 2 }])
    process.off('uncaughtException', note)
    expect(uncaught).toEqual([])
    await db.close()
  })

  it('a process that stops in the middle of a transaction does not hold others up for ever', async () => {
    if (!server) throw new Error('the server did not start')
    const db = await openStore({ url: server.url })
    const { rows } = await db.read(
      async (tx) =>
        await sql<{ idle_in_transaction_session_timeout: string }>`
          show idle_in_transaction_session_timeout`.execute(tx),
    )
    expect(rows[0]?.idle_in_transaction_session_timeout).toBe('1min')
    await db.close()
  })
})
