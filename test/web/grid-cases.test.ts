import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { destroyOwed } from '#service/destroy-keys.ts'
import { eraseCase } from '#service/erasure.ts'
import { createGridRound, walkGrids } from '#service/grid-round.ts'
import { changeGridPoint, gridPointsOf } from '#store/grid.ts'
import { addGridTask } from '#store/grid-tasks.ts'
import { caseByNumber } from '#store/cases.ts'
import { aBrowser } from './browser-like.ts'
import { aGridScene, firstTask, routine } from './grid-scene.ts'
import { rongchang } from './world.ts'

const { desk, handler, aWorker, pairedPhone, days } = await aGridScene()
await desk.officer('keeper', 'administrator', '', { area: '' })
afterAll(async () => await desk.close())

const day = 24 * 3600_000

describe('a task of a case', () => {
  const aCase = async (): Promise<{ number: string; to: string }> => {
    const { number } = await desk.report({
      facts: { what: '菜市场后头有个老太婆天天早上给人打针输液，没得证', where: '我家楼下诊所' },
    })
    const page = await handler.get(`/desk/cases/${number}`)
    const to = /\/desk\/grid\/give\?case=[^"]+/.exec(page.html)?.[0].replaceAll('&amp;', '&') ?? ''
    return { number, to }
  }

  it('never comes alone: routine places go along, and the worker cannot tell which is which', async () => {
    const id = await aWorker('褚混合', 'RC-V1')
    const { number, to } = await aCase()
    const form = await handler.get(to)
    expect(form.html).toContain('看门口和墙上有没有挂')
    const fields = { ...routine, worker: id, where: '菜市场后门诊所' }
    const alone = await handler.submit(form, 'name="where"', fields)
    expect(alone.text).toContain('例行巡查点')
    const points = await handler.get('/desk/grid/points')
    for (const where of ['海棠路口腔诊所', '学院路药店'])
      await handler.submit(points, 'name="everyDays"', {
        place: 'RC-V1-3',
        where,
        look: '看门口挂没挂证照',
        everyDays: '30',
      })
    await handler.submit(alone, 'name="where"', fields)
    await days(4)
    const phone = await pairedPhone(id)
    const tasks = await phone.get('/grid')
    expect(tasks.text).toContain('要看的（3）')
    expect(tasks.text.match(/例行巡查，12月4日/g)).toHaveLength(3)
    const shown = tasks.html + (await phone.get(firstTask(tasks))).html
    for (const word of [number, '举报', '老太婆', '我家楼下', 'A1'])
      expect(shown, word).not.toContain(word)
    desk.later(-4 * day)
  })

  it('refuses words of the reporter, and says why', async () => {
    const id = await aWorker('卫原话', 'RC-V1')
    const { to } = await aCase()
    const form = await handler.get(to)
    const own = await handler.submit(form, 'name="where"', {
      ...routine,
      worker: id,
      look: '看是不是老太婆天天早上给人打针',
      alone: 'yes',
    })
    expect(own.text).toContain('举报人自己的话')
  })

  it('comes back into the case with photo and finding, is told to no reporter, and goes with the case', async () => {
    const id = await aWorker('蒋回案', 'RC-V1')
    const { number, to } = await aCase()
    const fields = { ...routine, worker: id, where: '回案路 1 号', alone: 'yes' }
    await handler.submit(await handler.get(to), 'name="where"', fields)
    await days(4)
    const phone = await pairedPhone(id)
    const tasks = await phone.get('/grid')
    const own =
      [...tasks.html.matchAll(/href="(\/grid\/tasks\/[\w-]+)">\s*<b>回案路/g)][0]?.[1] ?? ''
    const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#333' } })
      .jpeg()
      .toBuffer()
    await phone.submit(await phone.get(own), 'name="once"', {
      finding: 'no-entry',
      text: '铁门锁着',
      photos: new File([new Uint8Array(photo)], 'a.jpg'),
    })
    const page = await handler.get(`/desk/cases/${number}`)
    expect(page.text).toMatch(/网格巡查[\s\S]*进不去[\s\S]*铁门锁着/)
    expect(page.text).toContain('网格巡查有结果')
    const evidence = /\/desk\/cases\/[\w-]+\/evidence\/\w+/.exec(page.html)?.[0] ?? ''
    expect((await handler.get(evidence)).status).toBe(200)
    await desk.world.db.transaction(async (tx) => {
      const row = await caseByNumber(tx, number)
      if (row) await eraseCase(desk.world, tx, row, { why: 'order', by: 'operator' })
    })
    await destroyOwed(desk.world)
    expect((await handler.get('/desk/grid')).text).not.toContain('回案路')
    expect((await phone.get(own)).status).toBe(404)
    desk.later(-4 * day)
  })
})

describe('the calendar', () => {
  it('gives out the routine round by itself, and what is late stands at the top of the list', async () => {
    const id = await aWorker('沈日历', 'RC-V2')
    await handler.submit(await handler.get('/desk/grid/points'), 'name="everyDays"', {
      place: 'RC-V2',
      where: '古桥村卫生室',
      look: '看门口挂没挂证照',
      everyDays: '30',
    })
    await days(2)
    await walkGrids(desk.world)
    await walkGrids(desk.world)
    await days(1)
    const phone = await pairedPhone(id)
    expect((await phone.get('/grid')).text.match(/古桥村卫生室/g)).toHaveLength(1)
    await days(20)
    await walkGrids(desk.world)
    const late = await handler.get('/desk/grid')
    expect(late.text).toMatch(/过期没交（[1-9]/)
    const figures = await handler.get('/desk/grid/figures?from=2026-11-01&to=2026-12-31')
    expect(figures.text).toContain('古桥村')
    const sheet = await handler.get('/desk/grid/figures.csv?from=2026-11-01&to=2026-12-31')
    expect(sheet.html).toContain('网格,派出,交回,按时,过期,看到了,没看到,进不去')
    desk.later(-23 * day)
  })

  it('a place whose words do not open is named in the log and stops nothing else', async () => {
    const { db } = desk.world
    const points = await db.read(async (tx) => await gridPointsOf(tx, rongchang))
    const id = points[0]?.id ?? ''
    await db.transaction(async (tx) => {
      await changeGridPoint(tx, id, { nextOn: '2026-11-01' })
      await tx
        .updateTable('gridPoints')
        .set({ sealed: new Uint8Array([1]) })
        .where('id', '=', id)
        .execute()
    })
    await walkGrids(desk.world)
    expect(desk.logged.join()).toContain('a place of the round cannot be given')
    const [after] = (await db.read(async (tx) => await gridPointsOf(tx, rongchang))).filter(
      (one) => one.id === id,
    )
    expect(after?.nextOn).toBe('2026-11-21')
    await db.transaction(async (tx) => {
      await tx.deleteFrom('gridPoints').where('id', '=', id).execute()
    })
  })

  it('lets go of all that is over its time in one night, however much it is', async () => {
    const { db } = desk.world
    const many = 120
    await db.transaction(async (tx) => {
      for (let n = 0; n < many; n += 1)
        await addGridTask(tx, {
          id: `old-${n}`,
          area: rongchang,
          office: '500153-health-commission',
          officer: 'clock',
          kind: 'patrol',
          place: 'RC-V2',
          keyId: `old-key-${n}`,
          sealed: new Uint8Array([1]),
          state: 'dropped',
          givenAt: 0,
          showOn: '2020-01-01',
          dueOn: '2020-01-05',
        })
    })
    await createGridRound(desk.world)()
    const left = await db.read(
      async (tx) =>
        await tx.selectFrom('gridTasks').select('id').where('givenAt', '=', 0).execute(),
    )
    expect(left).toHaveLength(0)
  })

  it('lets an administrator of the house keep workers, who sees no task', async () => {
    const keeper = aBrowser(desk.app)
    await keeper.signIn('keeper')
    expect((await keeper.get(`/desk/grid/workers?area=${rongchang}`)).status).toBe(200)
    expect((await keeper.get(`/desk/grid?area=${rongchang}`)).status).toBe(403)
  })
})
