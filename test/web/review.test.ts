import { decide } from '#core/decide.ts'
import { keepEvents, openCase } from '#service/case-file.ts'
import { againOf } from '#service/oversight.ts'
import { caseByNumber } from '#store/cases.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk } from './world.ts'

const words = '去了两次，没有发现无证行医。'
let desk: TestDesk
let wei: BrowserLike
let lin: BrowserLike
let yao: BrowserLike
let dudao: BrowserLike
let filed: FiledCase

beforeAll(async () => {
  desk = await aDesk()
  await desk.officer('wei', 'handler', '500153-health-commission')
  await desk.officer('lin', 'handler', '500153-health-commission')
  await desk.officer('yao', 'handler', '500153-market-regulation')
  await desk.officer('dudao', 'supervisor', '500153-intake')
  ;[wei, lin, yao, dudao] = [0, 1, 2, 3].map(() => aBrowser(desk.app)) as [
    BrowserLike,
    BrowserLike,
    BrowserLike,
    BrowserLike,
  ]
  await wei.signIn('wei')
  await lin.signIn('lin')
  await yao.signIn('yao')
  await dudao.signIn('dudao')
})
afterAll(async () => await desk.close())
beforeEach(async () => {
  filed = await desk.report()
})

const page = async (who: BrowserLike): Promise<Seen> => await who.get(`/desk/cases/${filed.number}`)
const does = async (
  who: BrowserLike,
  deed: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Seen> =>
  await who.submit(await page(who), `name="deed" value="${deed}"`, { stage: 'do', ...fields })
const confirm = async (who: BrowserLike, seen: Seen): Promise<Seen> =>
  await who.submit(seen, 'name="seen"', { stage: 'do' })

/** The reporter is not content with the conclusion. */
async function asksAgain(text: string): Promise<void> {
  const { world } = desk
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, filed.number)
    if (!row) throw new Error('no such case')
    const file = await openCase(world, tx, row)
    const made = decide(
      file.case,
      { type: 'request-re-examination', text },
      {
        at: world.clock(),
        by: { kind: 'reporter' },
        id: () => world.id(),
        ...(await againOf(world, tx, file.case)),
      },
    )
    if (!made.ok) throw new Error(made.refusal.key)
    await keepEvents(world, tx, file, made.value)
  })
}

async function drafted(): Promise<Seen> {
  await does(wei, 'accept')
  const check = await does(wei, 'conclude', { outcome: 'unfounded', text: words })
  expect(check.text).toContain('先由第二人审核，通过才发出')
  return await confirm(wei, check)
}

describe('where an office has two who could conclude', () => {
  it('the page says before anything is written that a second officer reads it first', async () => {
    await does(wei, 'accept')
    expect((await page(wei)).text.replace(/\s+/g, ' ')).toContain(
      '本单位有 2 人能办结，写好后先由另一位审核，通过才发给举报人',
    )
  })

  it('what one wrote waits, and is in the other’s list with the days left, not in their own', async () => {
    const done = await drafted()
    expect(done.text).toContain('写好了，等第二人审核')
    expect(done.text).toContain('已受理，核查中')
    expect((await lin.get('/desk')).text).toMatch(/待决定\s+\d/)
    const list = await lin.get('/desk/decisions')
    expect(list.text).toContain(filed.number)
    expect(list.text).toContain('答复等审核')
    expect(list.html).not.toContain(words)
    expect((await wei.get('/desk/decisions')).text).toContain('您写的，等别人定')
  })

  it('the other reads exactly what the reporter will get, beside what the reporter told, and releases it', async () => {
    await drafted()
    const seen = await page(lin)
    expect(seen.text).toContain(`${words}\n还在做，或者不满意，回"再查"。`)
    expect(seen.text).toContain('举报人说的')
    expect((await page(wei)).html).not.toContain('value="review"')
    const done = await does(lin, 'review')
    expect(done.text).toContain('已办结')
    expect(done.text).toContain('审核通过')
  })

  it('nobody else sees that there is a draft: neither its words nor its part of the page', async () => {
    await drafted()
    const theirs = await page(yao)
    expect(theirs.html).not.toContain(words)
    expect(theirs.text).not.toContain('等第二人审核的答复')
  })

  it('nor does its history tell that one was written and sent back, and why', async () => {
    await drafted()
    await does(lin, 'send-back-review', { reason: '写明去的是哪两天' })
    await desk.officer('xie', 'intake', '500153-intake')
    const xie = aBrowser(desk.app)
    await xie.signIn('xie')
    const theirs = await page(xie)
    expect(theirs.text).toContain(filed.number)
    expect(theirs.html).not.toContain('写明去的是哪两天')
    expect(theirs.text).not.toContain('审核')
    expect((await page(wei)).text).toContain('写明去的是哪两天')
  })

  it('sent back with a reason, the words stand in the form again for who wrote them', async () => {
    await drafted()
    await does(lin, 'send-back-review', { reason: '写明去的是哪两天' })
    const back = await page(wei)
    expect(back.text).toContain('退回的理由：写明去的是哪两天')
    const form = back.forms.find(({ html }) => html.includes('name="outcome"'))
    expect(form?.fields).toMatchObject({ text: words, outcome: 'unfounded' })
  })

  it('desk edge 22: a draft from before a change is shown as such and released only after a look at it', async () => {
    await drafted()
    await does(lin, 'note', { text: '又接到一个电话' })
    const stale = await page(lin)
    expect(stale.text).toContain('写好以后，件上有了新情况')
    expect(stale.text).toContain('工作记录：又接到一个电话')
    expect((await does(lin, 'review')).text).toContain('请先看过新情况')
    expect((await does(lin, 'review', { changesSeen: 'yes' })).text).toContain('已办结')
  })

  it('a supervisor may release it as well', async () => {
    await drafted()
    expect((await does(dudao, 'review')).text).toContain('已办结')
  })

  it('not where the operator has set it so, and the page says that', async () => {
    desk.world.operator.write(rongchang, { reviewNever: '500153-health-commission' })
    await does(wei, 'accept')
    expect((await page(wei)).text).toContain('主办单位设为不用第二人审核')
    const check = await does(wei, 'conclude', { outcome: 'unfounded', text: words })
    expect((await confirm(wei, check)).text).toContain('已办结')
    desk.world.operator.write(rongchang, { reviewNever: '' })
  })
})

describe('再查 before a supervisor', () => {
  it('is on the page with who decides and until when; granted to another office, or refused with the reporter’s words first', async () => {
    await drafted()
    await does(lin, 'review')
    await asksAgain('还在开门')
    const list = await dudao.get('/desk/decisions')
    expect(list.text).toContain('举报人申请再查')
    const seen = await page(dudao)
    expect(seen.text).toContain('还在开门')
    expect(seen.text).toContain('由督办人员定')
    expect(seen.text).toContain('服务承诺，不是法定期限')
    expect((await page(lin)).html).not.toContain('value="grant-re-examination"')
    const refusing = await does(dudao, 'refuse-re-examination', { text: '去过两次，都没有开门。' })
    expect(refusing.text).toContain('没有同意再查：去过两次，都没有开门。')
    expect(refusing.text).toContain('60 日内申请行政复议')
    const granting = await does(dudao, 'grant-re-examination', {
      lead: '500153-market-regulation',
      text: '再去现场看一次',
    })
    expect(granting.text).toContain('同意再查，由荣昌区市场监管局重新核查')
    const done = await confirm(dudao, granting)
    expect(done.text).toContain('同意重新核查')
    expect((await dudao.get('/desk/decisions')).text).not.toContain(filed.number)
  })
})

describe('which offices have a second officer read', () => {
  it('is chosen by their names; what was ticked stands ticked, and can be taken back', async () => {
    await desk.officer('admin', 'administrator', '')
    const admin = aBrowser(desk.app)
    await admin.signIn('admin')
    const path = `/desk/admin/areas/${rongchang}`
    const office = '500153-health-commission'
    const first = await admin.get(path)
    const form = first.forms.find(({ html }) => html.includes('name="sponsor"'))
    expect(form?.html).toContain(`name="reviewNever"`)
    expect(form?.html).toContain('荣昌区卫生健康委')
    expect(form?.fields['reviewNever']).toBeUndefined()
    await admin.submit(first, 'name="sponsor"', { reviewNever: office })
    expect(desk.world.operator.read(rongchang).reviewNever).toBe(office)
    const second = await admin.get(path)
    expect(second.text).toContain('选了 1 个单位')
    expect(second.html).toMatch(new RegExp(`name="reviewNever"\\s+value="${office}"[^>]*checked`))
    await does(wei, 'accept')
    expect((await page(wei)).text).toContain('主办单位设为不用第二人审核')
    const csrf = form?.fields['csrf'] ?? ''
    await admin.post(`${path}/settings`, { csrf })
    expect(desk.world.operator.read(rongchang).reviewNever).toBeUndefined()
  })
})
