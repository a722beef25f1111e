import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { readCase } from '#service/desk.ts'
import { joinAlike, rememberLikeness } from '#service/alike.ts'
import { approved } from '../service/crime-scene.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let wei: BrowserLike
let yao: BrowserLike
let intake: BrowserLike
let filed: FiledCase
let atHealth: Officer
let other: FiledCase

beforeAll(async () => {
  desk = await aDesk()
  atHealth = await desk.officer('wei', 'handler', '500153-health-commission')
  await desk.officer('yao', 'handler', '500153-market-regulation')
  await desk.officer('xietiao', 'intake', '500153-intake')
  wei = aBrowser(desk.app)
  yao = aBrowser(desk.app)
  intake = aBrowser(desk.app)
  await wei.signIn('wei')
  await yao.signIn('yao')
  await intake.signIn('xietiao')
})
afterAll(async () => await desk.close())
beforeEach(async () => {
  filed = await desk.report()
  other = await desk.report({ facts: { what: '另一个人说的：二楼有人打针，没有证' } })
})

const page = async (who: BrowserLike, { number } = filed): Promise<Seen> =>
  await who.get(`/desk/cases/${number}`)
const fill = async (
  who: BrowserLike,
  deed: string,
  fields: Readonly<Record<string, string>>,
  about = filed,
): Promise<Seen> =>
  await who.submit(await page(who, about), `name="deed" value="${deed}"`, {
    stage: 'check',
    ...fields,
  })
const confirm = async (who: BrowserLike, seen: Seen): Promise<Seen> =>
  await who.submit(seen, 'name="seen"', { stage: 'do' })
const merge = async (): Promise<Seen> =>
  await confirm(
    intake,
    await fill(intake, 'merge', { into: filed.number, reason: '同一家诊所' }, other),
  )

describe('并案 on the page of a case', () => {
  it('shows what the reporter will read before it is done, and not the other number', async () => {
    const seen = await fill(intake, 'merge', { into: filed.number, reason: '同一家诊所' }, other)
    expect(seen.text).toContain('承办安排有变动')
    const read = seen.html.slice(
      seen.html.indexOf('举报人会读到'),
      seen.html.indexOf('name="seen"'),
    )
    expect(read).not.toContain(filed.number)
  })

  it('the merged one says where it is handled; the main one shows what was told there', async () => {
    await merge()
    const seen = await page(intake, other)
    expect(seen.html).toContain(`<a href="/desk/cases/${filed.number}">`)
    expect(seen.text).toContain('在那里办理')
    const main = await page(wei)
    expect(main.text).toContain('并进来的 1 件')
    expect(main.text).toContain('另一个人说的')
    expect((await page(wei, other)).text).toContain('已并案')
  })

  it('a number that is none, or is over, is refused with what was typed still there', async () => {
    const none = await fill(intake, 'merge', { into: 'RC-2026-99999', reason: '同一家诊所' }, other)
    expect([none.status, none.text.includes('没有找到这个编号')]).toEqual([422, true])
    expect(none.html).toContain('value="RC-2026-99999"')
    expect(none.html).toContain('同一家诊所')
  })

  it('taken apart, both are as they were', async () => {
    await merge()
    await confirm(intake, await fill(intake, 'unmerge', { reason: '不是同一家' }, other))
    expect((await page(intake, other)).text).not.toContain('已并案')
    expect((await page(intake)).text).not.toContain('并进来的')
  })

  it('is no deed of a handler', async () => {
    expect((await page(wei)).html).not.toContain('value="merge"')
  })

  it('the reporter sees on the page of progress how it stands, and nothing of another report', async () => {
    await merge()
    const form = await intake.get('/track')
    const seen = await intake.submit(form, 'name="passcode"', {
      number: other.number,
      passcode: other.passcode,
    })
    expect(seen.text).toContain(other.number)
    expect(seen.text).not.toContain('并案')
    expect(seen.text).not.toContain(filed.number)
  })
})

describe('变更主办 and 移送 on the page of a case', () => {
  it('the new office has it, the old one still reads it and sees that it is over', async () => {
    const seen = await fill(intake, 'change-lead', {
      lead: '500153-market-regulation',
      reason: '主要是药品',
      basis: '附件2',
    })
    expect(seen.text).toContain('主要是药品')
    await confirm(intake, seen)
    expect((await page(yao)).html).toContain('value="accept"')
    const old = await page(wei)
    expect([old.status, old.html.includes('value="accept"')]).toEqual([200, false])
  })

  it('what went to and fro says so', async () => {
    for (const lead of ['market-regulation', 'health-commission'])
      await confirm(
        intake,
        await fill(intake, 'change-lead', {
          lead: `500153-${lead}`,
          reason: '有争议',
          basis: '附件2',
        }),
      )
    expect((await page(intake)).text).toContain('已经转手 2 次')
  })

  it('a letter is owed after such an outcome, noted, and acknowledged later', async () => {
    const does = async (deed: string, fields: Readonly<Record<string, string>>) =>
      await wei.submit(await page(wei), `name="deed" value="${deed}"`, { stage: 'do', ...fields })
    await does('accept', {})
    await confirm(
      wei,
      await fill(wei, 'conclude', {
        outcome: 'transferred-to-police',
        text: '涉嫌犯罪，已经移送。',
      }),
    )
    expect((await page(wei)).text).toContain('还没有登记移送函')
    const letter = {
      to: 'police',
      organ: '荣昌区公安局',
      basis: 'penalty-law',
      materials: '现场检查笔录\r\n询问笔录',
      on: '2026-11-20',
    }
    expect((await fill(wei, 'transfer', letter)).text).toContain('要先有批准的移送报告')
    const { number } = filed
    const read = await readCase(desk.world, atHealth, number)
    const task = (read.ok && read.value.tasks.find(({ mine }) => mine)?.task) || ''
    await approved(desk.world, { number, by: atHealth, task })
    const seen = await fill(wei, 'transfer', letter)
    expect(seen.text).toContain('已经移送荣昌区公安局')
    await confirm(wei, seen)
    expect((await page(wei)).text).toContain('还没有，')
    await does('receive-transfer', { on: '2026-11-20', document: '荣公收〔2026〕8号' })
    expect((await page(wei)).text).toContain('荣公收〔2026〕8号')
  })
})

it('reports that say nearly the same are offered for 并案, and the form comes filled in', async () => {
  const { world } = desk
  await world.db.transaction(async (tx) => {
    const text = '菜市场后头有个老太婆给人打针输液，没得证，天天早上都有人排队。'
    const area = '500153'
    for (const { id: caseId } of [filed, other]) {
      await rememberLikeness(world, tx, { caseId, area, handle: caseId, text, at: world.clock() })
      await joinAlike(world, tx, { id: caseId, area })
    }
  })
  const flock = await intake.get(`/desk/cases/${other.number}/alike`)
  const form = await intake.submit(flock, `value="${filed.number}"`, { stage: 'edit' })
  expect(form.html).toContain(`name="into"`)
  const merging = form.forms.find(({ html }) => html.includes('name="deed" value="merge"'))
  expect(merging?.fields['into']).toBe(filed.number)
  const wait = await intake.submit(form, 'name="deed" value="merge"', {
    stage: 'check',
    reason: '同一家诊所',
  })
  await confirm(intake, wait)
  expect((await page(intake)).text).toContain('并进来的 1 件')
})
