import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeToken } from '#service/api-tokens.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { codeFrom, enrols, isOperated } from './second-factor-desk.ts'
import { aDesk, password, type TestDesk } from './world.ts'

const minute = 60_000
const health = '500153-health-commission'

let desk: TestDesk
beforeAll(async () => {
  desk = await aDesk()
  for (const login of ['jiu', 'ling']) await desk.officer(login, 'supervisor', health)
  for (const login of ['wei', 'kai', 'nian']) await desk.officer(login, 'handler', health)
})
afterAll(async () => await desk.close())

const csrfOf = async (browser: BrowserLike): Promise<string> =>
  (await browser.get('/desk/account')).forms[0]?.fields['csrf'] ?? ''

const setsUp = async (browser: BrowserLike) => {
  const scan = await browser.submit(await browser.get('/desk/account'), 'now-totp', {
    now: password,
  })
  await browser.submit(scan, 'name="code"', { code: codeFrom(desk, scan) })
  return scan
}

describe('whoever sits down at a desk that was left open', () => {
  it('is shown no secret of an app without the password', async () => {
    const browser = aBrowser(desk.app)
    await browser.signIn('kai')
    const csrf = await csrfOf(browser)
    const tried = { csrf, stage: 'confirm', code: '000000' }
    const seen = await browser.post('/desk/account/totp', tried)
    expect(seen.html).not.toContain('class="secret"')
    expect(seen.status).toBe(422)
  })

  it('makes no key for programs without the password', async () => {
    const browser = aBrowser(desk.app)
    await browser.signIn('kai')
    const page = await browser.get('/desk/tokens')
    const wanted = { name: '对接', scopes: 'read:cases', days: '365' }
    const refused = await browser.submit(page, 'value="read:cases"', { ...wanted, now: 'x' })
    expect(refused.text).toContain('现在的密码不对')
    expect(refused.html).not.toContain('id="token"')
    const made = await browser.submit(page, 'value="read:cases"', { ...wanted, now: password })
    expect(made.html).toContain('id="token"')
  })
})

describe('whoever has a password and no second factor', () => {
  it('learns no secret that its officer sets up later', async () => {
    const shared = await aDesk()
    await isOperated(shared)
    await shared.officer('ling', 'supervisor', health)
    const [thief, officer] = [aBrowser(shared.app), aBrowser(shared.app)]
    const stolen = await thief.signIn('ling')
    const asked = await officer.signIn('ling')
    expect(codeFrom(shared, stolen)).not.toBe(codeFrom(shared, asked))
    const done = await officer.submit(asked, 'name="code"', { code: codeFrom(shared, asked) })
    expect(done.text).toContain('恢复码')
    const late = await thief.submit(stolen, 'name="code"', { code: codeFrom(shared, stolen) })
    expect(late.status).toBe(401)
    await shared.close()
  })

  it('changes no password, neither of now nor an old one', async () => {
    const browser = aBrowser(desk.app)
    await browser.signIn('wei')
    await setsUp(browser)
    const thief = aBrowser(desk.app)
    const asked = await thief.signIn('wei')
    const half = asked.forms.find(({ html }) => html.includes('name="code"'))?.fields ?? {}
    const word = '小偷换的密码-2027'
    await thief.post('/desk/sign-in/password', { ...half, password: word, again: word })
    expect((await aBrowser(desk.app).signIn('wei')).text).toContain('第二重验证')
    expect((await browser.get('/desk/account')).status).toBe(200)
  })
})

describe('a session that ended in mid-form', () => {
  it('carries no password and no code to the next page', async () => {
    const browser = aBrowser(desk.app)
    await browser.signIn('nian')
    const page = await browser.get('/desk/account')
    desk.later(31 * minute)
    const expired = await browser.submit(page, 'name="again"', {
      now: password,
      password: '新的-红灯笼-2027',
      again: '新的-红灯笼-2027',
    })
    expect(expired.status).toBe(401)
    expect(expired.html).not.toContain(password)
    expect(expired.html).not.toContain('2027')
  })

  it('gives what was written to nobody else who signs in at the same browser', async () => {
    const { number } = await desk.report()
    const browser = aBrowser(desk.app)
    await browser.signIn('jiu')
    const page = await browser.get(`/desk/cases/${number}/hold`)
    desk.later(31 * minute)
    const expired = await browser.submit(page, 'name="reason"', { reason: '复议期间不得删除' })
    expect(expired.text).toContain('刚才写的内容没有丢')
    const other = await browser.submit(expired, 'name="login"', { login: 'ling', password })
    expect(other.html).not.toContain('复议期间')
    expect(other.forms.map(({ action }) => action)).not.toContain(`/desk/cases/${number}/hold`)
  })
})

describe('where an area is no demonstration any more', () => {
  it('whoever signed in without a second factor is asked for one, and so is the key of their program', async () => {
    const area = await aDesk()
    const officer = await area.officer('jiu', 'supervisor', health)
    const browser = aBrowser(area.app)
    await browser.signIn('jiu')
    const token = randomBytes(32).toString('base64url')
    const made = await makeToken(area.world, officer, {
      name: '对接',
      scopes: ['read:cases'],
      days: 30,
      tokenHash: createHash('sha256').update(token).digest('base64url'),
    })
    expect(made.ok).toBe(true)
    const asks = async () =>
      await area.app.request('https://jubao.example/api/v1/cases', {
        headers: { authorization: `Bearer ${token}` },
      })
    expect((await asks()).status).toBe(200)
    expect((await browser.get('/desk/account')).status).toBe(200)
    await isOperated(area)
    expect((await browser.get('/desk/account')).status).toBe(401)
    expect((await asks()).status).toBe(401)
    area.later(minute)
    await enrols(area, browser, 'jiu')
    expect((await browser.get('/desk/account')).status).toBe(200)
    expect((await asks()).status).toBe(200)
    await area.close()
  })
})
