import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAway } from '#store/away.ts'
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

  it('a process whose machine is gone holds nobody up for longer than half a minute, a line within one machine is let in too', async () => {
    if (!server) throw new Error('the server did not start')
    const inside = `postgres://postgres:test@/yijian?host=/tmp&port=${new URL(server.url).port}`
    const told: string[] = []
    for (const url of [server.url, inside]) {
      const db = await openStore({ url })
      const { rows } = await db.read(
        async (tx) => await sql<{ tcp_user_timeout: string }>`show tcp_user_timeout`.execute(tx),
      )
      told.push(rows[0]?.tcp_user_timeout ?? '')
      await db.close()
    }
    expect(told).toEqual(['30000', '0'])
  })

  it('a server that takes no writes any more is left, and the next transaction finds the one that does', async () => {
    if (!server) throw new Error('the server did not start')
    const db = await openStore({ url: server.url })
    const writes = async (): Promise<unknown> =>
      await db
        .transaction(async (tx) => {
          await sql`create table "written" ("n" integer)`.execute(tx)
          await sql`drop table "written"`.execute(tx)
          return 'written'
        })
        .catch((error: unknown) => error)
    await db.transaction(
      async (tx) => await sql`set session characteristics as transaction read only`.execute(tx),
    )
    const failed = await writes()
    expect(isAway(failed)).toBe(true)
    expect(await writes()).toBe('written')
    await db.close()
  })
})
