import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holderOf, makeToken } from '#service/api-tokens.ts'
import { auditOf } from '#store/audit.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { codeFrom } from './second-factor-desk.ts'
import { aDesk, password, type TestDesk } from './world.ts'

const health = '500153-health-commission'
const fresh = '新的-红灯笼-2027'

let desk: TestDesk
let admin: BrowserLike
beforeAll(async () => {
  desk = await aDesk()
  for (const login of ['wei', 'liang', 'ting']) await desk.officer(login, 'handler', health)
  await desk.officer('admin', 'administrator', '')
  admin = aBrowser(desk.app)
  await admin.signIn('admin')
})
afterAll(async () => await desk.close())

const linkFor = async (login: string): Promise<string> => {
  const csrf = (await admin.get('/desk/admin')).forms[0]?.fields['csrf'] ?? ''
  const page = await admin.post('/desk/admin/password', { csrf, login })
  return /(\/desk\/reset\/[\w-]{43})</.exec(page.html)?.[1] ?? ''
}

const resets = async (browser: BrowserLike, path: string, word = fresh, again = word) =>
  await browser.submit(await browser.get(path), 'name="again"', { password: word, again })

describe('whoever forgot their password', () => {
  it('chooses a new one by a link of an administrator, once, and every other place is signed out', async () => {
    const before = aBrowser(desk.app)
    const officer = await before.signIn('wei')
    expect(officer.status).toBe(200)
    const path = await linkFor('wei')
    const browser = aBrowser(desk.app)
    expect((await resets(browser, path, '短')).text).toContain('至少 10 个字')
    expect((await resets(browser, path, fresh, 'x')).text).toContain('不一样')
    expect((await resets(browser, path)).status).toBe(200)
    expect((await browser.get('/desk/account')).status).toBe(200)
    expect((await before.get('/desk/account')).status).toBe(401)
    expect((await aBrowser(desk.app).get(path)).status).toBe(410)
    expect((await aBrowser(desk.app).signIn('wei')).text).toContain('登录名或密码不对')
    const rows = await desk.world.db.read(async (tx) => await auditOf(tx, 'officer:officer-wei'))
    const made = rows.find(({ action }) => action === 'password-reset-made')
    expect(made?.actor).toBe('officer:officer-admin')
    expect(rows.map(({ action }) => action)).toContain('password-reset-used')
    const kept = await desk.world.db.read(
      async (tx) => await tx.selectFrom('passwordResets').selectAll().execute(),
    )
    expect(JSON.stringify(kept)).not.toContain(path.split('/').at(-1))
  })

  it('still shows the second factor; keys of programs end', async () => {
    const own = aBrowser(desk.app)
    await own.signIn('liang')
    const account = await own.get('/desk/account')
    const scan = await own.submit(account, 'now-totp', { now: password })
    await own.submit(scan, 'name="code"', { code: codeFrom(desk, scan) })
    const liang = { ...(await desk.officer('liang', 'handler', health)) }
    const tokenHash = createHash('sha256').update(randomBytes(32)).digest('base64url')
    const wanted = { name: '对接', scopes: ['read:cases'], days: 30, tokenHash }
    expect((await makeToken(desk.world, liang, wanted)).ok).toBe(true)
    const browser = aBrowser(desk.app)
    const asked = await resets(browser, await linkFor('liang'))
    expect(asked.text).toContain('第二重验证')
    expect((await browser.get('/desk')).status).toBe(401)
    expect((await holderOf(desk.world, tokenHash)).ok).toBe(false)
    desk.later(60_000)
    const done = await browser.submit(asked, 'name="code"', { code: codeFrom(desk, scan) })
    expect(done.status).toBe(200)
  })

  it('finds the link over after a day, after a newer one, and when the account has ended', async () => {
    const old = await linkFor('ting')
    const next = await linkFor('ting')
    expect((await aBrowser(desk.app).get(old)).status).toBe(410)
    expect((await aBrowser(desk.app).get(next)).status).toBe(200)
    desk.later(24 * 3_600_000)
    expect((await aBrowser(desk.app).get(next)).status).toBe(410)
    await admin.signIn('admin')
    const last = await linkFor('ting')
    const page = await admin.get('/desk/admin')
    await admin.post('/desk/admin/disable', { ...page.forms[1]?.fields, login: 'ting' })
    expect((await aBrowser(desk.app).get(last)).status).toBe(410)
  })

  it('gets no link from anybody but an administrator, who makes none for themselves', async () => {
    const csrf = (await admin.get('/desk/admin')).forms[0]?.fields['csrf'] ?? ''
    const own = await admin.post('/desk/admin/password', { csrf, login: 'admin' })
    expect([own.status, own.html.includes('/desk/reset/')]).toEqual([422, false])
    await desk.officer('dudao', 'supervisor', health)
    const dudao = aBrowser(desk.app)
    await dudao.signIn('dudao')
    const form = (await dudao.get('/desk/account')).forms[0]?.fields ?? {}
    const tried = await dudao.post('/desk/admin/password', { ...form, login: 'wei' })
    expect(tried.status).toBe(403)
  })
})
