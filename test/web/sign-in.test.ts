import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invite } from '#service/officers.ts'
import { listOfficers } from '#store/officers.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, password, rongchang, type TestDesk } from './world.ts'

const minute = 60_000

describe('signing in', () => {
  let desk: TestDesk
  let number: string
  beforeAll(async () => {
    desk = await aDesk()
    await desk.officer('wei', 'handler', '500153-health-commission')
    await desk.officer('slow', 'handler', '500153-health-commission')
    ;({ number } = await desk.report())
  })
  afterAll(async () => await desk.close())

  const tries = async (login: string, typed: string) => {
    const visitor = aBrowser(desk.app)
    return await visitor.submit(await visitor.get('/desk/sign-in'), 'name="login"', {
      login,
      password: typed,
    })
  }

  it('the right password opens the inbox', async () => {
    expect((await aBrowser(desk.app).signIn('wei')).text).toContain(number)
  })

  it('a wrong password and an unknown login are told the same', async () => {
    const wrong = await tries('wei', 'nicht-das-passwort')
    const unknown = await tries('nobody', 'nicht-das-passwort')
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.text).toContain('登录名或密码不对')
    expect(wrong.text.replaceAll('wei', '')).toBe(unknown.text.replaceAll('nobody', ''))
  })

  it('wrong tries slow that login alone, known or not', async () => {
    for (const login of ['slow', 'ghost']) {
      for (let n = 0; n < 4; n++) await tries(login, 'falsch-falsch')
      expect((await tries(login, password)).text).toContain('请 1 分钟后再试')
    }
    expect((await aBrowser(desk.app).signIn('wei')).status).toBe(200)
    desk.later(minute)
    expect((await aBrowser(desk.app).signIn('slow')).status).toBe(200)
  })

  it('many tries at once are counted like many in a row', async () => {
    await desk.officer('rush', 'handler', '500153-health-commission')
    const page = await aBrowser(desk.app).get('/desk/sign-in')
    expect(page.status).toBe(401)
    const seen = await Promise.all(Array.from({ length: 12 }, () => tries('rush', 'falsch-falsch')))
    const looked = seen.filter(({ text }) => text.includes('登录名或密码不对')).length
    expect(looked).toBe(3)
    expect((await tries('rush', password)).text).toContain('请 1 分钟后再试')
  })

  it('a stranger’s wrong tries keep nobody from the desk at a browser they have signed in at', async () => {
    const own = aBrowser(desk.app)
    const inbox = await own.signIn('wei')
    await own.submit(inbox, '退出')
    for (let n = 0; n < 4; n++) await tries('wei', 'falsch-falsch')
    expect((await tries('wei', password)).text).toContain('请 1 分钟后再试')
    const other = aBrowser(desk.app)
    other.cookies.set('yj_known', `me.${'a'.repeat(43)}`)
    expect((await other.signIn('wei')).text).toContain('请 1 分钟后再试')
    expect((await own.signIn('wei')).status).toBe(200)
    desk.later(minute)
  })

  it('of what was typed as a login nothing is kept: it may be a password in the wrong box', async () => {
    await tries('mein-geheimes-wort', 'wei')
    const kept = await desk.world.db.read(
      async (tx) => await tx.selectFrom('throttles').selectAll().execute(),
    )
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain('geheim')
  })

  it('the cookie is for the desk alone, for no script and no other site, and only its digest is kept', async () => {
    const visitor = aBrowser(desk.app)
    const page = await visitor.get('/desk/sign-in')
    const form = page.forms.find(({ html }) => html.includes('name="login"'))
    const jar = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await desk.app.request('https://jubao.example/desk/sign-in', {
      method: 'POST',
      headers: { cookie: jar, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ ...form?.fields, login: 'wei', password }),
    })
    const line = answer.headers.getSetCookie().find((one) => one.startsWith('yj_desk=')) ?? ''
    for (const part of ['Path=/desk', 'HttpOnly', 'Secure', 'SameSite=Strict'])
      expect(line).toContain(part)
    const [value = ''] = /(?<==)[^;]+/.exec(line) ?? []
    expect(Buffer.from(value, 'base64url')).toHaveLength(32)
    const kept = await desk.world.db.read(
      async (tx) => await tx.selectFrom('webSessions').selectAll().execute(),
    )
    const digest = createHash('sha256').update(value).digest('base64url')
    expect(JSON.stringify(kept)).toContain(digest)
    expect(JSON.stringify(kept)).not.toContain(value)
  })

  it('after half an hour without a click asks again, and what was typed is still there', async () => {
    const visitor = aBrowser(desk.app)
    await visitor.signIn('wei')
    const page = await visitor.get(`/desk/cases/${number}`)
    desk.later(31 * minute)
    const expired = await visitor.submit(page, 'value="note"', {
      text: '第一行\n<b>第二行</b>',
      stage: 'do',
    })
    expect(expired.status).toBe(401)
    expect(expired.text).toContain('刚才写的内容没有丢')
    const back = await visitor.submit(expired, 'name="login"', { login: 'wei', password })
    expect(back.text).toContain('刚才写的还没有提交')
    expect(back.text).toContain('<b>第二行</b>')
    const done = await visitor.submit(back, '接着办')
    expect(done.text).toContain('第一行\n<b>第二行</b>')
    expect(done.html).not.toContain('<b>第二行')
  })

  it('comes back to the page that was asked for, and to no other house', async () => {
    const visitor = aBrowser(desk.app)
    const page = await visitor.get(`/desk/cases/${number}`)
    const opened = await visitor.submit(page, 'name="login"', { login: 'wei', password })
    expect(opened.text).toContain('反映什么')
    for (const back of ['https://evil.example/desk', '//evil.example', '/desk/../chat', '/track']) {
      const other = aBrowser(desk.app)
      const fields = { login: 'wei', password, back }
      const seen = await other.submit(await other.get('/desk/sign-in'), 'name="login"', fields)
      expect(seen.path).toMatch(/^\/desk(\?queue=mine)?$/)
    }
  })

  it('a link from a message asks the browser once more, so that its cookie comes along', async () => {
    const seen = await aBrowser(desk.app).get(`/desk/cases/${number}`, {
      'sec-fetch-site': 'cross-site',
    })
    expect(seen.html).toContain(`content="0;url=/desk/cases/${number}"`)
  })

  it('signing out ends the session on both sides', async () => {
    const visitor = aBrowser(desk.app)
    const inbox = await visitor.signIn('wei')
    const before = new Map(visitor.cookies)
    await visitor.submit(inbox, '退出')
    for (const [name, value] of before) visitor.cookies.set(name, value)
    expect((await visitor.get('/desk')).status).toBe(401)
  })
})

describe('a set-up link', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await aDesk()
  })
  afterAll(async () => await desk.close())

  const aLink = async (token: string): Promise<string> => {
    const tokenHash = createHash('sha256').update(token).digest('base64url')
    const invitation = { role: 'handler', area: rongchang, name: '王经办' } as const
    await invite(desk.world, 'operator', tokenHash, {
      ...invitation,
      office: '500153-health-commission',
    })
    return `/desk/setup/${token}`
  }

  it('makes the account, signs in, and is then used up', async () => {
    const path = await aLink('one')
    const visitor = aBrowser(desk.app)
    const page = await visitor.get(path, { 'sec-fetch-site': 'cross-site' })
    expect(page.text).toContain('王经办，承办人员，荣昌区卫生健康委')
    const fields = { login: 'Wang', password, again: password }
    const inbox = await visitor.submit(page, 'name="again"', fields)
    expect([inbox.path, inbox.status]).toEqual(['/desk?queue=mine', 200])
    expect((await aBrowser(desk.app).signIn('wang')).status).toBe(200)
    const second = await aBrowser(desk.app).get(path)
    expect([second.status, second.text.includes('这个链接不能用了')]).toEqual([410, true])
  })

  it('takes no short, common or twice different password, and keeps the login typed', async () => {
    const path = await aLink('two')
    const visitor = aBrowser(desk.app)
    for (const [typed, again, why] of [
      ['kurz', 'kurz', '至少 10 个字'],
      ['1234567890', '1234567890', '太常见'],
      ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', '太常见'],
      ['zhangsan-zhangsan', 'zhangsan-zhangsan', '太常见'],
      [password, `${password}!`, '不一样'],
    ] as const) {
      const fields = { login: 'zhangsan', password: typed, again }
      const seen = await visitor.submit(await visitor.get(path), 'name="again"', fields)
      expect(seen.text).toContain(why)
      expect(seen.forms.at(-1)?.fields['login']).toBe('zhangsan')
    }
    const officers = await desk.world.db.read(async (tx) => await listOfficers(tx, rongchang))
    expect(officers.map(({ login }) => login)).not.toContain('zhangsan')
  })

  it('is good for three days', async () => {
    const path = await aLink('three')
    desk.later(3 * 24 * 60 * minute + 1)
    expect((await aBrowser(desk.app).get(path)).status).toBe(410)
  })

  it('does not take a login that is somebody else’s', async () => {
    const path = await aLink('four')
    await desk.officer('liu', 'handler', '500153-health-commission')
    const visitor = aBrowser(desk.app)
    const fields = { login: 'liu', password, again: password }
    const seen = await visitor.submit(await visitor.get(path), 'name="again"', fields)
    expect(seen.text).toContain('已经有人用了')
    expect((await visitor.get(path)).status).toBe(200)
  })
})
