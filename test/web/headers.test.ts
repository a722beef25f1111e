import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWeb } from '#web/app.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

const strict: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
}

const signedIn = { cookie: `yj_desk=${'a'.repeat(43)}` }

describe('every answer of the web', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await aDesk()
    await desk.officer('wei', 'handler', '500153-health-commission')
    await desk.officer('admin', 'administrator', '')
    await desk.report()
  })
  afterAll(async () => await desk.close())

  /** The same house on the day its store does not answer. */
  const brokenApp = (): Hono => {
    const gone = async (): Promise<never> => await Promise.reject(new Error('disk I/O error'))
    const db = { ...desk.world.db, read: gone, transaction: gone }
    return createWeb({ ...desk.world, db }, { publicUrl: 'https://jubao.example' })
  }

  const routes = (): readonly { readonly method: string; readonly path: string }[] => {
    const all = desk.app.routes.filter(({ method }) => method !== 'ALL')
    return [...new Set(all.map(({ method, path }) => `${method} ${path}`))].map((line) => {
      const [method = '', path = ''] = line.split(' ')
      return { method, path: path.replace(':number', 'RC-2026-00001').replace(/:\w+/g, '500153') }
    })
  }

  it('carries the strict headers on every route, signed in or not', async () => {
    const officer = aBrowser(desk.app)
    await officer.signIn('wei')
    const admin = aBrowser(desk.app)
    await admin.signIn('admin')
    expect(routes().length).toBeGreaterThan(20)
    for (const who of [aBrowser(desk.app), officer, admin])
      for (const { method, path } of routes()) {
        if (path === '/desk/sign-out') continue
        const seen = method === 'GET' ? await who.get(path) : await who.post(path, { csrf: 'no' })
        const found = Object.keys(strict).map((name) => [name, seen.headers.get(name)])
        expect(Object.fromEntries(found), `${method} ${path}`).toEqual(strict)
      }
  })

  it('carries them where nothing is, and on the page for a fault', async () => {
    for (const seen of [
      await aBrowser(desk.app).get('/nothing/here'),
      await aBrowser(brokenApp()).get('/desk', signedIn),
    ])
      for (const [name, value] of Object.entries(strict))
        expect(seen.headers.get(name), seen.path).toBe(value)
  })

  it('lets plain http work where the house has no certificate', async () => {
    const plain = await aDesk({ publicUrl: 'http://127.0.0.1:8080' })
    const page = await plain.app.request('/desk/sign-in')
    expect(page.headers.get('strict-transport-security')).toBeNull()
    expect(page.headers.get('set-cookie')).not.toContain('Secure')
    await plain.close()
  })

  it('says what to do where something is missing or broken, and never how it broke', async () => {
    const seen = await aBrowser(brokenApp()).get('/desk', signedIn)
    expect(seen.status).toBe(500)
    expect(seen.text).toContain('是我们这边出了故障')
    expect(seen.html).not.toMatch(/Error|at .*\.ts|node_modules/)
    expect(desk.logged.some((line) => line.startsWith('a page failed'))).toBe(true)
    const lost = await aBrowser(desk.app).get('/nothing/here')
    expect([lost.status, lost.text.includes('回到首页')]).toEqual([404, true])
  })

  it('is alive, and ready while the store answers', async () => {
    const live = aBrowser(desk.app)
    expect((await live.get('/healthz')).html).toBe('{"ok":true}')
    expect((await live.get('/readyz')).html).toBe('{"ok":true}')
    expect((await aBrowser(brokenApp()).get('/readyz')).status).toBe(503)
  })
})
