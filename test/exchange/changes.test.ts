import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { partnerTexts } from '#service/exchange-partners.ts'
import { switchOn } from '#service/endpoint-changes.ts'
import { listEndpoints } from '#service/notice-endpoints.ts'
import { putAside } from '#store/blocks.ts'
import { caseByNumber } from '#store/cases.ts'
import { letGoCase, leaveTombstone } from '#store/let-go.ts'
import { aPerson, officerOf, reports } from '../service/house.ts'
import { admin, aPartner, area, health, type PartnerScene } from './partner.ts'

const secrets = ['鵷鶵隐', '13977665544', '菜市场后头', '老太婆', '卖鱼的楼上']

async function does(scene: PartnerScene, number: string, deed: (task: string) => Deed) {
  const { world } = scene.house
  const officer = await officerOf(scene.house, number)
  const read = await readCase(world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { version } = read.value.file
  const done = await act(world, officer, { number, version }, deed(officer.task))
  if (!done.ok) throw new Error(done.refusal.key)
}

const accept = (task: string): Deed => ({ type: 'accept', task })
const note = (task: string): Deed => ({ type: 'note', task, text: '看过现场' })
const conclude = (task: string): Deed => ({
  type: 'conclude',
  task,
  outcome: 'substantiated',
  penalty: '荣卫医罚〔2026〕12号',
  text: '答复全文在这里，已经处罚。',
})

const aCase = async (scene: PartnerScene): Promise<string> =>
  (await reports(aPerson(scene.house, area))).number

/** Every page, as a partner reads them; longer ago than what is not settled yet. */
async function everything(scene: PartnerScene, from?: string) {
  scene.house.wait(60_000)
  // oxlint-disable-next-line typescript/no-explicit-any
  const all: any[] = []
  for (let after = from; ;) {
    const { body } = await scene.pulls(after)
    all.push(...body.changes)
    if (!body.more) return { all, next: body.next as string }
    after = body.next
  }
}

describe('what a partner is told', () => {
  it('every change once, signed, in order, with numbers, codes and days and nothing of who told it', async () => {
    await using scene = await aPartner()
    const number = await aCase(scene)
    await does(scene, number, accept)
    await does(scene, number, note)
    await does(scene, number, conclude)
    await scene.runs(60_000)
    expect(scene.told.map(({ verified }) => verified)).toEqual([true, true, true])
    expect(scene.told.map(({ body }) => [body.type, body.data.state])).toEqual([
      ['exchange.change', 'received'],
      ['exchange.change', 'accepted'],
      ['exchange.change', 'concluded'],
    ])
    const lead = scene.told.at(-1)?.body.data.matters[0].tasks[0]
    expect(lead).toMatchObject({
      department: 'health-commission',
      state: 'concluded',
      outcome: 'substantiated',
      penalty: '荣卫医罚〔2026〕12号',
    })
    const sent = JSON.stringify(scene.told)
    for (const secret of [...secrets, '答复全文', '看过现场']) expect(sent).not.toContain(secret)
  })

  it('keeps to the shapes that are published', async () => {
    await using scene = await aPartner()
    await aCase(scene)
    await scene.runs(20_000)
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const shape = async (name: string) =>
      ajv.compile(
        (await (await scene.app.request(`/exchange/v1/schemas/${name}.json`)).json()) as object,
      )
    const [change, changes] = [await shape('change'), await shape('changes')]
    for (const { body } of scene.told)
      expect(change(body), JSON.stringify(change.errors)).toBe(true)
    scene.house.wait(60_000)
    const { body } = await scene.pulls()
    expect(changes(body), JSON.stringify(changes.errors)).toBe(true)
    expect((await scene.app.request('/exchange/v1/schemas/nothing.json')).status).toBe(404)
  })

  it('a machine that is down, slow, sent elsewhere or lost its answer misses nothing', async () => {
    await using scene = await aPartner()
    const number = await aCase(scene)
    const moods = [
      ['lost', 2_000],
      ['down', 20_000],
      ['slow', 600_000],
      ['moved', 3_600_000],
    ] as const
    for (const [mood, ms] of moods) {
      scene.mood(mood)
      await scene.runs(ms, ms / 8)
    }
    await does(scene, number, accept)
    scene.mood('up')
    await scene.runs(24 * 3_600_000, 3_600_000)
    const taken = scene.told.filter(({ verified }) => verified)
    const ids = [...new Set(taken.map(({ id }) => id))]
    expect(ids).toHaveLength(2)
    expect(taken).toHaveLength(3)
    expect(taken.at(-1)?.body.data.state).toBe('accepted')
    const [lost, again] = taken
    expect(again?.id).toBe(lost?.id)
    expect(again?.attempt, 'each attempt has a time of its own').toBeGreaterThan(lost?.attempt ?? 0)
  })

  it('what nobody took in three days stands at the desk, and is told once the machine is back', async () => {
    await using scene = await aPartner()
    await aCase(scene)
    scene.mood('down')
    await scene.runs(5 * 24 * 3_600_000, 3_600_000)
    const listed = await listEndpoints(scene.house.world, admin, area)
    const [endpoint] = listed.ok ? listed.value : []
    expect(endpoint).toMatchObject({ state: 'silent', givenUp: 1, failure: 'status-503' })
    expect(scene.told).toEqual([])
    scene.mood('up')
    await switchOn(scene.house.world, admin, { area, id: endpoint?.id ?? '' })
    await scene.runs(20_000)
    expect(scene.told.map(({ verified }) => verified)).toEqual([true])
  })
})

describe('what a partner asks', () => {
  let scene: PartnerScene
  beforeAll(async () => {
    scene = await aPartner()
  })
  afterAll(async () => await scene[Symbol.asyncDispose]())

  it('each case once as it stands now; from where it stopped only what came since', async () => {
    const before = (await everything(scene)).next
    const [first, second] = [await aCase(scene), await aCase(scene)]
    const { all, next } = await everything(scene, before)
    expect(all.map(({ number }) => number)).toEqual([first, second])
    expect((await everything(scene, next)).all).toEqual([])
    await does(scene, first, accept)
    const more = await everything(scene, next)
    expect(more.all.map(({ number, state }) => [number, state])).toEqual([[first, 'accepted']])
    const text = JSON.stringify([all, more.all])
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  it('words of departments go along only where that was set, and then it is on record', async () => {
    const { next } = await everything(scene)
    const number = await aCase(scene)
    await does(scene, number, accept)
    await does(scene, number, conclude)
    expect(JSON.stringify((await everything(scene, next)).all)).not.toContain('答复全文')
    await partnerTexts(scene.house.world, admin, { area, id: scene.keys.id })
    const { all } = await everything(scene, next)
    expect(all[0].texts).toEqual([
      {
        matter: expect.any(String) as string,
        department: 'health-commission',
        text: '答复全文在这里，已经处罚。',
      },
    ])
    const reasons = await scene.house.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('audit')
          .select(['action', 'reason'])
          .where('subject', '=', `exchange:${scene.keys.id}`)
          .orderBy('seq')
          .execute(),
    )
    const record = reasons.map(({ action, reason }) => `${action} ${reason ?? ''}`.trim())
    expect(record[0]).toBe('exchange-added codes')
    expect(record.slice(-3)).toEqual([
      'exchange-pulled codes 1',
      'exchange-texts',
      'exchange-pulled texts 1',
    ])
  })

  it('of one department a partner hears its own cases alone', async () => {
    await using other = await aPartner({ departments: ['medical-insurance'] })
    const number = await aCase(other)
    await other.runs(20_000)
    const lead = await officerOf(other.house, number)
    expect(lead.office).toBe(health)
    expect([other.told, (await everything(other)).all]).toEqual([[], []])
    expect(
      await other.sends({
        type: 'case.status',
        timestamp: '2026-11-20T09:30:00+08:00',
        data: { number, serial: 1, on: '2026-11-20', status: 'closed' },
      }),
    ).toMatchObject({ status: 404, body: { reason: 'number-unknown' } })
  })

  it('hears nothing of a case that stands aside, and of one that was let go only that it was', async () => {
    const [aside, gone] = [await aCase(scene), await aCase(scene)]
    const { next } = await everything(scene)
    await scene.house.world.db.transaction(async (tx) => {
      const [one, other] = [await caseByNumber(tx, aside), await caseByNumber(tx, gone)]
      if (!one || !other) throw new Error('no case')
      await putAside(tx, { caseId: one.id, area, block: 'b', at: 1 })
      await letGoCase(tx, other.id, gone)
      const erasedAt = scene.house.now()
      await leaveTombstone(tx, other.id, { state: other.state, erasedAt })
    })
    expect((await everything(scene, next)).all).toEqual([{ number: gone, area, state: 'erased' }])
    const known = (await everything(scene)).all.map(({ number }) => number as string)
    expect([known.includes(gone), known.includes(aside)]).toEqual([true, false])
  })

  it('without its key, with another or a cursor of its own making it gets nothing', async () => {
    for (const key of ['', 'x', `${scene.keys.id}.wrong`, scene.keys.key.split('.')[1] ?? ''])
      expect((await scene.pulls(undefined, key)).status).toBe(401)
    expect(await scene.pulls('bm90aGluZw')).toMatchObject({
      status: 400,
      body: { error: 'cursor-unknown' },
    })
  })
})
