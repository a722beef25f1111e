import sharp from 'sharp'
import { dayOf } from '#core/clock.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { aGridScene, firstTask, gridFile, gridList } from './grid-scene.ts'

const { desk, boss, handler, aWorker, linkOf, pairedPhone, give, days } = await aGridScene()
afterAll(async () => await desk.close())

const day = 24 * 3600_000

describe('the list of villages and grids', () => {
  it('is imported with versions, restored, and never drops a place somebody works in', async () => {
    const id = await aWorker('王版本', 'RC-V2')
    const page = await boss.get('/desk/grid/places')
    expect(page.text).toContain('第 1 版')
    const refused = await boss.submit(page, 'name="file"', {
      file: gridFile('code,name,level,within\nRC-V1,学院路社区,村居,昌元街道'),
    })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('昌州街道 · 古桥村')
    await boss.submit(await boss.get('/desk/grid/workers'), `workers/${id}"`, { deed: 'end' })
    const more = `${gridList}\nRC-V3,新村,村居,RC-V9`
    const faulty = await boss.submit(page, 'name="file"', { file: gridFile(more) })
    expect(faulty.text).toContain('第 5 行：within“RC-V9”找不到')
    await boss.submit(page, 'name="file"', {
      file: gridFile(`${gridList}\nRC-V3,新村,村居,广顺街道`),
    })
    const second = await boss.get('/desk/grid/places')
    expect(second.text).toContain('第 2 版，4 个地方')
    const third = await boss.submit(second, 'name="restore" value="1"')
    expect(third.text).toContain('第 3 版，3 个地方')
    const sent = await boss.get('/desk/grid/places.csv')
    expect(sent.html).toContain('RC-V1-3,第三网格,grid,RC-V1')
  })

  it('is for whoever keeps grids, and for no handler', async () => {
    expect((await handler.get('/desk/grid/places')).status).toBe(403)
    expect((await handler.get('/desk/grid/workers')).status).toBe(403)
  })
})

describe('a telephone of a grid worker', () => {
  it('is paired once, by the link and the last digits; the link opens nothing the second time', async () => {
    const id = await aWorker('李配对', 'RC-V1')
    const link = await linkOf(id)
    const phone = aBrowser(desk.app)
    const asked = await phone.get(link)
    expect(asked.text).toContain('昌元街道 · 学院路社区')
    expect(asked.text).not.toContain('李配对')
    expect((await phone.get('/grid')).status).toBe(403)
    const wrong = await phone.submit(asked, 'name="digits"', { digits: '1234' })
    expect(wrong.text).toContain('还能试 4 次')
    const paired = await phone.submit(wrong, 'name="digits"', { digits: '8000' })
    expect(paired.text).toContain('要看的（0）')
    expect((await aBrowser(desk.app).get(link)).status).toBe(410)
  })

  it('a link that was passed on dies after five wrong numbers, and one of the day before yesterday is over', async () => {
    const id = await aWorker('赵转发', 'RC-V1')
    const link = await linkOf(id)
    const phone = aBrowser(desk.app)
    let page = await phone.get(link)
    for (let n = 0; n < 5; n += 1)
      page = await phone.submit(page, 'name="digits"', { digits: '0000' })
    expect(page.status).toBe(410)
    const late = await linkOf(id)
    desk.later(2 * day + 1)
    expect((await phone.get(late)).status).toBe(410)
    desk.later(-2 * day - 1)
  })

  it('of who leaves opens nothing from that moment; what they had waits to be given to somebody else', async () => {
    const id = await aWorker('钱离岗', 'RC-V1')
    const other = await aWorker('孙接手', 'RC-V1')
    const phone = await pairedPhone(id)
    await give(id, { where: '离岗巷 1 号' })
    const left = await boss.submit(await boss.get('/desk/grid/workers'), `workers/${id}"`, {
      deed: 'end',
    })
    expect(left.text).toContain('有 1 件没办完')
    expect((await phone.get('/grid')).status).toBe(403)
    const desk1 = await handler.get('/desk/grid')
    expect(desk1.text).toContain('没有人接，请改派（1）')
    for (const dueOn of ['2026-11-31', '2026-12-1']) {
      const given = { deed: 'reassign', worker: other, dueOn }
      expect((await handler.submit(desk1, '改派给', given)).text).toContain('到期日不对')
    }
    const again = await handler.submit(desk1, '改派给', { deed: 'reassign', worker: other })
    expect(again.text).not.toContain('没有人接')
  })

  it('shows own tasks alone: another’s answers not found, whatever is typed into the address', async () => {
    const [one, two] = [await aWorker('周甲', 'RC-V1'), await aWorker('吴乙', 'RC-V1')]
    await give(one, { where: '只给周甲的地方' })
    await days(4)
    const [mine, theirs] = [await pairedPhone(one), await pairedPhone(two)]
    const task = firstTask(await mine.get('/grid'))
    expect((await mine.get(task)).text).toContain('只给周甲的地方')
    expect((await theirs.get('/grid')).text).not.toContain('只给周甲的地方')
    expect((await theirs.get(task)).status).toBe(404)
    desk.later(-4 * day)
  })
})

describe('a task', () => {
  it('appears on the next working day, tells to keep out of danger, and is answered once though sent twice', async () => {
    const id = await aWorker('郑提交', 'RC-V1')
    const phone = await pairedPhone(id)
    const dueOn = dayOf(desk.world.clock())
    const late = await give(id, { where: '提交路 9 号', dueOn })
    expect(late.text, 'due before the worker sees it').toContain('到期日不对')
    await give(id, { where: '提交路 9 号' })
    expect((await phone.get('/grid')).text).toContain('要看的（0）')
    await days(3)
    const page = await phone.get(firstTask(await phone.get('/grid')))
    expect(page.text).toMatch(/打 110.*打 120/)
    expect(page.html).not.toContain('<script>')
    const answer = { finding: 'seen', text: '二楼有人输液 <b>x</b>' }
    const sent = await phone.submit(page, 'name="once"', answer)
    expect(sent.text).toContain('收到了')
    const again = await phone.submit(page, 'name="once"', answer)
    expect(again.text).toContain('收到了')
    const back = await handler.get('/desk/grid')
    expect(back.text.match(/二楼有人输液 <b>x<\/b>/g)).toHaveLength(1)
    expect(back.html).toContain('&lt;b&gt;x&lt;/b&gt;')
    desk.later(-3 * day)
  })

  it('takes photos without place and device, and nothing that is no photo', async () => {
    const id = await aWorker('冯照片', 'RC-V1')
    const phone = await pairedPhone(id)
    await give(id, { where: '照片路 3 号' })
    await days(3)
    const page = await phone.get(firstTask(await phone.get('/grid')))
    const planted = await sharp({
      create: { width: 40, height: 30, channels: 3, background: '#888' },
    })
      .withExif({ IFD0: { Make: 'CANARY-PHONE' }, IFD3: { GPSLatitude: '29/1 24/1 0/1' } })
      .jpeg()
      .toBuffer()
    const bad = await phone.submit(page, 'name="once"', {
      finding: 'seen',
      photos: new File(['#!/bin/sh'], 'photo.jpg', { type: 'image/jpeg' }),
    })
    expect(bad.status).toBe(422)
    const photos = new File([new Uint8Array(planted)], '我家.jpg', { type: 'image/jpeg' })
    await phone.submit(bad, 'name="once"', { finding: 'seen', photos })
    const back = await handler.get('/desk/grid')
    const to = /\/desk\/grid\/tasks\/[\w-]+\/photos\/[\w-]+/.exec(back.html)?.[0] ?? ''
    const shown = await desk.app.request(`https://jubao.example${to}`, {
      headers: { cookie: [...handler.cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
    })
    expect(shown.status).toBe(200)
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect((await sharp(bytes).metadata()).format).toBe('jpeg')
    expect(bytes.includes('CANARY-PHONE')).toBe(false)
    expect(back.html).not.toContain('我家')
    desk.later(-3 * day)
  })

  it('that is too long, has no result, or comes from another page is asked for again with what was typed', async () => {
    const id = await aWorker('陈重来', 'RC-V1')
    const phone = await pairedPhone(id)
    await give(id, { where: '重来路 3 号' })
    await days(3)
    const to = firstTask(await phone.get('/grid'))
    const page = await phone.get(to)
    const long = await phone.submit(page, 'name="once"', {
      finding: 'seen',
      text: '长'.repeat(501),
    })
    expect(long.text).toContain('最多 500 个字')
    const none = await phone.submit(page, 'name="once"', { text: '留着这句' })
    expect(none.html).toContain('留着这句')
    const foreign = await phone.post(to, {
      finding: 'seen',
      csrf: 'x',
      once: 'x'.repeat(43),
      text: '还在',
    })
    expect(foreign.status).toBe(422)
    expect(foreign.html).toContain('还在')
    desk.later(-3 * day)
  })
})
