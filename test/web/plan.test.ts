import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

const plan = '/desk/admin/areas/500153/plan'
const a1 = `${plan}/offences/A1`

const byPolice = {
  way: 'plan',
  governing: '三(九)',
  also: ['附件2'],
  byClause: '附件2',
  narrowLead: ['public-security'],
  narrowCooperate: ['health-commission'],
  reason: '区政府会议纪要定由公安牵头',
}

describe('the plan at the desk', () => {
  let desk: TestDesk
  let admin: BrowserLike
  let filed: FiledCase
  beforeAll(async () => {
    desk = await aDesk()
    await desk.officer('admin', 'administrator', '')
    await desk.officer('second', 'administrator', '')
    await desk.officer('wei', 'handler', '500153-health-commission')
    await desk.officer('gongan', 'handler', '500153-public-security')
    filed = await desk.report()
    admin = aBrowser(desk.app)
    await admin.signIn('admin')
  })
  afterAll(async () => await desk.close())

  it('is a table of offences and departments, each cell with part and clause', async () => {
    const page = await admin.get(plan)
    expect(page.status).toBe(200)
    const row = /<th[^>]*>\s*<a href="[^"]*\/A1">.*?<\/tr>/s.exec(page.html)?.[0] ?? ''
    expect(row).toMatch(/data-label="区卫生健康委".*牵头.*三\(九\)/s)
    expect(row).toMatch(/data-label="区公安局".*配合.*三\(九\)/s)
  })

  it('what the plan does not say is marked and never shown as its word', async () => {
    const { html, text } = await admin.get(plan)
    const silent = html.match(/<tr role="row" class="silent">/g) ?? []
    expect(silent.length).toBeGreaterThan(0)
    expect(text.split('方案没有写明，按职能建议').length - 2).toBe(silent.length)
  })

  it('shows each clause with its heading and the bracket’s own words to choose from', async () => {
    const { text, forms } = await admin.get(a1)
    expect(text).toContain('加强医疗卫生服务行业秩序监管')
    expect(text).toContain('区监委、区法院、区检察院参与')
    const form = forms.find(({ html }) => html.includes('name="governing"'))
    expect(form?.fields).toMatchObject({ way: 'plan', governing: '三(九)', byClause: '附件2' })
  })

  it.each([
    ['without a reason', { reason: '' }, '还没有写理由'],
    ['with a narrowing half filled in', { byClause: '' }, '收窄要同时选'],
    ['narrowed beyond the clause', { narrowLead: ['tax'], narrowCooperate: [] }, '没有点名'],
    ['without a way', { way: '' }, '请先选'],
  ])(
    'a correction %s is refused with the cure, and what was typed stays',
    async (_t, wrong, why) => {
      const seen = await admin.submit(await admin.get(a1), 'name="governing"', {
        ...byPolice,
        reason: '会议纪要 <b>',
        ...wrong,
      })
      expect(seen.status).toBe(422)
      expect(seen.text).toContain(why)
      const form = seen.forms.find(({ html }) => html.includes('name="governing"'))
      if (!('reason' in wrong)) expect(form?.fields['reason']).toBe('会议纪要 <b>')
      expect((await admin.get(plan)).text).not.toContain('还没有公布')
    },
  )

  it('a correction goes into the draft; of two editors the second hears who was first', async () => {
    const second = aBrowser(desk.app)
    await second.signIn('second')
    const stale = await second.get(a1)
    const saved = await admin.submit(await admin.get(a1), 'name="governing"', byPolice)
    expect(saved.text).toContain('草稿改了 1 类，还没有公布')
    const refused = await second.submit(stale, 'name="governing"', { ...byPolice, reason: '别的' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('admin经办在 11月20日 10:00 改过草稿')
  })

  it('the preview tells the difference and which cases would move, by number alone', async () => {
    const page = await admin.get(`${plan}/preview`)
    expect(page.text).toContain('依据 三(九)、附件2；牵头：区卫生健康委；配合：区公安局')
    expect(page.text).toContain('依据 三(九)、附件2；牵头：区公安局；配合：区卫生健康委')
    expect(page.text).toMatch(/试算了 1\s+件在办的，有 1 件如果今天才收到，会去别处/)
    expect(page.text).toContain(filed.number)
    for (const word of ['老太婆', '菜市场', '卖鱼']) expect(page.html).not.toContain(word)
  })

  it('is published with a reason; the next report goes by it and the old case’s page is unchanged', async () => {
    const wei = aBrowser(desk.app)
    await wei.signIn('wei')
    const reasonOf = async (browser: BrowserLike, number: string): Promise<string> => {
      const { html } = await browser.get(`/desk/cases/${number}`)
      return /<section class="card" aria-labelledby="why">.*?<\/section>/s.exec(html)?.[0] ?? ''
    }
    const preview = await admin.get(`${plan}/preview`)
    expect((await admin.submit(preview, 'name="number"', { reason: '' })).status).toBe(422)
    const done = await admin.submit(await admin.get(`${plan}/preview`), 'name="number"', {
      reason: '按会议纪要更正',
    })
    expect(done.text).toContain('已公布')
    expect(done.text).toContain('现在按第 1 版分办')
    const next = await desk.report()
    expect(next.offices[0]).toBe('500153-public-security')
    const gongan = aBrowser(desk.app)
    await gongan.signIn('gongan')
    expect(await reasonOf(gongan, next.number)).toContain('按对照表第 1 版分办')
    expect(await reasonOf(wei, filed.number)).toContain('荣昌区卫生健康委的职责')
    expect(await reasonOf(wei, filed.number)).not.toContain('第 1 版')
  })

  it('every version can be looked at, with who published it and why', async () => {
    const list = await admin.get(`${plan}/versions`)
    expect(list.text).toMatch(/第 1 版\s*现在用的\s*admin经办\s*按会议纪要更正/)
    const old = await admin.get(`${plan}/versions/0`)
    expect(old.text).toContain('荣昌区对照表初始版')
    expect(old.html).not.toContain(`href="${a1}"`)
    const fresh = await admin.get(`${plan}/versions/1`)
    expect(fresh.text).toMatch(/上一版\s*依据 三\(九\)、附件2；牵头：区卫生健康委/)
    expect((await admin.get(`${plan}/versions/2`)).status).toBe(404)
  })

  it('a stale preview publishes nothing', async () => {
    await admin.submit(await admin.get(a1), 'name="governing"', {
      ...byPolice,
      narrowLead: ['health-commission'],
      narrowCooperate: ['public-security'],
    })
    const stale = await admin.get(`${plan}/preview`)
    await admin.submit(await admin.get(`${plan}/offences/A2`), 'name="governing"', byPolice)
    const refused = await admin.submit(stale, 'name="number"', { reason: '更正' })
    expect(refused.text).toContain('您看过以后，对照表又有改动')
    expect((await admin.get(`${plan}/versions`)).text).not.toContain('第 2 版')
    const gone = await admin.submit(await admin.get(plan), '/discard', {})
    expect(gone.text).toContain('草稿已经丢掉')
  })

  it('nobody else comes near it', async () => {
    const wei = aBrowser(desk.app)
    await wei.signIn('wei')
    for (const path of [plan, a1, `${plan}/preview`, `${plan}/versions`, `${plan}/versions/0`])
      expect((await wei.get(path)).status, path).toBe(403)
    expect((await admin.get('/desk/admin/areas/999999/plan')).status).toBe(404)
    expect((await admin.get(`${plan}/offences/N1`)).status).toBe(404)
  })
})
