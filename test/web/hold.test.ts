import { afterAll, beforeAll, expect, it } from 'vitest'
import { eraseCase } from '#service/erasure.ts'
import { auditOf } from '#store/audit.ts'
import { caseByNumber } from '#store/cases.ts'
import { anIdentityDesk, type IdentityDesk } from './identity-desk.ts'

let house: IdentityDesk
beforeAll(async () => {
  house = await anIdentityDesk()
  await house.files(false)
})
afterAll(async () => await house.desk.close())

const path = (): string => `/desk/cases/${house.filed().number}/hold`

const erased = async () =>
  await house.desk.world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, house.filed().number)
    if (!row) throw new Error('the case is not there')
    return await eraseCase(house.desk.world, tx, row, { why: 'order', by: 'operator' })
  })

it('a supervisor keeps a case from being erased and lets it go, both with a reason, both on record', async () => {
  const { number } = house.filed()
  expect((await house.at('dudao').get(`/desk/cases/${number}`)).text).toContain('要求保留')
  expect((await house.posts('dudao', path(), { reason: '' })).text).toContain('还没有写理由')
  const placed = await house.posts('dudao', path(), { reason: '行政复议要用，等复议决定' })
  expect(placed.text).toContain('已要求保留')
  expect(await erased()).toMatchObject({ ok: false, refusal: { key: 'case-held' } })
  expect((await house.at('wei').get(`/desk/cases/${number}`)).text).toContain('暂不删除')

  const ended = await house.posts('dudao', `${path()}/end`, { reason: '复议已经结束' })
  expect(ended.text).toContain('行政复议要用，等复议决定')
  expect(ended.text).toContain('复议已经结束')
  const entries = await house.desk.world.db.read(async (tx) => await auditOf(tx, number))
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['hold-placed', 'hold-ended']),
  )
  expect(await erased()).toEqual({ ok: true, value: true })
})

it('nobody else keeps a case, and an erased one shows what is left of it', async () => {
  expect((await house.at('wei').get(path())).status).toBe(404)
  expect((await house.posts('xietiao', path(), { reason: '我也要保留' })).status).toBe(404)
  const seen = await house.at('dudao').get(`/desk/cases/${house.filed().number}`)
  expect(seen.text).toContain('已按规定删除')
  expect((await house.at('wei').get('/desk?queue=done')).text).toContain('已按规定删除')
})
