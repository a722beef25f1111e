import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditOf } from '#store/audit.ts'
import { aBrowser } from './browser-like.ts'
import { codeFrom, enrols, isOperated, secondStep } from './second-factor-desk.ts'
import { aDesk, password, type TestDesk } from './world.ts'

const minute = 60_000
const health = '500153-health-commission'

let desk: TestDesk
beforeAll(async () => {
  desk = await aDesk()
  await isOperated(desk)
  for (const login of ['dudao', 'diu', 'suo', 'guoqi', 'chong', 'zai'])
    await desk.officer(login, 'supervisor', health)
  await desk.officer('wei', 'handler', health)
  await desk.officer('admin', 'administrator', '')
  await desk.officer('guanli', 'administrator', '')
})
afterAll(async () => await desk.close())

const actions = async (login: string): Promise<readonly string[]> => {
  const rows = await desk.world.db.read(async (tx) => await auditOf(tx, `officer:officer-${login}`))
  return rows.map(({ action, reason }) => `${action} ${reason ?? ''}`.trim())
}

describe('a second factor', () => {
  it('is set up at the first sign-in by who must have one, and opens nothing before', async () => {
    const browser = aBrowser(desk.app)
    const { asked, done, codes } = await enrols(desk, browser, 'dudao')
    expect(asked.status).toBe(401)
    expect(asked.text).toContain('您的岗位登录要用两重验证')
    expect(asked.html).toContain('<svg')
    expect(done.text).toContain('恢复码，只显示这一次')
    expect(new Set(codes).size).toBe(10)
    expect((await browser.get('/desk?queue=open')).status).toBe(200)
    expect(await actions('dudao')).toEqual(['factor-added totp', 'signed-in totp'])
  })

  it('is asked for at every other sign-in, and a password alone is none', async () => {
    const browser = aBrowser(desk.app)
    const asked = await browser.signIn('dudao')
    expect(asked.text).toContain('第二重验证')
    expect((await browser.get('/desk')).status).toBe(401)
  })

  it('takes no code twice, not even of the same half minute', async () => {
    const { code } = await enrols(desk, aBrowser(desk.app), 'chong')
    expect((await secondStep(aBrowser(desk.app), 'chong', code())).text).toContain('用过了')
    desk.later(minute)
    expect((await secondStep(aBrowser(desk.app), 'chong', code())).status).toBe(200)
    expect((await secondStep(aBrowser(desk.app), 'chong', code())).text).toContain('用过了')
  })

  it('a recovery code opens the desk once', async () => {
    const { codes } = await enrols(desk, aBrowser(desk.app), 'diu')
    const [first = ''] = codes
    expect((await secondStep(aBrowser(desk.app), 'diu', first.toUpperCase())).status).toBe(200)
    expect((await secondStep(aBrowser(desk.app), 'diu', first)).text).toContain('验证码不对')
    expect(await actions('diu')).toContain('recovery-code-used')
    const kept = await desk.world.db.read(
      async (tx) => await tx.selectFrom('recoveryCodes').selectAll().execute(),
    )
    expect(JSON.stringify(kept)).not.toContain(first)
  })

  it('wrong codes slow and lock that login as wrong passwords do', async () => {
    const { code } = await enrols(desk, aBrowser(desk.app), 'suo')
    desk.later(minute)
    for (let n = 0; n < 4; n++) await secondStep(aBrowser(desk.app), 'suo', '000000')
    expect((await secondStep(aBrowser(desk.app), 'suo', code())).text).toContain('请 1 分钟后再试')
    desk.later(minute)
    await secondStep(aBrowser(desk.app), 'suo', '000000')
    expect((await secondStep(aBrowser(desk.app), 'suo', code())).text).toContain('请 10 分钟后再试')
    expect(await actions('suo')).toContain('sign-in-locked code')
    desk.later(10 * minute)
    expect((await secondStep(aBrowser(desk.app), 'suo', code())).status).toBe(200)
  })

  it('half a sign-in is good for ten minutes, at one browser', async () => {
    const { code } = await enrols(desk, aBrowser(desk.app), 'guoqi')
    desk.later(minute)
    const browser = aBrowser(desk.app)
    const asked = await browser.signIn('guoqi')
    const other = aBrowser(desk.app)
    const own = (await other.get('/desk/sign-in')).forms[0]?.fields ?? {}
    const stolen = asked.forms.find(({ html }) => html.includes('name="code"'))?.fields ?? {}
    const tried = { ...stolen, key: own['key'] ?? '', code: code() }
    expect((await other.post('/desk/sign-in/second', tried)).text).toContain('请再登录一次')
    desk.later(11 * minute)
    const late = await browser.submit(asked, 'name="code"', { code: code() })
    expect(late.text).toContain('请再登录一次')
  })

  it('half a sign-in is no longer good for being tried again', async () => {
    await desk.officer('mo', 'supervisor', health)
    const { code } = await enrols(desk, aBrowser(desk.app), 'mo')
    desk.later(minute)
    const browser = aBrowser(desk.app)
    const asked = await browser.signIn('mo')
    desk.later(6 * minute)
    const wrong = await browser.submit(asked, 'name="code"', { code: '000000' })
    expect(wrong.text).toContain('验证码不对')
    desk.later(6 * minute)
    const late = await browser.submit(wrong, 'name="code"', { code: code() })
    expect(late.text).toContain('请再登录一次')
  })

  it('an expired session in mid-form loses nothing, also across the second factor', async () => {
    const { number } = await desk.report()
    const browser = aBrowser(desk.app)
    const { code } = await enrols(desk, browser, 'zai')
    const page = await browser.get(`/desk/cases/${number}/hold`)
    desk.later(31 * minute)
    const reason = '复议期间，不得删除\n<b>第二行</b>'
    const expired = await browser.submit(page, 'name="reason"', { reason })
    expect(expired.text).toContain('刚才写的内容没有丢')
    const asked = await browser.submit(expired, 'name="login"', { login: 'zai', password })
    expect(asked.text).toContain('刚才写的内容没有丢')
    const wrong = await browser.submit(asked, 'name="code"', { code: '000000' })
    const back = await browser.submit(wrong, 'name="code"', { code: code() })
    expect(back.text).toContain('刚才写的还没有提交')
    expect(back.text).toContain('<b>第二行</b>')
    const done = await browser.submit(back, '接着办')
    expect(done.status).toBe(200)
    expect((await browser.get(`/desk/cases/${number}/hold`)).text).toContain('第二行')
  })

  it('who need not have one is let in without, and a demonstration asks nobody', async () => {
    expect((await aBrowser(desk.app).signIn('wei')).status).toBe(200)
    const demo = await aDesk()
    await demo.officer('dudao', 'supervisor', health)
    await demo.officer('admin', 'administrator', '')
    for (const login of ['dudao', 'admin'])
      expect((await aBrowser(demo.app).signIn(login)).status).toBe(200)
    await demo.close()
  })
})

describe('a lost telephone', () => {
  it('an administrator resets with a reason, the officer is told who and why, and both stand in the chain', async () => {
    await enrols(desk, aBrowser(desk.app), 'guanli')
    const admin = aBrowser(desk.app)
    await enrols(desk, admin, 'admin')
    const page = await admin.get('/desk/admin')
    const none = await admin.submit(page, 'id="reset-officer-dudao"', { reason: ' ' })
    expect(none.text).toContain('还没有写理由')
    const officer = aBrowser(desk.app)
    const reset = await admin.submit(page, 'id="reset-officer-dudao"', { reason: '手机掉河里了' })
    expect(reset.text).toContain('已重置')
    const asked = await officer.signIn('dudao')
    expect(asked.text).toContain('先设第二重验证')
    const { done } = await enrols(desk, officer, 'dudao')
    expect(done.text).toContain('admin经办')
    expect(done.text).toContain('手机掉河里了')
    expect((await actions('dudao')).join()).toMatch(/factors-reset reset:/)
    const again = aBrowser(desk.app)
    const next = await again.signIn('dudao')
    expect(next.text).not.toContain('手机掉河里了')
  })

  it('nobody resets their own', async () => {
    const admin = aBrowser(desk.app)
    desk.later(minute)
    const page = await admin.signIn('guanli')
    expect(page.text).toContain('第二重验证')
    expect(page.html).not.toContain('reset-officer-guanli')
  })
})

describe('the own account', () => {
  it('sets an app up only with the password, and removes it again where the role need not have one', async () => {
    const browser = aBrowser(desk.app)
    await browser.signIn('wei')
    const page = await browser.get('/desk/account')
    const wrong = await browser.submit(page, 'now-totp', { now: 'nicht-das-passwort' })
    expect(wrong.text).toContain('现在的密码不对')
    const scan = await browser.submit(page, 'now-totp', { now: password })
    const set = await browser.submit(scan, 'name="code"', { code: codeFrom(desk, scan) })
    expect(set.text).toContain('恢复码，只显示这一次')
    expect(set.text).toContain('还有 10 个')
    const named = await browser.submit(set, '/desk/account/name', { name: '办公手机' })
    expect(named.text).toContain('手机验证器：办公手机')
    const gone = await browser.submit(named, '/desk/account/remove', { now: password })
    expect(gone.text).toContain('还没有设')
  })

  it('the last factor of who must have one stays', async () => {
    await desk.officer('bude', 'supervisor', health)
    const own = aBrowser(desk.app)
    await enrols(desk, own, 'bude')
    const tried = await own.submit(await own.get('/desk/account'), '/desk/account/remove', {
      now: password,
    })
    expect(tried.text).toContain('最后一项不能移除')
  })

  it('shows where one is signed in and ends the others; a new password ends them too', async () => {
    await desk.officer('liang', 'handler', health)
    const [here, there, third] = [aBrowser(desk.app), aBrowser(desk.app), aBrowser(desk.app)]
    for (const browser of [here, there, third]) await browser.signIn('liang')
    const page = await here.get('/desk/account', { 'user-agent': 'x' })
    expect(page.text.match(/还在用/g)).toHaveLength(3)
    await here.submit(page, '让它退出')
    const open = [there, third].map(async (one) => (await one.get('/desk/account')).status)
    expect((await Promise.all(open)).toSorted((a, b) => a - b)).toEqual([200, 401])
    const changed = await here.submit(page, 'name="again"', {
      now: password,
      password: '新的-红灯笼-2027',
      again: '新的-红灯笼-2027',
    })
    expect(changed.text).toContain('密码已换')
    for (const one of [there, third]) expect((await one.get('/desk/account')).status).toBe(401)
    expect((await here.get('/desk/account')).status).toBe(200)
  })
})
