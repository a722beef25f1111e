import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouse, aPerson, reports } from './house.ts'

/** As like to be random as any. */
const masterKey = createHash('sha256').update('a province').digest('hex')

const title = hasPostgres ? 'a real server' : 'no PostgreSQL server for this platform is installed'

describe.skipIf(!hasPostgres)(`a province on PostgreSQL: ${title}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 30_000)
  afterAll(async () => await server?.stop())

  it('two processes on one database file reports with numbers that are unique and without gaps', async () => {
    await server.empty()
    const env = { DATABASE_URL: server.url, MASTER_KEY: masterKey }
    await using one = await aHouse(env)
    await using other = await aHouse(env)
    const houses = [one, other]
    const filed = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const house = houses[n % 2] ?? one
        return await reports(aPerson(house, '500153'))
      }),
    )
    const numbers = filed.map(({ number }) => number).toSorted()
    expect(numbers).toEqual(
      Array.from({ length: 12 }, (_, n) => `RC-2026-${String(n + 1).padStart(5, '0')}`),
    )
  }, 60_000)

  it('a conversation begun in one process goes on in another', async () => {
    await server.empty()
    const env = { DATABASE_URL: server.url, MASTER_KEY: masterKey }
    await using one = await aHouse(env)
    await using other = await aHouse(env)
    const citizen = aPerson(one, '500153')
    await citizen.says('昌元街道菜市场后头有个老太婆给人打针输液，没得证')
    const moved = citizen.at(other)
    expect(await moved.says('行')).toContain('具体在哪儿')
  }, 60_000)
})
