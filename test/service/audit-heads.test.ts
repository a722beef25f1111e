import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { publishedHeads, verifyChains } from '#service/audit-heads.ts'
import { trace } from '#service/trace.ts'
import { appOf } from '../../src/main.ts'
import { readConfig } from '../../src/config.ts'
import { aHouse, type TestHouse } from './house.ts'

const day = 24 * 3600_000

const works = async ({ world }: TestHouse, count = 3): Promise<void> =>
  await world.db.transaction(async (tx) => {
    for (let n = 0; n < count; n++)
      await trace(world, tx, 'operator', { action: 'looked', subject: `x${n}`, area: '110000' })
  })

it('where each chain ends is written down once a day, outside the database, and served without content', async () => {
  await using house = await aHouse()
  await works(house)
  await house.tick()
  await works(house)
  await house.tick()
  house.wait(day)
  await house.tick()
  const days = publishedHeads(house.world)
  expect(days.map((one) => one.day)).toEqual(['2026-11-21', '2026-11-22'])
  const counts = days.map(({ heads }) => heads.find(({ area }) => area === '110000')?.count)
  expect(counts).toEqual([3, 6])
  const file = readFileSync(`${house.dir}/heads/2026-11-21.json`, 'utf8')
  expect(JSON.parse(file)).toEqual(days[0])
  const read = readConfig({ STATE_DIR: house.dir })
  if (!read.ok) throw new Error(read.problems.join())
  const answer = await appOf(house, read.config).request('/verify/audit-heads.json')
  expect(await answer.json()).toEqual({ product: 'Yijian 医监', days })
  expect(JSON.stringify(days)).not.toMatch(/looked|operator|x0/)
})

/** Whoever changes the database behind the house's back does it in a file here. */
const isFile = !process.env['TEST_POSTGRES_URL']

it.runIf(isFile)(
  'a whole database put back to an earlier day is found by what was published since',
  async () => {
    await using house = await aHouse()
    await works(house)
    const copy = `${house.dir}/earlier.db`
    const source = new DatabaseSync(`${house.dir}/yijian.db`)
    source.prepare('vacuum into ?').run(copy)
    source.close()
    await works(house)
    await house.tick()
    expect(await verifyChains(house.world)).toMatchObject({ ok: true })
    const db = new DatabaseSync(`${house.dir}/yijian.db`)
    db.exec(`attach '${copy}' as earlier; delete from "audit"; delete from "auditHeads";
    insert into "audit" select * from earlier."audit";
    insert into "auditHeads" select * from earlier."auditHeads"`)
    db.close()
    expect(await verifyChains(house.world)).toMatchObject({
      ok: false,
      refusal: { key: 'audit-not-as-published', facts: { area: '110000', day: '2026-11-21' } },
    })
  },
)

it.runIf(isFile).each([
  ['international', 'SHA-256'],
  ['guomi', 'SM3'],
])('under the %s suite the chains are made with %s, and say so', async (suite, digest) => {
  await using house = await aHouse({ CRYPTO_SUITE: suite })
  await works(house)
  await house.tick()
  expect(await verifyChains(house.world)).toMatchObject({ ok: true })
  const found = publishedHeads(house.world).flatMap(({ heads }) => heads.map((one) => one.digest))
  expect(new Set(found)).toEqual(new Set([digest]))
  const db = new DatabaseSync(`${house.dir}/yijian.db`)
  db.exec(`update "auditHeads" set "digest" = 'SHA-1'`)
  db.close()
  expect(await verifyChains(house.world)).toMatchObject({ ok: false })
})
