import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCase } from '#service/desk.ts'
import { eraseCase } from '#service/erasure.ts'
import { erasureProof } from '#service/erasure-list.ts'
import { changeMasks } from '#service/masking.ts'
import { createExpiry } from '#service/retention.ts'
import { replayErasures } from '#service/destroy-keys.ts'
import { caseByNumber } from '#store/cases.ts'
import { likenessOf, makeFound } from '#store/likenesses.ts'
import { holdName } from '#store/row-lock.ts'
import { sessionOfHandle } from '#store/sessions.ts'
import { hasPostgres, startPostgres, type PostgresServer } from '../store/postgres-server.ts'
import { aHouse, aPerson, officerOf, reports } from './house.ts'

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

  it('an erasure waits for what a round is reading of the report, and nothing of it stays', async () => {
    await server.empty()
    await using house = await aHouse({ DATABASE_URL: server.url, MASTER_KEY: masterKey })
    const { world } = house
    const { number } = await reports(aPerson(house, '500153'))
    const row = await world.db.read(async (tx) => await caseByNumber(tx, number))
    if (!row) throw new Error('nothing was filed')
    const [held, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await world.db.transaction(async (tx) => void (await tx.deleteFrom('bands').execute()))
    const reading = world.db.transaction(async (tx) => {
      await holdName(tx, 'case', row.id)
      held.resolve()
      await end.promise
      const own = await likenessOf(tx, row.id)
      if (own) await makeFound(tx, own)
    })
    await held.promise
    const order = { why: 'order', by: 'operator', words: '某区人民法院行政裁定' } as const
    const erasing = world.db.transaction(async (tx) => await eraseCase(world, tx, row, order))
    const isWaiting = async (): Promise<boolean> => {
      const { rows } = await world.db.read(
        async (tx) => await sql`select 1 from pg_locks where not granted`.execute(tx),
      )
      return rows.length > 0
    }
    while (!(await isWaiting()));
    end.resolve()
    await Promise.all([reading, erasing])
    const left = async (table: 'bands' | 'likenesses' | 'searched') =>
      await world.db.read(async (tx) => await tx.selectFrom(table).select('caseId').execute())
    for (const table of ['bands', 'likenesses', 'searched'] as const)
      expect(await left(table)).toEqual([])
  }, 60_000)

  it('words removed for good are read by nobody, and their keys are destroyed', async () => {
    await server.empty()
    await using house = await aHouse({ DATABASE_URL: server.url, MASTER_KEY: masterKey })
    const { world } = house
    const person = aPerson(house, '500153')
    const { number } = await reports(person)
    const row = await world.db.read(async (tx) => await caseByNumber(tx, number))
    const officer = { ...(await officerOf(house, number)), role: 'supervisor' } as const
    const read = await readCase(world, officer, number)
    const version = read.ok ? read.value.file.version : 0
    const words = ['老太婆']
    const deed = { type: 'redact', words, reason: '与案件无关' } as const
    expect(await changeMasks(world, officer, { number, version }, deed)).toMatchObject({ ok: true })
    for (let round = 0; round < 2; round += 1) await house.tick()
    expect(await world.vault.hasKey(row?.keyId ?? '')).toBe(false)
    const seen = JSON.stringify([await readCase(world, officer, number), await person.reads()])
    expect(seen).toContain('▇▇▇给人打针输液')
    expect(seen).not.toContain('老太婆')
  }, 60_000)
})
