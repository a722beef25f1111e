import { Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAway } from '#store/away.ts'
import { openPool, postgresDialect } from '#store/postgres-dialect.ts'
import { listenTo } from '#store/postgres-listener.ts'
import { isOfServer } from '#store/quiet-line.ts'
import type { Schema } from '#store/schema.ts'
import { hasPostgres, startPostgres, type PostgresServer } from './postgres-server.ts'
import { aLineTo } from './silent-line.ts'

const patience = { quiet: 60, answer: 300 }

const over = (url: string): Kysely<Schema> =>
  new Kysely<Schema>({ dialect: postgresDialect(openPool(url, 1), patience) })

it('a code of the system is none of PostgreSQL', () => {
  const told = ['EPIPE', 'EBUSY', '53300', '08P01', 'XX000'].map((code) =>
    isOfServer(Object.assign(new Error('no'), { code })),
  )
  expect(told).toEqual([false, false, true, true, true])
})

describe.skipIf(!hasPostgres)('a line to PostgreSQL that falls silent', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(async () => await server.stop())

  it.each(['those there are', 'all'] as const)(
    'in the middle of a transaction is given up, as a store that is away (%s)',
    async (which) => {
      await using line = await aLineTo(server.url)
      const db = over(line.url)
      const failure = await db
        .transaction()
        .execute(async (tx) => {
          await sql`select 1`.execute(tx)
          line.fallSilent(which)
          await sql`select 2`.execute(tx)
        })
        .catch((error: unknown) => error)
      expect(isAway(failure)).toBe(true)
      line.speakAgain()
      expect((await sql`select 3 as n`.execute(db)).rows).toEqual([{ n: 3 }])
      await db.destroy()
    },
  )

  it('is waited for while the server works, or waits for a lock', async () => {
    await using line = await aLineTo(server.url)
    const db = over(line.url)
    const long = await sql`select 1 as n from pg_sleep(0.5)`.execute(db)
    expect(long.rows).toEqual([{ n: 1 }])
    const [holder, third] = [over(server.url), over(server.url)]
    const released = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const holding = holder.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(7)`.execute(tx)
      held.resolve()
      await released.promise
    })
    await held.promise
    const waiting = sql`select pg_advisory_lock(7)`.execute(db).then(() => 'locked')
    await sql`select pg_sleep(0.4)`.execute(third)
    released.resolve()
    await holding
    expect(await waiting).toBe('locked')
    for (const one of [holder, third, db]) await one.destroy()
  })

  it('while it listens is opened anew, and everybody is woken for what was missed', async () => {
    await using line = await aLineTo(server.url)
    let woken = 0
    let next = Promise.withResolvers<void>()
    const listener = listenTo(
      line.url,
      () => {
        woken += 1
        next.resolve()
        next = Promise.withResolvers<void>()
      },
      { every: 60, answer: 300 },
    )
    await next.promise
    expect(listener.isLive()).toBe(true)
    line.fallSilent('those there are')
    await next.promise
    expect(woken).toBe(2)
    line.fallSilent('all')
    await listener.close()
  })
})
