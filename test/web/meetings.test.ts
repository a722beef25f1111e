import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let wei: BrowserLike
let gong: BrowserLike
let yao: BrowserLike
let filed: FiledCase
const secret = '三楼李阿婆家隔壁天天有人排队打针输液'

beforeAll(async () => {
  desk = await aDesk()
  await desk.officer('wei', 'handler', '500153-health-commission')
  await desk.officer('gong', 'handler', '500153-human-resources')
  await desk.officer('yao', 'handler', '500153-market-regulation')
  wei = aBrowser(desk.app)
  gong = aBrowser(desk.app)
  yao = aBrowser(desk.app)
  await wei.signIn('wei')
  await gong.signIn('gong')
  await yao.signIn('yao')
  filed = await desk.report({ facts: { what: secret } })
})
afterAll(async () => await desk.close())

const call = async (who: BrowserLike, fields: Readonly<Record<string, string>>) =>
  await who.submit(await who.get('/desk/meetings/new?kind=consultation'), 'name="subject"', {
    kind: 'consultation',
    on: '2026-11-21',
    time: '上午9时',
    place: '三楼会议室',
    subject: '城东一处无证行医点的处置',
    numbers: filed.number,
    office: '500153-human-resources',
    ...fields,
  })

describe('重大案件会商', () => {
  it('names the clause of the plan and proposes whom it names', async () => {
    const page = await wei.get('/desk/meetings/new?kind=consultation')
    expect(page.text).toContain('方案四(四)')
    expect(page.html).toMatch(/value="500153-public-security"\s+checked/)
  })

  it('is called by whom the plan names, not by any department', async () => {
    expect((await call(gong, {})).text).toContain('由方案写明的牵头部门')
  })

  it('is called for a day that there is', async () => {
    expect((await call(wei, { on: '2026-11-31' })).text).toContain('请选日期')
  })

  it('takes no words of a report into the invitation', async () => {
    expect((await call(wei, { subject: `讨论：${secret}` })).text).toContain('举报人原来的话')
  })

  it('is read by who is invited, without the case they have no part in, and by nobody else', async () => {
    const called = await call(wei, {})
    expect(called.text).toContain(filed.number)
    const { path } = called
    const seen = await gong.get(path)
    expect(seen.text).toContain('城东一处无证行医点的处置')
    expect(seen.text).not.toContain(filed.number)
    expect((await yao.get(path)).status).toBe(404)
    await gong.submit(seen, 'name="coming"', { coming: 'yes' })
    expect((await wei.get(path)).text).toContain('参加')
  })
})

describe('a conference about an accusation of officials', () => {
  const accusing = { stream: 'accusation', offence: 'I4', accused: 'market-regulation' } as const
  let path = ''
  let refused = ''
  let boss: BrowserLike
  beforeAll(async () => {
    await desk.officer('ban', 'intake', '500153-intake')
    await desk.officer('lao', 'supervisor', '500153-market-regulation')
    const ban = aBrowser(desk.app)
    await ban.signIn('ban')
    boss = aBrowser(desk.app)
    await boss.signIn('lao')
    const { number } = await desk.report(accusing)
    const about = { on: '2026-11-20', subject: '一件反映公职人员的来信' }
    const called = await call(ban, { ...about, numbers: number })
    path = called.path
    const held = { held: 'yes', minutes: '分头核实' }
    await ban.submit(await ban.get(path), 'name="minutes"', held)
    const fields = { text: '核实后报告', office: '500153-market-regulation', dueOn: '2026-12-01' }
    refused = (await ban.submit(await ban.get(path), 'name="dueOn"', fields)).text
    const other = { ...fields, office: '500153-human-resources' }
    await ban.submit(await ban.get(path), 'name="dueOn"', other)
  })

  it('gives them nothing to do about it', () => {
    expect(refused).toContain('被反映')
  })

  it('stands in no list of who is accused, whatever they are there, and its page is not there', async () => {
    const list = await boss.get('/desk/meetings')
    expect(list.status).toBe(200)
    expect(list.text).not.toContain('反映公职人员')
    expect(list.text).not.toContain('核实后报告')
    expect((await boss.get(path)).status).toBe(404)
  })

  it('is found by who is asked to do something about it', async () => {
    expect((await gong.get('/desk/meetings')).text).toContain('核实后报告')
  })

  it('cannot be called off once its minutes are written', async () => {
    const called = await call(wei, { on: '2026-11-20' })
    await wei.submit(called, 'name="minutes"', { held: 'yes', minutes: '分头核实' })
    await wei.submit(await wei.get(called.path), 'name="minutes"', { held: 'no', minutes: '' })
    expect((await wei.get(called.path)).text).toContain('分头核实')
  })
})

describe('minutes that two write at once', () => {
  const write = async (page: Seen, minutes: string) =>
    await wei.submit(page, 'name="minutes"', { held: 'yes', minutes })

  it('do not fall on each other: the second is shown the first, and theirs stays in the box', async () => {
    const seen = await call(wei, { on: '2026-11-20' })
    await write(seen, '甲记：先由卫健委核实')
    const late = await write(seen, '乙记：市场监管局配合')
    expect(late.status).toBe(422)
    expect(late.text).toContain('刚才有同事也登记了这次会议')
    expect(late.text).toContain('甲记')
    expect(late.html).toMatch(/<textarea[^>]*>\s*乙记/)
    const now = await wei.get(seen.path)
    expect(now.text).toContain('甲记')
    expect(now.text).not.toContain('乙记')
    await write(late, '甲记：先由卫健委核实。乙记：市场监管局配合')
    expect((await wei.get(seen.path)).text).toContain('乙记')
  })

  it('keep who was ticked in the second ones', async () => {
    const seen = await call(wei, { on: '2026-11-20' })
    await write(seen, '甲记')
    const late = await wei.submit(seen, 'name="minutes"', {
      held: 'yes',
      minutes: '乙记',
      present: '500153-human-resources',
    })
    expect(late.status).toBe(422)
    expect(late.html).toMatch(/value="500153-human-resources"\s+checked/)
  })
})

it('who was ticked by mistake is taken off the minutes', async () => {
  const { path } = await call(wei, { on: '2026-11-20' })
  const write = async (present: readonly string[]) => {
    const given = { held: 'yes', minutes: '分头核实', present }
    return (await wei.submit(await wei.get(path), 'name="minutes"', given)).text
  }
  expect(await write(['500153-human-resources'])).toContain('：到会')
  expect(await write([])).not.toContain('：到会')
})

it('who said they come and did not is not there in the next minutes', async () => {
  const { path } = await call(wei, { on: '2026-11-20' })
  await gong.submit(await gong.get(path), 'name="coming"', { coming: 'yes' })
  const ticked = /value="500153-human-resources"\s+checked/
  const before = await wei.get(path)
  expect(before.html).toMatch(ticked)
  const given = { held: 'yes', minutes: '分头核实', present: [] }
  expect((await wei.submit(before, 'name="minutes"', given)).html).not.toMatch(ticked)
})
