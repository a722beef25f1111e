import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTypeface } from '#paper/font.ts'
import { posterOf } from '#service/poster.ts'
import { here, started } from '../cli/yijian.ts'
import { aHouse, standsBehind, type TestHouse } from '../service/house.ts'
import { readPdf } from './read-pdf.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse({ PUBLIC_URL: 'https://jubao.example' })
  await standsBehind(house, '500153', {
    sponsor: '重庆市荣昌区卫生健康委员会',
    telephone: '023-46730000',
  })
})
afterAll(async () => await house[Symbol.asyncDispose]())

const made = async (area: string, wish: Parameters<typeof posterOf>[2]) => {
  const done = await posterOf(house.world, area, wish)
  if (!done.ok) throw new Error(done.refusal.key)
  return await readPdf(done.value.pdf)
}

describe('a poster with a code', () => {
  it('is one page of A4 whose code opens the chat of that place, with sponsor and telephone', async () => {
    const { pages, size, lines, code } = await made('500153', {
      way: 'chat',
      place: '昌元街道菜市场',
    })
    expect([pages, Math.round(size.width), Math.round(size.height)]).toEqual([1, 595, 842])
    expect(code).toBe('https://jubao.example/chat?area=500153')
    expect(lines).toEqual([
      '荣昌区医疗卫生监督举报',
      '看到非法行医，扫码就能说',
      '无证行医、骗取医保、乱收费、卖假药，都可以反映',
      'https://jubao.example/chat?area=500153',
      '昌元街道菜市场',
      '用手机相机扫，打开就能写字、说话、发照片',
      '可以匿名，不用先留姓名。办得怎么样会告诉您。',
      '有人有生命危险，先打 120；行凶打 110',
      '主办：重庆市荣昌区卫生健康委员会    值班电话：023-46730000',
    ])
  })

  it('in a demonstration says so first, in large letters and in the words of every page', async () => {
    const { lines, code } = await made('370300', { way: 'form' })
    expect(lines.slice(0, 2)).toEqual([
      '演示',
      '【演示】这里不是政府渠道，没有工作人员查看。真实举报请打 12345。',
    ])
    expect(code).toBe('https://jubao.example/report?area=370300')
  })

  it('opens what a platform gave, and no address of anybody else', async () => {
    for (const link of ['https://t.me/jubao_bot?start=500153', 'http://weixin.qq.com/r/abc-DEF'])
      expect((await made('500153', { way: 'link', link })).code).toBe(link)
    for (const link of ['https://evil.example/', 'javascript:alert(1)', '', 'https://a@t.me/x'])
      expect(await posterOf(house.world, '500153', { way: 'link', link })).toMatchObject({
        ok: false,
        refusal: { key: 'poster-link' },
      })
  })

  it('refuses signs it cannot write rather than leave a gap', async () => {
    const wish = { way: 'chat', place: '㙦𠮷村' } as const
    expect(await posterOf(house.world, '500153', wish)).toMatchObject({
      ok: false,
      refusal: { key: 'poster-signs', facts: { signs: '㙦𠮷' } },
    })
  })

  it('has a sign for every place and every department of the plans', async () => {
    const typeface = await openTypeface()
    const names = [...house.world.packs.areas.values()].map(({ plan, places }) =>
      JSON.stringify([plan.area, plan.departments, places]),
    )
    expect(names.length).toBeGreaterThan(4)
    expect(typeface.missing(names.join(''))).toEqual([])
  })

  it('the same poster has the same bytes, and is small', async () => {
    const twice = await Promise.all(
      [1, 2].map(
        async () => await posterOf({ ...house.world, clock: () => 0 }, '500153', { way: 'chat' }),
      ),
    )
    const [one, other] = twice.map((done) => (done.ok ? Buffer.from(done.value.pdf) : undefined))
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true)
    expect(one?.length).toBeLessThan(60_000)
  })

  it('yijian poster writes it to a file', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'yijian-poster-'))
    const out = join(dir, 'p.pdf')
    const env = { STATE_DIR: join(dir, 'var'), PUBLIC_URL: 'https://jubao.example' }
    await started(env)
    const done = await here(['poster', '--area', '500153', '--out', out], env)
    expect([done.code, done.out]).toEqual([
      0,
      expect.stringContaining('https://jubao.example/chat?area=500153'),
    ])
    expect((await readPdf(readFileSync(out))).lines[0]).toBe('演示')
    const near = await here(['poster', '--area', '500153', '--out', out], {
      STATE_DIR: env.STATE_DIR,
    })
    expect(near.complaint).toContain('PUBLIC_URL')
    rmSync(dir, { recursive: true })
  })
})
