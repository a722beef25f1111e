import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { act, readCase } from '#service/desk.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let intake: Officer
let market: Officer
const seats = new Map<string, BrowserLike>()

beforeAll(async () => {
  desk = await aDesk()
  intake = await desk.officer('xietiao', 'intake', '500153-intake')
  market = await desk.officer('shi', 'handler', '500153-market-regulation')
  await desk.officer('wei', 'handler', '500153-health-commission')
  await desk.officer('jing', 'handler', '500153-public-security')
  for (const login of ['xietiao', 'shi', 'wei', 'jing']) {
    const browser = aBrowser(desk.app)
    await browser.signIn(login)
    seats.set(login, browser)
  }
})
afterAll(async () => await desk.close())

async function pageOf({ number }: FiledCase, login: string): Promise<string> {
  const seen = await seats.get(login)?.get(`/desk/cases/${number}`)
  return (seen?.text ?? '').replace(/\s+/g, ' ')
}

async function whatTheReporterReads({ number, passcode }: FiledCase): Promise<string> {
  const browser = aBrowser(desk.app)
  const page = await browser.get('/track')
  const seen = await browser.submit(page, 'name="number"', { number, passcode })
  return seen.text
}

async function does(officer: Officer, { number }: FiledCase, deed: object): Promise<void> {
  const read = await readCase(desk.world, officer, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const { version, tasks } = read.value.file
  const task = tasks.findLast(({ office }) => office === officer.office)?.task
  const done = await act(desk.world, officer, { number, version }, { task, ...deed } as never)
  expect(done).toMatchObject({ ok: true })
}

const ruling = (lead: string, reason: string) => ({
  type: 'rule',
  matter: 'm1',
  lead: `500153-${lead}`,
  cooperate: [],
  reason,
  basis: '广告法第六条',
})

describe('the full reason of a matter’s way', () => {
  const heard = {
    offences: [
      { code: 'A1', score: 0.82 },
      { code: 'C1', score: 0.31 },
    ],
    because: () => ['打针输液', '没得证'],
  }

  it('tells the officer clause, parts, reason, words, and what else was thought of', async () => {
    const page = await pageOf(await desk.report({ heard }), 'wei')
    expect(page).toContain('为何这一条 非法行医在三(九)')
    expect(page).toContain('听到的话 打针输液、没得证')
    expect(page).toMatch(/选定的这一类把握 0\.82；其余：[^，。]*医[^，。]* 0\.31/)
    expect(page).toMatch(/没有分到 .*荣昌区委宣传部.*：方案把这一类的职责写给了别的部门/)
    expect(page).toContain('列名牵头 荣昌区卫生健康委、荣昌区委宣传部')
  })

  it('tells who is named and was not troubled', async () => {
    const page = await pageOf(await desk.report({ offence: 'B9' }), 'wei')
    expect(page).toContain('没有派任务 荣昌区教委、荣昌区国资委：')
  })

  it('says it when the reporter chose what the words do not say', async () => {
    const page = await pageOf(await desk.report({ offence: 'B2', heard }), 'wei')
    expect(page).toContain('举报人自己选的类别')
  })

  it('stays on the page after a ruling', async () => {
    const about = await desk.report({ offence: 'H1', heard })
    await does(intake, about, ruling('market-regulation', '广告归市场监管'))
    const page = await pageOf(about, 'xietiao')
    expect(page).toContain('综合监管协调岗分办：由荣昌区市场监管局主办')
    expect(page).toContain('当初怎样分 方案三(九)写明')
    expect(page).toContain('责任单位：区卫生健康委、区委宣传部')
  })

  it('gives the reporter two sentences at most, and no word of their own', async () => {
    const told = await whatTheReporterReads(await desk.report({ heard }))
    expect(told).not.toMatch(/打针输液|没得证|把握|0\.82|列名|没有分到/)
    expect(told).toContain('写明荣昌区卫生健康委的职责')
  })
})

describe('a ruling on what the plan leaves open', () => {
  it('is followed by the next like matter, cited with number, day and reason at the intake office', async () => {
    const first = await desk.report({ offence: 'H2' })
    await does(intake, first, ruling('market-regulation', '药品广告由市场监管局审查'))
    const next = await desk.report({ offence: 'H2' })
    expect(next.offices).toEqual(['500153-market-regulation'])
    const page = await pageOf(next, 'xietiao')
    expect(page).toContain(`按 ${first.number} 一件（2026年11月20日）的分办先例`)
    expect(page).toContain('理由：药品广告由市场监管局审查（这一件照此分办）')
    const atTheLead = await pageOf(next, 'shi')
    expect(atTheLead).toContain(first.number)
    expect(atTheLead).not.toContain('药品广告由市场监管局审查')
  })

  it('is told to the reporter without whose case it was or what was said of it', async () => {
    const told = await whatTheReporterReads(await desk.report({ offence: 'H2' }))
    expect(told).toContain('按此前同类件的分办，由荣昌区市场监管局主办')
    expect(told).not.toMatch(/RC-2026-\d{5} 一件|药品广告由市场监管局审查/)
  })

  it('is overruled by a later one of the same day, after the lead gave it back', async () => {
    desk.later(60_000)
    const second = await desk.report({ offence: 'H2' })
    await does(market, second, { type: 'return', reason: '节目归文旅委管', basis: '三定规定' })
    await does(intake, second, ruling('culture-tourism', '电视节目由文化旅游委管'))
    const next = await desk.report({ offence: 'H2' })
    expect(next.offices).toEqual(['500153-culture-tourism'])
    const page = await pageOf(next, 'xietiao')
    expect(page).toContain('理由：电视节目由文化旅游委管（这一件照此分办）')
    expect(page).toContain('药品广告由市场监管局审查（已被后来的分办代替）')
  })

  it('is overruled by the intake office itself, before the lead has taken it up', async () => {
    desk.later(60_000)
    const about = await desk.report({ offence: 'H2' })
    const page = await seats.get('xietiao')?.get(`/desk/cases/${about.number}`)
    expect(page?.html).toContain('name="deed" value="rule"')
    await does(intake, about, ruling('market-regulation', '按新的会议纪要归市场监管'))
    const read = await readCase(desk.world, intake, about.number)
    expect(read.ok && read.value.tasks.map(({ department, state }) => [department, state])).toEqual(
      [
        ['culture-tourism', 'cancelled'],
        ['market-regulation', 'assigned'],
      ],
    )
    expect((await desk.report({ offence: 'H2' })).offices).toEqual(['500153-market-regulation'])
  })

  it('is not overruled once the lead has taken it up', async () => {
    const about = await desk.report({ offence: 'H2' })
    await does(market, about, { type: 'accept' })
    const page = await seats.get('xietiao')?.get(`/desk/cases/${about.number}`)
    expect(page?.html).not.toContain('name="deed" value="rule"')
  })

  it('never sends a matter to whom it accuses', async () => {
    const accusing = await desk.report({ offence: 'H2', accused: 'market-regulation' })
    expect(accusing.offices).toEqual(['500153-intake'])
  })
})
