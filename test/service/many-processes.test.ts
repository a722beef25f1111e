import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGate } from '#bots/web-chat/gate.ts'
import { createRushSharing } from '#service/share-rush.ts'
import { createSharedPace } from '#service/shared-paces.ts'
import { migrate } from '#store/migrate.ts'
import { migrations } from '#store/migrations.ts'
import { openPostgres } from '#store/open-postgres.ts'
import { openStore } from '#store/open.ts'
import { owe } from '#store/outbox.ts'
import type { Db } from '#store/transaction.ts'
import { anOwed } from '../store/builders.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouse, aPerson, aStory, reports, type TestHouse } from './house.ts'
import { inServer } from './larger-house.ts'

const masterKey = createHash('sha256').update('many processes').digest('hex')
const pace = { burst: 10, every: 1000 }

describe.skipIf(!hasPostgres)('two processes on one PostgreSQL', () => {
  let server: PostgresServer
  let stores: readonly [Db, Db]
  beforeAll(async () => {
    server = await startPostgres()
    const { url } = server
    stores = await Promise.all([openStore({ url }), openStore({ url })])
  }, 120_000)
  afterAll(async () => {
    for (const db of stores) await db.close()
    await server.stop()
  })

  it('begin at once on an empty database: one makes the tables, the other finds them', async () => {
    const counts = await Promise.all(
      stores.map(
        async (db) =>
          await db.read(async (tx) => await tx.selectFrom('migrations').selectAll().execute()),
      ),
    )
    expect(counts[0]?.length).toBeGreaterThan(50)
    expect(counts[1]).toEqual(counts[0])
  })

  it('begin at once on the tables of an earlier release, while one of that release still works', async () => {
    const url = new URL(server.url)
    url.pathname = '/earlier'
    await inServer(server.url, 'create database earlier')
    const old = openPostgres(url.href)
    await migrate(old, 1, migrations.slice(0, -2))
    const work = async (n: number): Promise<void> =>
      await old.transaction(
        async (tx) => void (await owe(tx, [anOwed(`${n}`, { session: `s${n}` })])),
      )
    const over = new AbortController()
    const working = (async () => {
      for (let n = 0; !over.signal.aborted; n += 1) await work(n)
    })()
    const fresh = await Promise.all([1, 2, 3].map(async () => await openStore({ url: url.href })))
    over.abort()
    await working
    for (const db of fresh) {
      const rows = await db.read(
        async (tx) => await tx.selectFrom('migrations').select('id').execute(),
      )
      expect(rows).toHaveLength(migrations.length)
      await db.close()
    }
    await expect(migrate(old, 2, migrations.slice(0, -2))).rejects.toThrow('newer release')
    await old.close()
  })

  it('let a partner do together what one of them would let it do', async () => {
    let now = 1_800_000_000_000
    const doors = stores.map((db) => createSharedPace({ db, clock: () => now }, 'exchange', pace))
    const asked = await Promise.all(
      Array.from({ length: 16 }, async (_, n) => await doors[n % 2]?.('partner')),
    )
    expect(asked.filter((wait) => wait === undefined)).toHaveLength(10)
    expect(asked.filter((wait) => wait === 1)).toHaveLength(6)
    expect(await doors[0]?.('another')).toBeUndefined()
    now += 1000
    const later = await Promise.all(doors.map(async (door) => await door('partner')))
    expect(later.filter((wait) => wait === undefined)).toHaveLength(1)
  })

  it('a rush that each sees half of is a rush, and is over for both', async () => {
    let now = 1_800_000_000_000
    const clock = (): number => now
    const gates = stores.map(() => createGate({ level: 10, secret: 'of the house', now: clock }))
    const tell = gates.map((gate, n) =>
      createRushSharing({ db: stores[n] ?? stores[0], clock, worker: `worker ${n}` }, gate),
    )
    const round = async (): Promise<void> => {
      for (const one of tell) await one()
      now += 6_000
    }
    for (const gate of gates) for (let n = 0; n < 7; n += 1) gate.arrived(`browser ${n}`)
    expect(gates.map((gate) => gate.since())).toEqual([undefined, undefined])
    await round()
    await round()
    expect(gates.every((gate) => gate.since() !== undefined)).toBe(true)
    for (let n = 0; n < 80; n += 1) await round()
    expect(gates.map((gate) => gate.since())).toEqual([undefined, undefined])
  })

  it('that file in two areas at once number each area from 1 without a gap, and none waits for ever', async () => {
    await server.empty()
    const env = { DATABASE_URL: server.url, MASTER_KEY: masterKey }
    await using one = await aHouse(env)
    await using other = await aHouse(env)
    const files = async (house: TestHouse, area: string): Promise<string> =>
      (await reports(aPerson(house, area), aStory)).number
    const numbers = await Promise.all(
      [one, other].flatMap((house) =>
        ['500153', '500153', '370300', '370300'].map(async (area) => await files(house, area)),
      ),
    )
    const byArea = Map.groupBy(numbers, (number) => number.slice(0, 2))
    expect(byArea.size).toBe(2)
    for (const own of byArea.values())
      expect(own.map((number) => Number(number.slice(-5))).toSorted((a, b) => a - b)).toEqual([
        1, 2, 3, 4,
      ])
  }, 120_000)
})
