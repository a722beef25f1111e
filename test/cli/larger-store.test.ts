import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { openStore } from '#store/open.ts'
import { aHouse, type TestHouse } from '../service/house.ts'
import { filed } from '../service/filed.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouseWithCases, type HouseWithCases } from './house-with-cases.ts'
import { here, type Ran } from './yijian.ts'

describe.skipIf(!hasPostgres)('a county that grows out of its embedded database', () => {
  let server: PostgresServer
  let first: HouseWithCases
  let house: HouseWithCases
  beforeAll(async () => {
    server = await startPostgres()
    first = await aHouseWithCases()
  }, 60_000)
  afterAll(async () => {
    first[Symbol.dispose]()
    await server.stop()
  })
  beforeEach(async () => {
    await server.empty()
    house = first.again()
  })
  afterEach(() => house[Symbol.dispose]())

  const env = (state = 'var') => ({ STATE_DIR: house.path(state), DATABASE_URL: server.url })
  const move = async (): Promise<Ran> => await here(['migrate-store', '--json'], env())
  const openedThere = async (state = 'var'): Promise<TestHouse> => await aHouse(env(state))

  it('is moved into PostgreSQL with every row and key, and goes on there with the next number', async () => {
    const moved = await move()
    expect(moved.complaint).toBe('')
    const told = JSON.parse(moved.out) as {
      readonly sums: readonly { readonly table: string; readonly rows: number }[]
    }
    expect(told.sums.find(({ table }) => table === 'cases')?.rows).toBe(3)
    await using grown = await openedThere()
    const next = await filed(grown)
    expect(next.number).toBe('RC-2026-00004')
    const rows = await here(['verify-audit', '--json'], env())
    expect(rows).toMatchObject({ code: 0 })
  })

  it('is not served from the old database any more, and says where it went', async () => {
    await move()
    await expect(aHouse({ STATE_DIR: house.path('var') })).rejects.toThrow('set DATABASE_URL')
    expect((await move()).complaint).toContain('已经搬过了')
  })

  it('is killed between the last table and the mark: nobody serves half a move, and the next try ends it', async () => {
    mkdirSync(house.path('var', 'moved.json.part'))
    expect(await move()).toMatchObject({ code: 1, complaint: expect.stringContaining('EISDIR') })
    await expect(openedThere()).rejects.toThrow('run yijian migrate-store again')
    rmSync(house.path('var', 'moved.json.part'), { recursive: true })
    expect(await move()).toMatchObject({ code: 0, complaint: '' })
    await using grown = await openedThere()
    expect((await filed(grown)).number).toBe('RC-2026-00004')
  })

  it('lets go of the old database and the old keys when told to, never before it was moved', async () => {
    const forget = ['migrate-store', '--forget-old']
    expect((await here(forget, env())).complaint).toContain('没有搬过')
    await move()
    expect(await here(forget, env())).toMatchObject({ code: 0 })
    for (const name of ['yijian.db', 'keys.db', 'yijian.db-wal', 'keys.db-wal'])
      expect(existsSync(house.path('var', name)), name).toBe(false)
    await using grown = await openedThere()
    expect((await filed(grown)).number).toBe('RC-2026-00004')
  })

  it('keeps them where the new database is not there, was not copied to its end, or holds nothing', async () => {
    await move()
    const forget = async (url: string): Promise<Ran> =>
      await here(['migrate-store', '--forget-old'], { ...env(), DATABASE_URL: url })
    const gone = new URL(server.url)
    gone.port = '9'
    expect(await forget(gone.href)).toMatchObject({
      code: 1,
      complaint: expect.stringMatching(/什么也没有删：打不开.+ECONNREFUSED/),
    })
    const db = await openStore({ url: server.url })
    await db.transaction(async (tx) => {
      await sql`create table "storeMoves" ("table" text)`.execute(tx)
    })
    expect((await forget(server.url)).complaint).toContain('还没有搬完')
    await db.transaction(async (tx) => {
      await sql`drop table "storeMoves"`.execute(tx)
    })
    await db.close()
    await server.empty()
    expect((await forget(server.url)).complaint).toContain('没有数据或没有密钥')
    for (const name of ['yijian.db', 'keys.db'])
      expect(existsSync(house.path('var', name)), name).toBe(true)
  })

  it('knows the copies of its keys there: what is erased leaves those from before the move too', async () => {
    const beside = { STATE_DIR: house.path('var') }
    expect(await here(['backup', house.path('copy')], beside)).toMatchObject({ code: 0 })
    await move()
    await using grown = await openedThere()
    const keys = (): readonly unknown[] => {
      const db = new DatabaseSync(house.path('copy-keys', 'keys.db'), { readOnly: true })
      const rows = db.prepare('select id from keys').all()
      db.close()
      return rows.map(({ id }) => id)
    }
    const before = keys()
    const [row] = await grown.world.db.read(
      async (tx) => await tx.selectFrom('cases').select('number').orderBy('number').execute(),
    )
    const number = row?.number ?? ''
    const words = [
      'erase',
      '--number',
      number,
      '--confirm',
      number,
      '--reason',
      '某区人民法院行政裁定',
    ]
    expect(await here(words, env())).toMatchObject({ code: 0, complaint: '' })
    const after = new Set(keys())
    expect(before.some((id) => !after.has(id))).toBe(true)
  })

  it('is moved into no database that others use, and not while it is served', async () => {
    const other = first.again()
    await here(['migrate-store'], { STATE_DIR: other.path('var'), DATABASE_URL: server.url })
    other[Symbol.dispose]()
    const refused = await move()
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.complaint).toContain('已经有数据')
    expect((await here(['migrate-store'], house.env)).complaint).toContain('--to')
  })

  it('is not copied from PostgreSQL where the disk has no room for all its rows', async () => {
    await move()
    const bavail = (256 * 1024 * 1024) / 4096 + 10
    const full = vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail, bsize: 4096 } as never)
    syncBuiltinESMExports()
    const refused = await here(['backup', house.path('copy')], env())
    full.mockRestore()
    syncBuiltinESMExports()
    expect(refused).toMatchObject({ code: 1 })
    const [, missing = '0'] = /还差 (\d+) MB/.exec(refused.complaint) ?? []
    expect(Number(missing)).toBeGreaterThan(2)
    expect(readdirSync(house.path('copy'))).toEqual(['copy.lock'])
  })

  it('is copied from PostgreSQL and put back, there or into an embedded database, to the same state', async () => {
    await move()
    const made = await here(['backup', house.path('copy'), '--json'], env())
    expect(made.complaint).toBe('')
    const { stateHash, cases } = JSON.parse(made.out) as Record<string, unknown>
    expect(cases).toBe(3)
    house.bringMasterKey('small')
    const small = { STATE_DIR: house.path('small') }
    const embedded = await here(['restore', house.path('copy'), '--json'], small)
    expect(JSON.parse(embedded.out || embedded.complaint)).toMatchObject({ stateHash, cases: 3 })
    await server.empty()
    house.bringMasterKey('large')
    rmSync(house.path('var'), { recursive: true })
    const large = await here(['restore', house.path('copy'), '--json'], env('large'))
    expect(JSON.parse(large.out || large.complaint)).toMatchObject({ stateHash, cases: 3 })
    await using grown = await openedThere('large')
    expect((await filed(grown)).number).toBe('RC-2026-00004')
    const settings = house.path('large', 'operator.json')
    writeFileSync(settings, '{"areas":{}}')
    expect(await here(['restore', house.path('copy')], env('large'))).toMatchObject({ code: 1 })
    expect(readFileSync(settings, 'utf8')).toBe('{"areas":{}}')
    rmSync(settings)
    const head = house.path('large', 'heads')
    rmSync(head, { recursive: true, force: true })
    expect(await here(['restore', house.path('copy')], env('large'))).toMatchObject({ code: 1 })
    expect(existsSync(head)).toBe(false)
  })
})
