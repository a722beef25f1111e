import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseCase } from '#service/erasure.ts'
import { erasureProof } from '#service/erasure-list.ts'
import { createExpiry } from '#service/retention.ts'
import { replayErasures } from '#service/destroy-keys.ts'
import { caseByNumber } from '#store/cases.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouse, aPerson, reports } from './house.ts'

const masterKey = createHash('sha256').update('a province').digest('hex')
const hour = 3600 * 1000

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 30_000)
  afterAll(async () => await server?.stop())

  it('a report is erased for good, and again where its rows come back from a copy', async () => {
    await server.empty()
    await using house = await aHouse({ DATABASE_URL: server.url, MASTER_KEY: masterKey })
    const { world } = house
    const { number } = await reports(aPerson(house, '500153'))
    const rowNow = async () => await world.db.read(async (tx) => await caseByNumber(tx, number))
    const row = await rowNow()
    if (!row) throw new Error('nothing was filed')
    const copy = await world.db.read(
      async (tx) =>
        await tx.selectFrom('caseEvents').selectAll().where('caseId', '=', row.id).execute(),
    )
    const order = { why: 'order', by: 'operator', words: '某区人民法院行政裁定' } as const
    await world.db.transaction(async (tx) => await eraseCase(world, tx, row, order))
    house.wait(2 * hour)
    for (let round = 0; round < 3; round += 1) await house.tick()
    expect(await world.vault.hasKey(row.keyId)).toBe(false)
    expect(await world.db.read(async (tx) => await sessionOfHandle(tx, row.handle))).toBeUndefined()
    const proof = await erasureProof(world)
    expect(proof.erasures.map(({ kind, faults }) => ({ kind, faults }))).toEqual([
      { kind: 'case', faults: [] },
      { kind: 'conversation', faults: [] },
    ])
    await createExpiry(world)()

    await world.db.transaction(async (tx) => {
      await tx.deleteFrom('erasures').execute()
      await tx.updateTable('cases').set({ erasedAt: null, state: 'received' }).execute()
      await tx.insertInto('caseEvents').values(copy).execute()
    })
    expect(await replayErasures(world)).toBe(2)
    expect((await rowNow())?.erasedAt).toBeGreaterThan(0)
    const left = await world.db.read(
      async (tx) => await tx.selectFrom('caseEvents').select('id').execute(),
    )
    expect(left).toEqual([])
  }, 60_000)
})
