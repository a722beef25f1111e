import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSingleSignOn, type OidcSettings } from '#service/single-sign-on.ts'
import { dropOldStashes, stash } from '#service/stash.ts'
import { auditOf } from '#store/audit.ts'
import { listOfficers, setSsoName } from '#store/officers.ts'
import { createWeb } from '#web/app.ts'
import type { Hono } from 'hono'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { codeFrom, isOperated } from './second-factor-desk.ts'
import { anSsoPeer, client, type SsoPeer } from './sso-peer.ts'
import { aDesk, type TestDesk } from './world.ts'

const health = '500153-health-commission'

let desk: TestDesk
let peer: SsoPeer
let app: Hono
const warned: string[] = []
const named = async (id: string, name: string): Promise<void> =>
  await desk.world.db.transaction(async (tx) => await setSsoName(tx, `officer-${id}`, name))

/** The desk as it is with another service beside it. */
function withSso(more: Partial<OidcSettings> = {}): Hono {
  const usual = { claim: 'preferred_username', name: '区统一认证', trustsFactors: false } as const
  const settings = {
    issuer: peer.issuer,
    clientId: client.id,
    passwords: 'everybody',
    ...usual,
  } as const
  const singleSignOn = createSingleSignOn({
    settings: { ...settings, ...more },
    secret: client.secret,
    clock: desk.world.clock,
    warn: (why) => warned.push(why),
  })
  return createWeb({ ...desk.world, singleSignOn }, { publicUrl: 'https://jubao.example' })
}

beforeAll(async () => {
  peer = await anSsoPeer()
  desk = await aDesk()
  for (const login of ['wei', 'bang', 'ting']) await desk.officer(login, 'handler', health)
  await desk.officer('dudao', 'supervisor', health)
  await desk.officer('admin', 'administrator', '')
  for (const id of ['wei', 'bang', 'ting', 'dudao']) await named(id, `${id}@ws`)
  app = withSso()
})
afterAll(async () => {
  await peer.close()
  await desk.close()
})

const leaves = async (browser: BrowserLike, from?: Seen): Promise<string> => {
  const page = await browser.submit(from ?? (await browser.get('/desk/sign-in')), '/desk/sso')
  const to = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(page.html)?.[1]
  if (!to) throw new Error(`went nowhere:\n${page.text}`)
  return to.replaceAll('&amp;', '&')
}

/** Cookies that are strict do not come along when another site sends the browser back. */
async function returns(browser: BrowserLike, to: URL): Promise<Seen> {
  const strict = [...browser.cookies].filter(([name]) => name !== 'yj_sso')
  for (const [name] of strict) browser.cookies.delete(name)
  return await browser.get(`${to.pathname}${to.search}`)
}

async function comes(browser: BrowserLike, from?: Seen): Promise<Seen> {
  return await returns(browser, await peer.through(await leaves(browser, from)))
}

describe('single sign-on', () => {
  it('lets in the officer whom an administrator entered, with code, PKCE, state and nonce', async () => {
    peer.sits('subject-1', 'wei@ws')
    const browser = aBrowser(app)
    const asked = new URL(await leaves(browser))
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.searchParams.get(name)).toMatch(/^[\w-]{43}$/)
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(asked.searchParams.get('response_type')).toBe('code')
    const desktop = await returns(browser, await peer.through(asked.href))
    expect(desktop.status).toBe(200)
    expect(desktop.text).toContain('wei经办')
    const rows = await desk.world.db.read(async (tx) => await auditOf(tx, 'officer:officer-wei'))
    expect(rows.map(({ action, reason }) => `${action} ${reason}`)).toEqual([
      'sso-bound null',
      'signed-in sso-alone',
    ])
  })

  it('makes nobody an officer by coming', async () => {
    peer.sits('subject-9', 'nobody@ws')
    const before = await desk.world.db.read(async (tx) => (await listOfficers(tx)).length)
    expect((await comes(aBrowser(app))).text).toContain('还没有登记您的账号')
    expect(await desk.world.db.read(async (tx) => (await listOfficers(tx)).length)).toBe(before)
  })

  it('a name that was given to somebody else there opens nothing here', async () => {
    peer.sits('subject-2', 'bang@ws')
    expect((await comes(aBrowser(app))).status).toBe(200)
    peer.sits('subject-3', 'bang@ws')
    const other = await comes(aBrowser(app))
    expect([other.status, other.text.includes('以前是另一个人在用')]).toEqual([401, true])
  })

  it('an answer is taken once, at the browser that asked, with the state and issuer that belong to it', async () => {
    peer.sits('subject-1', 'wei@ws')
    const browser = aBrowser(app)
    const to = await peer.through(await leaves(browser))
    expect((await aBrowser(app).get(`${to.pathname}${to.search}`)).status).toBe(401)
    const cookie = browser.cookies.get('yj_sso') ?? ''
    expect((await returns(browser, to)).status).toBe(200)
    browser.cookies.clear()
    browser.cookies.set('yj_sso', cookie)
    expect((await returns(browser, to)).text).toContain('放得太久')
    for (const [name, value] of [
      ['state', 'x'.repeat(43)],
      ['iss', 'https://other.example'],
      ['code', 'of-nobody'],
    ] as const) {
      const visitor = aBrowser(app)
      const forged = await peer.through(await leaves(visitor))
      forged.searchParams.set(name, value)
      expect([name, (await returns(visitor, forged)).text]).toEqual([
        name,
        expect.stringContaining('没有让这次登录通过'),
      ])
    }
  })

  it('asks for our own second factor where the role must have one, unless that service is trusted with it', async () => {
    const real = await isOperated(desk).then(() => withSso())
    peer.sits('subject-4', 'dudao@ws')
    const browser = aBrowser(real)
    const asked = await comes(browser)
    expect(asked.text).toContain('先设第二重验证')
    const done = await browser.submit(asked, 'name="code"', { code: codeFrom(desk, asked) })
    expect(done.text).toContain('恢复码')
    expect((await comes(aBrowser(withSso({ trustsFactors: true })))).status).toBe(200)
  })

  it('an expired session in mid-form loses nothing on the way over there', async () => {
    const { number } = await desk.report()
    peer.sits('subject-1', 'wei@ws')
    const browser = aBrowser(app)
    await browser.signIn('wei')
    const page = await browser.get(`/desk/cases/${number}`)
    desk.later(31 * 60_000)
    const text = '第一行\n<b>第二行</b>'
    const expired = await browser.submit(page, 'value="note"', { text, stage: 'do' })
    const back = await comes(browser, expired)
    expect(back.text).toContain('刚才写的还没有提交')
    expect(back.text).toContain('<b>第二行</b>')
    const kept = await desk.world.db.read(
      async (tx) => await tx.selectFrom('stashes').selectAll().execute(),
    )
    expect(JSON.stringify(kept)).not.toContain('第二行')
  })

  it('what nobody came back for is let go, with its key', async () => {
    const { world } = desk
    const left = async () =>
      await world.db.read(async (tx) => await tx.selectFrom('stashes').selectAll().execute())
    await stash(world, 'somebody-who-left', '没有写完的话')
    await dropOldStashes(world)
    expect((await left()).map(({ id }) => id)).toContain('somebody-who-left')
    const [row] = (await left()).filter(({ id }) => id === 'somebody-who-left')
    desk.later(31 * 60_000)
    await dropOldStashes(world)
    expect(await left()).toEqual([])
    if (!row) throw new Error('nothing was kept')
    await expect(world.vault.open(row.keyId, row.sealed, `stash:${row.id}`)).rejects.toThrow(
      row.keyId,
    )
  })

  it('asks what the service can do once an hour', async () => {
    const before = peer.discoveries()
    const fresh = withSso()
    for (let n = 0; n < 3; n++) await leaves(aBrowser(fresh))
    expect(peer.discoveries()).toBe(before + 1)
    desk.later(61 * 60_000)
    await leaves(aBrowser(fresh))
    expect(peer.discoveries()).toBe(before + 2)
  })

  it('while it is away goes on with what it said, however many come at once', async () => {
    const fresh = withSso()
    await leaves(aBrowser(fresh))
    desk.later(61 * 60_000)
    const browsers = [aBrowser(fresh), aBrowser(fresh), aBrowser(fresh)]
    const pages = await Promise.all(browsers.map(async (one) => await one.get('/desk/sign-in')))
    const before = peer.discoveries()
    peer.isAway(true)
    try {
      const to = await Promise.all(browsers.map(async (one, n) => await leaves(one, pages[n])))
      expect(to.map((url) => new URL(url).origin)).toEqual(browsers.map(() => peer.issuer))
      expect(peer.discoveries()).toBe(before + 1)
    } finally {
      peer.isAway(false)
    }
  })

  it('while it is away a password still opens the desk, and the page says so', async () => {
    const away = withSso({ issuer: 'http://127.0.0.1:9' })
    const browser = aBrowser(away)
    const page = await browser.submit(await browser.get('/desk/sign-in'), '/desk/sso')
    expect(page.text).toContain('区统一认证现在连不上')
    expect((await browser.signIn('ting')).status).toBe(200)
    expect(warned.length).toBeGreaterThan(0)
    expect(warned.join()).not.toContain('ws')
  })

  it('where passwords are for administrators alone, the others are sent over there', async () => {
    const only = withSso({ passwords: 'administrators' })
    expect((await aBrowser(only).signIn('ting')).text).toContain('这里请用区统一认证登录')
    const admin = await aBrowser(only).signIn('admin')
    expect(admin.text).not.toContain('这里请用')
  })

  it('is not there unless it was set', async () => {
    const browser = aBrowser(desk.app)
    expect((await browser.get('/desk/sign-in')).html).not.toContain('/desk/sso')
    expect((await browser.get('/desk/sso/callback')).status).toBe(404)
  })
})
