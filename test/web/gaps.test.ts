import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let intake: BrowserLike
let ruled: FiledCase
const words = '金丝雀：我表姐在那里交了三万块'

beforeAll(async () => {
  desk = await aDesk()
  const officer = await desk.officer('xietiao', 'intake', '500153-intake')
  await desk.officer('dudao', 'supervisor', '500153-justice')
  await desk.officer('wei', 'handler', '500153-health-commission')
  await desk.officer('shen', 'auditor', '500153-audit')
  const facts = { what: words, who: words, where: words }
  ruled = await desk.report({ offence: 'H1', facts })
  for (const offence of ['H1', 'H1', 'H5', 'A1']) await desk.report({ offence, facts })
  await desk.report({ offence: 'I4', stream: 'accusation', accused: 'health-commission', facts })
  const read = await readCase(desk.world, officer, ruled.number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { version } = read.value.file
  const ruling = {
    type: 'rule',
    matter: 'm1',
    lead: '500153-market-regulation',
    cooperate: ['500153-health-commission'],
    reason: '广告归市场监管',
    basis: '广告法第六条',
  } as const
  const done = await act(desk.world, officer, { number: ruled.number, version }, ruling)
  if (!done.ok) throw new Error(done.refusal.key)
  intake = aBrowser(desk.app)
  await intake.signIn('xietiao')
})
afterAll(async () => await desk.close())

const page = async (year = ''): Promise<string> =>
  (await intake.get(`/desk/gaps${year}`)).text.replace(/\s+/g, ' ')

/** The line of one offence, up to the next one. */
const about = (text: string, name: string): string =>
  new RegExp(`${name} .*?建议：[^。]*。`).exec(text)?.[0] ?? ''

describe('the list of what the plan leaves open', () => {
  it('names what the plan does not say, what it leaves open, and how often each was met', async () => {
    const text = await page()
    expect(about(text, '骚扰电话倒卖信息')).toContain('本年 1 件')
    expect(about(text, '骚扰电话倒卖信息')).toContain('按职能先建议由区公安局办')
    expect(about(text, '虚假医疗广告')).toContain('本年 3 件')
    expect(about(text, '虚假医疗广告')).toContain('三(九)点了 11 家，没有定谁牵头')
    expect(text).not.toContain('无证行医')
  })

  it('tells each ruling with day, number, departments and reason, and what it suggests', async () => {
    const line = about(await page(), '虚假医疗广告')
    expect(line).toContain(
      `先例：2026-11-20 ${ruled.number} 分给区市场监管局，区卫生健康委协办。理由：广告归市场监管`,
    )
    expect(line).toContain('协调岗上次分给区市场监管局')
  })

  it('holds no word of a reporter, and no number of accusations', async () => {
    const text = await page()
    expect(text).not.toMatch(/金丝雀|表姐/)
    expect(about(text, '管的人不管或包庇')).not.toMatch(/本年|件）/)
  })

  it('of another year counts nothing of this one', async () => {
    const line = about(await page('?year=2025'), '虚假医疗广告')
    expect(line).toContain('本年 0 件')
    expect(line).not.toContain(ruled.number)
  })

  it('tells whose duty is nowhere written, and what the document itself leaves out', async () => {
    const text = await page()
    expect(text).toContain('三(九) 加强医疗卫生服务行业秩序监管：区委宣传部、区委网信办')
    expect(text).toContain('没有写军队、武警医疗机构由谁监管')
  })

  it('is reached from the inbox of the intake office and of supervisors, by nobody else', async () => {
    expect((await intake.get('/desk')).html).toContain('href="/desk/gaps"')
    const found: Record<string, readonly [number, boolean]> = {}
    for (const login of ['dudao', 'wei', 'shen']) {
      const browser = aBrowser(desk.app)
      await browser.signIn(login)
      const linked = (await browser.get('/desk')).html.includes('/desk/gaps')
      found[login] = [(await browser.get('/desk/gaps')).status, linked]
    }
    expect(found).toEqual({ dudao: [200, true], wei: [403, false], shen: [403, false] })
  })

  it('leaves every look on record', async () => {
    const entries = await desk.world.db.read(
      async (tx) => await tx.selectFrom('audit').selectAll().execute(),
    )
    expect(JSON.stringify(entries)).toContain('gaps-read')
  })
})
