import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide } from '#core/decide.ts'
import { keepEvents, openCase } from '#service/case-file.ts'
import { act, readCase } from '#service/desk.ts'
import type { Deed } from '#service/deed.ts'
import { settle, waitingMessages } from '#service/exchange-desk.ts'
import { partnerOff, partnerOn, rotatePartner } from '#service/exchange-partners.ts'
import { caseByNumber, caseEvents } from '#store/cases.ts'
import { aPerson, officerOf, reports } from '../service/house.ts'
import { admin, aPartner, area, inspection, penalty, type PartnerScene } from './partner.ts'

let scene: PartnerScene
beforeAll(async () => {
  scene = await aPartner()
})
afterAll(async () => await scene[Symbol.asyncDispose]())

const aCase = async (): Promise<string> => (await reports(aPerson(scene.house, area))).number

const eventsOf = async (number: string): Promise<readonly string[]> =>
  await scene.house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    return row ? (await caseEvents(tx, row.id)).map(({ type }) => type) : []
  })

async function does(number: string, deed: (task: string) => Deed): Promise<void> {
  const officer = await officerOf(scene.house, number)
  const read = await readCase(scene.house.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { version } = read.value.file
  const done = await act(scene.house.world, officer, { number, version }, deed(officer.task))
  if (!done.ok) throw new Error(done.refusal.key)
}

async function withdraws(number: string): Promise<void> {
  const { world } = scene.house
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(number)
    const file = await openCase(world, tx, row)
    const context = { at: world.clock(), by: { kind: 'reporter' }, id: world.id } as const
    const decided = decide(file.case, { type: 'withdraw', reason: '不想说' }, context)
    if (!decided.ok) throw new Error(decided.refusal.key)
    await keepEvents(world, tx, file, decided.value)
  })
}

const conclusion = (task: string): Deed => ({
  type: 'conclude',
  task,
  outcome: 'substantiated',
  noPenaltyReason: '正在处罚',
  text: '查实了，正在处罚。',
})

describe('what a partner sends', () => {
  it('waits for an officer and changes no case', async () => {
    const number = await aCase()
    const before = await eventsOf(number)
    const sent = await scene.sends(inspection(number, 1))
    expect(sent).toMatchObject({ status: 200, body: { state: 'received' } })
    expect(await eventsOf(number)).toEqual(before)
    const officer = await officerOf(scene.house, number)
    const listed = await waitingMessages(scene.house.world, officer)
    const [one] = listed.ok ? listed.value.filter((row) => row.number === number) : []
    expect(one).toMatchObject({ partner: '监督信息系统', type: 'inspection.result', held: false })
    const text = '监督信息系统：查到违法行为'
    const deed = { id: one?.id ?? '', deed: 'note', text, reason: '' } as const
    expect(await settle(scene.house.world, officer, deed)).toEqual({ ok: true, value: true })
    expect(await eventsOf(number)).toEqual([...before, 'noted'])
    expect(await settle(scene.house.world, officer, deed), 'twice').toMatchObject({ ok: false })
  })

  it('twice under one id is one, with the same answer; something else under it is refused', async () => {
    const number = await aCase()
    const one = await scene.sends(inspection(number, 1), { id: 'same' })
    const [two, three] = await Promise.all([
      scene.sends(inspection(number, 1), { id: 'same' }),
      scene.sends(inspection(number, 1), { id: 'same' }),
    ])
    expect([two.body, three.body]).toEqual([one.body, one.body])
    expect([one.again, two.again, three.again]).toEqual([false, true, true])
    const other = await scene.sends(inspection(number, 1, { result: 'not-found' }), { id: 'same' })
    expect(other).toMatchObject({ status: 409, body: { error: 'id-used' } })
  })

  it('out of its order is held until the missing one comes, or refused with the reason', async () => {
    const number = await aCase()
    const officer = await officerOf(scene.house, number)
    const waiting = async () => {
      const listed = await waitingMessages(scene.house.world, officer)
      return listed.ok
        ? listed.value.filter((row) => row.number === number).map(({ held }) => held)
        : []
    }
    const third = await scene.sends(inspection(number, 3), { id: 'third' })
    expect(third).toMatchObject({
      status: 202,
      body: { state: 'held', reason: 'waits-for-earlier' },
    })
    await scene.sends(inspection(number, 2))
    expect(await waiting()).toEqual([true, true])
    await scene.sends(inspection(number, 1))
    expect(await waiting()).toEqual([false, false, false])
    const late = await scene.sends(inspection(number, 2))
    expect(late).toMatchObject({ status: 409, body: { state: 'refused', reason: 'out-of-order' } })
    const far = await scene.sends(inspection(number, 40))
    expect(far).toMatchObject({ status: 409, body: { reason: 'too-far-ahead' } })
    const again = await scene.sends(inspection(number, 3), { id: 'third' })
    expect(again, 'the same answer, although it waits no more').toMatchObject({
      ...third,
      again: true,
    })
  })

  it('about a number that is none or of another area is refused alike', async () => {
    for (const number of ['RC-2026-99999', 'ZB-2026-00001'])
      expect(await scene.sends(inspection(number, 1))).toMatchObject({
        status: 404,
        body: { state: 'refused', reason: 'number-unknown' },
      })
  })

  it('about a closed or withdrawn case is refused with the reason', async () => {
    const number = await aCase()
    await withdraws(number)
    expect(await eventsOf(number)).toContain('withdrawn')
    expect(await scene.sends(inspection(number, 1))).toMatchObject({
      status: 409,
      body: { reason: 'case-closed' },
    })
  })

  it('a penalty that was decided goes to the conclusion by the officer’s own deed', async () => {
    const number = await aCase()
    await does(number, (task) => ({ type: 'accept', task }))
    await does(number, conclusion)
    await scene.sends(penalty(number, 1))
    const officer = await officerOf(scene.house, number)
    const listed = await waitingMessages(scene.house.world, officer)
    const one = listed.ok ? listed.value.find((row) => row.number === number) : undefined
    expect(one?.penaltyTask).toBe(officer.task)
    const deed = { id: one?.id ?? '', deed: 'penalty', text: '', reason: '' } as const
    expect(await settle(scene.house.world, officer, deed)).toEqual({ ok: true, value: true })
    const read = await readCase(scene.house.world, officer, number)
    const task = read.ok
      ? read.value.file.tasks.find((own) => own.task === officer.task)
      : undefined
    expect(task).toMatchObject({ penalty: '荣卫医罚〔2026〕12号' })
  })
})

describe('who may send', () => {
  it('a wrong signature, a changed body and a wrong clock are refused, and nothing is kept', async () => {
    const number = await aCase()
    const wrong = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const send = async (how: Parameters<PartnerScene['sends']>[1]) =>
      await scene.sends(inspection(number, 1), { id: 'wrong', ...how })
    expect(await send({ secret: wrong })).toMatchObject({
      status: 401,
      body: { error: 'signature-wrong' },
    })
    expect(await send({ body: '{}' })).toMatchObject({
      status: 401,
      body: { error: 'signature-wrong' },
    })
    for (const clock of [-6 * 60_000, 6 * 60_000]) {
      const skewed = await send({ clock })
      expect(skewed).toMatchObject({ status: 401, body: { error: 'clock-skew' } })
      expect(skewed.body.now, 'our clock, to set theirs by').toMatch(/^2026-11-/)
    }
    expect(await send({ clock: 4 * 60_000 })).toMatchObject({ status: 200, again: false })
  })

  it('what is not well formed is named field by field, and its id can be used again', async () => {
    const number = await aCase()
    const bad = await scene.sends(inspection(number, 0, { result: 'maybe', extra: 1 }), {
      id: 'mended',
    })
    expect(bad.status).toBe(422)
    const paths = bad.body.fields.map((one: { readonly path: string }) => one.path)
    expect(paths).toEqual(expect.arrayContaining(['data.serial', 'data.result']))
    expect(await scene.sends({ type: 'nothing' })).toMatchObject({ status: 422 })
    expect(await scene.sends(inspection(number, 1), { id: 'mended' })).toMatchObject({
      status: 200,
    })
    const large = await scene.sends(inspection(number, 2, { note: '长'.repeat(30_000) }))
    expect(large).toMatchObject({ status: 413, body: { error: 'too-large' } })
  })

  it('with new secrets those before are good for a day; a partner that is off hears and says nothing', async () => {
    const which = { area, id: scene.keys.id }
    const { world } = scene.house
    const number = await aCase()
    const rotated = await rotatePartner(world, admin, which)
    const { secret, key } = rotated.ok ? rotated.value : scene.keys
    expect(await scene.sends(inspection(number, 1))).toMatchObject({ status: 200 })
    expect(await scene.sends(inspection(number, 2), { secret })).toMatchObject({ status: 200 })
    expect((await scene.pulls()).status).toBe(200)
    await partnerOff(world, admin, which)
    expect(await scene.sends(inspection(number, 3), { secret })).toMatchObject({ status: 401 })
    expect((await scene.pulls(undefined, key)).status).toBe(401)
    await partnerOn(world, admin, which)
    scene.house.wait(25 * 3_600_000)
    expect(await scene.sends(inspection(number, 3))).toMatchObject({ status: 401 })
    expect((await scene.pulls()).status).toBe(401)
    expect(await scene.sends(inspection(number, 3), { secret })).toMatchObject({ status: 200 })
    expect((await scene.pulls(undefined, key)).status).toBe(200)
  })
})
