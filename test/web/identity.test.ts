import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

const canaries = [
  '甄隐名金丝雀',
  '13900001111',
  'adresse-kanarienvogel-0001',
  'IMG_001.jpg',
  'GPS-KANARIE',
]

describe('who the reporter is', () => {
  let desk: TestDesk
  let filed: FiledCase
  const browsers = new Map<string, BrowserLike>()
  beforeAll(async () => {
    desk = await aDesk()
    const picture = await sharp({
      create: { width: 64, height: 48, channels: 3, background: '#88aa99' },
    })
      .withExif({ IFD0: { ImageDescription: 'GPS-KANARIE', Model: 'GPS-KANARIE' } })
      .jpeg()
      .toBuffer()
    const [name, phone, address] = canaries
    filed = await desk.report({
      picture,
      ...(name && phone && address ? { name, phone, address } : {}),
    })
    for (const [login, role, office] of [
      ['wei', 'handler', '500153-health-commission'],
      ['xietiao', 'intake', '500153-intake'],
      ['dudao', 'supervisor', '500153-health-commission'],
      ['jiang', 'reward-officer', '500153-health-commission'],
      ['shen', 'auditor', '500153-health-commission'],
      ['admin', 'administrator', ''],
    ] as const) {
      await desk.officer(login, role, office)
      const browser = aBrowser(desk.app)
      await browser.signIn(login)
      browsers.set(login, browser)
    }
  })
  afterAll(async () => await desk.close())

  const evidencePath = async (): Promise<string> => {
    const page = await browsers.get('wei')?.get(`/desk/cases/${filed.number}`)
    return /\/desk\/cases\/[\w-]+\/evidence\/[\w-]+/.exec(page?.html ?? '')?.[0] ?? ''
  }

  it('stands on no page, for no role', async () => {
    const evidence = await evidencePath()
    expect(evidence).not.toBe('')
    const gets = desk.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
    for (const [login, browser] of browsers)
      for (const path of new Set([...gets, '/desk?queue=mine', '/desk?queue=done'])) {
        const asked = path.includes('/evidence/')
          ? evidence
          : path.replace(':number', filed.number).replace(/:\w+/g, '500153')
        const { html } = await browser.get(asked)
        for (const canary of canaries) expect(html, `${login} ${asked}`).not.toContain(canary)
      }
  })

  it('does not travel with a picture: officers get the copy without its data, where nothing runs', async () => {
    const seen = await browsers.get('wei')?.get(await evidencePath())
    expect(seen?.headers.get('content-type')).toBe('image/jpeg')
    expect(seen?.headers.get('content-security-policy')).toContain('sandbox')
    expect(seen?.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(seen?.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('administrators and auditors see no case, no list of cases, no evidence', async () => {
    for (const login of ['admin', 'shen']) {
      const browser = browsers.get(login)
      expect((await browser?.get(`/desk/cases/${filed.number}`))?.status).toBe(404)
      expect((await browser?.get(await evidencePath()))?.status).toBe(404)
      expect((await browser?.get('/desk'))?.text).not.toContain(filed.number)
      expect((await browser?.get('/desk/people'))?.status).toBe(403)
    }
  })

  it('others than administrators reach no administration', async () => {
    for (const login of ['wei', 'xietiao', 'dudao', 'shen'])
      for (const path of ['/desk/admin', '/desk/admin/areas/500153'])
        expect((await browsers.get(login)?.get(path))?.status).toBe(403)
  })

  it('is not in the log', () => {
    for (const canary of canaries) expect(desk.logged.join('\n')).not.toContain(canary)
  })
})
