import { expect, it } from 'vitest'
import { openCase } from '#service/case-file.ts'
import { orderOf } from '#service/order-lines.ts'
import { oweOrderStatus } from '#service/order-status.ts'
import { takeOrders } from '#service/work-orders.ts'
import { putAside } from '#store/blocks.ts'
import { caseByNumber } from '#store/cases.ts'
import { area, aScene, eventsAt, health, type Scene } from './department-scene.ts'
import { aPerson, officerOf, reports } from './house.ts'

const caller = { name: '鵷鶵隐', phone: '13977665544' }
const source = { id: 'rc12345', area }
const env = { WORK_ORDER_SOURCES: `rc12345=${area}` }
const cells = {
  number: 'RC20261120001',
  receivedAt: '2026-11-20 09:30',
  content: '昌元街道菜市场后头獬豸诊所有人打针输液，没得证',
  place: '昌元街道菜市场后门卖鱼的楼上二楼',
  named: '是',
  ...caller,
}

it('the hotline that sent an order is told how it stands, and nothing of who called or what they told', async () => {
  await using scene = await aScene(env)
  const { house, outside } = scene
  await scene.adds({ kind: 'webhook', wants: ['work-order.status'] })
  const taken = await takeOrders(house.world, { source, by: 'source' }, [{ line: 1, cells }])
  const number = taken.filed[0]?.number ?? ''
  await takeOrders(house.world, { source, by: 'source' }, [{ line: 1, cells }])
  const officer = await officerOf(house, number)
  const { task } = officer
  await scene.does(number, officer, { type: 'accept', task })
  await scene.does(number, officer, { type: 'note', task, text: '看过了' })
  const text = '查了，没有人行医，房子空了两个月。'
  await scene.does(number, officer, { type: 'conclude', task, outcome: 'unfounded', text })
  await scene.runs(60_000)
  const events = eventsAt(scene).filter(({ type }) => type === 'work-order.status')
  const shared = {
    source: 'rc12345',
    number: cells.number,
    ourNumber: number,
    leadOffice: '荣昌区卫生健康委',
  }
  expect(officer.office).toBe(health)
  expect(events.map(({ data }) => data)).toEqual([
    { ...shared, state: 'assigned', due: expect.stringMatching(/^2026-12-/) as string },
    { ...shared, state: 'accepted', due: expect.stringMatching(/^202\d-/) as string },
    { ...shared, state: 'concluded', due: expect.stringMatching(/^202\d-/) as string },
  ])
  const sent = JSON.stringify(outside.received)
  for (const secret of [...Object.values(caller), '獬豸', text]) expect(sent).not.toContain(secret)
})

it('a report of a citizen is no business of any other hotline', async () => {
  await using scene = await aScene()
  await scene.adds({ kind: 'webhook', wants: ['work-order.status'] })
  await reports(aPerson(scene.house, area))
  await scene.runs(60_000)
  expect(eventsAt(scene).filter(({ type }) => type === 'work-order.status')).toEqual([])
})

const ordersTold = (scene: Scene) =>
  eventsAt(scene).filter(({ type }) => type === 'work-order.status')

it('of two sources each hears of its own orders, and an endpoint bound to neither hears nothing', async () => {
  await using scene = await aScene({ WORK_ORDER_SOURCES: `rc12345=${area} rc12320=${area}` })
  const { world } = scene.house
  const other = { id: 'rc12320', area }
  await expect(
    scene.adds({ kind: 'webhook', wants: ['work-order.status'] }),
    'an area with two sources offers no endpoint that hears both',
  ).rejects.toThrow('notice-types-missing')
  await scene.adds({ kind: 'webhook', wants: ['work-order.status:rc12345'] })
  await unbound(scene)
  for (const one of [source, other])
    await takeOrders(world, { source: one, by: 'source' }, [{ line: 1, cells }])
  await scene.runs(60_000)
  expect(ordersTold(scene).map(({ data }) => data['source'])).toEqual(['rc12345'])
})

it('the machine of one office hears of no order', async () => {
  await using scene = await aScene(env)
  await expect(
    scene.adds({ kind: 'webhook', office: health, wants: ['work-order.status'] }),
  ).rejects.toThrow('notice-types-missing')
  const { id } = await scene.adds({ kind: 'webhook', wants: ['work-order.status'] })
  await scene.house.world.db.transaction(async (tx) => {
    await tx.updateTable('noticeEndpoints').set({ office: health }).where('id', '=', id).execute()
  })
  await takeOrders(scene.house.world, { source, by: 'source' }, [{ line: 1, cells }])
  await scene.runs(60_000)
  expect(ordersTold(scene)).toEqual([])
})

it('while a case stands aside its source hears nothing; once it is back it is told', async () => {
  await using scene = await aScene(env)
  const { world } = scene.house
  await scene.adds({ kind: 'webhook', wants: ['work-order.status'] })
  const taken = await takeOrders(world, { source, by: 'source' }, [{ line: 1, cells }])
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, taken.filed[0]?.number ?? '')
    await putAside(tx, { caseId: row?.id ?? '', block: 'a-block', area, at: scene.house.now() })
  })
  await scene.runs(60_000)
  expect(ordersTold(scene)).toEqual([])
  await world.db.transaction(async (tx) => {
    await tx.deleteFrom('shelved').execute()
  })
  await scene.runs(60_000)
  expect(ordersTold(scene).map(({ data }) => data['state'])).toEqual(['assigned'])
})

it('of an order that turns out to accuse somebody its source hears nothing more', async () => {
  await using scene = await aScene(env)
  const { world } = scene.house
  await scene.adds({ kind: 'webhook', wants: ['work-order.status'] })
  const taken = await takeOrders(world, { source, by: 'source' }, [{ line: 1, cells }])
  await scene.runs(60_000)
  expect(ordersTold(scene)).toHaveLength(1)
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, taken.filed[0]?.number ?? '')
    if (!row) throw new Error('the order is no case')
    const file = await openCase(world, tx, row)
    const accusing = { stream: 'accusation', accused: 'health-commission' } as const
    for (const bent of [accusing, { accused: 'health-commission' }, {}]) {
      const matters = file.case.matters.map((matter) => ({ ...matter, ...bent }))
      await oweOrderStatus(world, tx, { ...file, case: { ...file.case, matters } }, file.events)
    }
  })
  await scene.runs(60_000)
  expect(ordersTold(scene)).toHaveLength(2)
})

/** As it was before the area had a second source. */
async function unbound(scene: Scene): Promise<void> {
  const { id } = await scene.adds({ kind: 'webhook', wants: ['task.new'] })
  await scene.house.world.db.transaction(async (tx) => {
    await tx
      .updateTable('noticeEndpoints')
      .set({ wants: ' work-order.status test ' })
      .where('id', '=', id)
      .execute()
  })
}

it('the time of an order is read with its zone, and no day that never was', async () => {
  await using scene = await aScene()
  const { world } = scene.house
  const at = (receivedAt: string) => {
    const order = orderOf(world, { line: 1, cells: { ...cells, receivedAt } })
    return 'theirs' in order ? new Date(order.at).toISOString() : order.map(({ field }) => field)
  }
  expect(at('2026/11/20 9:30')).toBe('2026-11-20T01:30:00.000Z')
  expect(at('2026-11-20T09:30:15.250+08:00')).toBe('2026-11-20T01:30:15.000Z')
  expect(at('2026-11-20T01:30:00Z')).toBe('2026-11-20T01:30:00.000Z')
  expect(at('2026-02-30 09:30')).toEqual(['receivedAt'])
  expect(at('2026-11-20')).toEqual(['receivedAt'])
})
