import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '#store/open.ts'
import type { Db } from '#store/transaction.ts'
import { wakeWorkers } from '#store/wake.ts'
import { openDatabase, type Database } from '../crash/database.ts'
import { hasPostgres } from './postgres-server.ts'

/** Resolves at each call, one after the other. */
function calls() {
  const seen = { count: 0 }
  let next = Promise.withResolvers<void>()
  return {
    woken: () => {
      seen.count += 1
      next.resolve()
      next = Promise.withResolvers<void>()
    },
    count: () => seen.count,
    more: async (than: number) => {
      for (;;) {
        if (seen.count > than) return
        await next.promise
      }
    },
  }
}

const one = async (db: Db): Promise<unknown> =>
  await db.transaction(async (tx) => (await sql`select 1 as n`.execute(tx)).rows)

describe.skipIf(!hasPostgres)('a PostgreSQL that is stopped and comes back', () => {
  let server: Database
  let db: Db
  beforeAll(async () => {
    server = await openDatabase()
    db = await openStore({ url: server.url })
  }, 60_000)
  afterAll(async () => {
    await db.close()
    await server.stop()
  })

  it.each(['fast', 'immediate'] as const)(
    'stopped %s, it costs what was under way, and whoever begins while it starts is served when it is back',
    async (how) => {
      expect(await Promise.all(Array.from({ length: 8 }, async () => await one(db)))).toHaveLength(
        8,
      )
      const begun = Promise.withResolvers<void>()
      const held = Promise.withResolvers<void>()
      const underWay = db
        .transaction(async (tx) => {
          begun.resolve()
          await held.promise
          await sql`select 1`.execute(tx)
        })
        .then(
          () => 'done',
          () => 'undone',
        )
      await begun.promise
      const back = server.restart(how)
      let failed = 0
      const isBack = new AbortController()
      void back.then(() => isBack.abort())
      while (!isBack.signal.aborted) await one(db).catch(() => (failed += 1))
      await back
      held.resolve()
      expect(await underWay).toBe('undone')
      expect(failed).toBeLessThanOrEqual(1)
      const after = await Promise.all(Array.from({ length: 20 }, async () => await one(db)))
      expect(after).toEqual(Array.from({ length: 20 }, () => [{ n: 1 }]))
      expect(await db.read(async () => 'read')).toBe('read')
      expect(await db.beside(async () => 'beside')).toBe('beside')
    },
    60_000,
  )

  it('calls every process after a commit that owes something, and again once it is back', async () => {
    const other = await openStore({ url: server.url })
    const [mine, theirs] = [calls(), calls()]
    const listeners = [db.listen?.(mine.woken), other.listen?.(theirs.woken)]
    await Promise.all([mine.more(0), theirs.more(0)])
    const before = [mine.count(), theirs.count()] as const
    await db.transaction(async (tx) => await wakeWorkers(tx))
    await Promise.all([mine.more(before[0]), theirs.more(before[1])])
    await expect(
      db.transaction(async (tx) => {
        await wakeWorkers(tx)
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await server.restart('immediate')
    const broken = mine.count()
    await mine.more(broken)
    expect(listeners[0]?.isLive()).toBe(true)
    const back = [mine.count(), theirs.count()] as const
    await theirs.more(broken)
    await other.transaction(async (tx) => await wakeWorkers(tx))
    await Promise.all([mine.more(back[0]), theirs.more(Math.max(back[1], 0))])
    for (const listener of listeners) await listener?.close()
    expect(listeners.map((listener) => listener?.isLive())).toEqual([false, false])
    await other.close()
  }, 60_000)
})
