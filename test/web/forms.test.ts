import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

describe('forms', () => {
  let desk: TestDesk
  let officer: BrowserLike
  let number: string
  beforeAll(async () => {
    desk = await aDesk()
    await desk.officer('wei', 'handler', '500153-health-commission')
    await desk.officer('admin', 'administrator', '')
    ;({ number } = await desk.report())
    officer = aBrowser(desk.app)
    await officer.signIn('wei')
  })
  afterAll(async () => await desk.close())

  const posts = (): readonly string[] => [
    ...new Set(
      desk.app.routes
        .filter(({ method, path }) => method === 'POST' && path.startsWith('/desk'))
        .map(({ path }) => path.replace(':number', number).replace(/:\w+/g, '500153')),
    ),
  ]

  it('are refused without the key of their page', async () => {
    for (const path of posts().filter((one) => !/sign-in|setup|reset|sso$/.test(one))) {
      const seen = await officer.post(path, { deed: 'accept', stage: 'do' })
      expect([path, seen.status]).toEqual([path, 403])
      expect(seen.text).toContain('这一步没有做')
    }
    expect((await officer.get(`/desk/cases/${number}`)).text).toContain('待受理')
  })

  it('are refused with the key of somebody else', async () => {
    const admin = aBrowser(desk.app)
    await admin.signIn('admin')
    const csrf = (await admin.get('/desk/admin')).forms[0]?.fields['csrf'] ?? ''
    expect(csrf).not.toBe('')
    const seen = await officer.post(`/desk/cases/${number}/deeds`, { csrf, deed: 'accept' })
    expect(seen.status).toBe(403)
  })

  it('are refused when another site sends them, even with the right key', async () => {
    const page = await officer.get(`/desk/cases/${number}`)
    const form = page.forms.find(({ html }) => html.includes('value="accept"'))
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as const) {
      const seen = await officer.post(form?.action ?? '', form?.fields ?? {}, headers)
      expect(seen.status).toBe(403)
    }
    const old = await desk.app.request(`https://jubao.example${form?.action}`, {
      method: 'POST',
      headers: {
        origin: 'https://evil.example',
        cookie: [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: new URLSearchParams({ ...form?.fields, stage: 'do' }),
    })
    expect(old.status).toBe(403)
    expect((await officer.get(`/desk/cases/${number}`)).text).toContain('待受理')
  })

  it('before sign-in need the cookie that came with the page', async () => {
    const stranger = aBrowser(desk.app)
    const page = await stranger.get('/desk/sign-in')
    stranger.cookies.clear()
    const seen = await stranger.submit(page, 'name="login"', { login: 'wei', password: 'x' })
    expect(seen.text).toContain('页面放得太久了')
  })

  it('cannot sign an officer out from another site', async () => {
    const from = { 'sec-fetch-site': 'cross-site' }
    expect((await officer.post('/desk/sign-out', {}, from)).status).toBe(403)
    expect((await officer.get('/desk')).status).toBe(200)
  })

  it('too large are refused with a cure', async () => {
    const seen = await officer.post('/desk/people', { text: '字'.repeat(1_000_000) })
    expect([seen.status, seen.text.includes('内容太多')]).toEqual([413, true])
  })
})
