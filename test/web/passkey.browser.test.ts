import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWeb } from '#web/app.ts'
import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { isOperated } from './second-factor-desk.ts'
import { aDesk, password, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const long = Boolean(process.env['LONG'])
const health = '500153-health-commission'

let browser: Browser
let desk: TestDesk
let baseURL = ''
let close: () => void
beforeAll(async () => {
  browser = await openBrowser()
  desk = await aDesk()
  for (const login of ['wei', 'liang']) await desk.officer(login, 'handler', health)
  await desk.officer('shenji', 'auditor', health)
  const listening = Promise.withResolvers<number>()
  let app: Hono | undefined
  const fetch = async (request: Request): Promise<Response> =>
    (await app?.fetch(request)) ?? new Response(null, { status: 503 })
  const where = { port: 0, hostname: 'localhost' }
  const server = serve({ fetch, ...where }, ({ port }: AddressInfo) => listening.resolve(port))
  close = () => server.close()
  baseURL = `http://localhost:${await listening.promise}`
  app = createWeb(desk.world, { publicUrl: baseURL })
})
afterAll(async () => {
  await browser?.close()
  close?.()
  await desk?.close()
})

/** A window with a key of its own, whose holder proves themselves by finger or not. */
async function aWindow(width = 1366): Promise<{ page: Page; cdp: CDPSession; wrong: string[] }> {
  const context = await browser.newContext({ baseURL, viewport: { width, height: 768 } })
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  return { page, cdp, wrong }
}

const aKey = async (cdp: CDPSession, isUserVerified = true): Promise<string> => {
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified,
    automaticPresenceSimulation: true,
  } as const
  return (await cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId
}

async function signInByPassword(page: Page, login: string): Promise<void> {
  await page.goto('/desk/sign-in')
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '退出', exact: true }).waitFor()
}

async function makes(page: Page, name: string): Promise<void> {
  await page.goto('/desk/account')
  await page.locator('#passkey-name').fill(name)
  await page.locator('#now-passkey').fill(password)
  await page.getByRole('button', { name: '添加通行密钥' }).click()
}

describe('passkeys in a browser', () => {
  it('several are made and named, one signs in without password and code, a removed one no longer', async () => {
    const { page, cdp, wrong } = await aWindow()
    const key = await aKey(cdp)
    await signInByPassword(page, 'wei')
    await makes(page, '办公室电脑')
    await page.getByText('通行密钥：办公室电脑').waitFor()
    const second = await aWindow()
    await aKey(second.cdp)
    await second.page.goto('/desk/sign-in')
    await second.page.locator('#login').fill('wei')
    await second.page.locator('#password').fill(password)
    await second.page.keyboard.press('Enter')
    await second.page.getByRole('heading', { name: '第二重验证' }).waitFor()

    await isOperated(desk)
    await page.getByRole('button', { name: '退出', exact: true }).click()
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.getByRole('link', { name: 'wei经办' }).waitFor()
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: key })
    expect(credentials).toHaveLength(1)
    const sessions = await desk.world.db.read(
      async (tx) => await tx.selectFrom('webSessions').select('way').execute(),
    )
    expect(sessions.map(({ way }) => way)).toContain('passkey')

    await page.goto('/desk/account')
    await page.getByText('通行密钥：办公室电脑').click()
    await page.locator('form[action="/desk/account/remove"] input[type=password]').fill(password)
    await page.getByRole('button', { name: '移除' }).click()
    await page.getByText('已移除').waitFor()
    await page.getByRole('button', { name: '退出', exact: true }).click()
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.getByText('没有通过').waitFor()
    expect(wrong).toEqual([])
  })

  it('a key whose holder proved nothing opens nothing', async () => {
    const { page, cdp } = await aWindow()
    const key = await aKey(cdp)
    await signInByPassword(page, 'liang')
    await makes(page, '手机')
    await page.getByText('通行密钥：手机').waitFor()
    await page.getByRole('button', { name: '退出', exact: true }).click()
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: key, isUserVerified: false })
    await page.getByRole('button', { name: '用通行密钥登录' }).click()
    await page.locator('.passkey [role=alert]:visible').waitFor()
    expect(await page.getByRole('heading', { name: '工作台登录' }).count()).toBe(1)
  })

  it.each(long ? [360, 1366] : [360])(
    'sign-in, account and audit trail at %i pixels have no findings of axe and fit',
    async (width) => {
      const { page, cdp, wrong } = await aWindow(width)
      await aKey(cdp)
      const found: string[] = []
      const look = async (name: string): Promise<void> => {
        const violations = await violationsOn(page)
        found.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`))
        if (!(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
          found.push(`${name}: wider than the screen`)
        const folder = process.env['SCREENSHOTS']
        if (folder)
          await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
      }
      await page.goto('/desk/sign-in')
      await look('sign-in')
      await signInByPassword(page, 'shenji')
      await page.goto('/desk/account')
      for (const summary of await page.locator('summary').all()) await summary.click()
      await look('account')
      await page.locator('#now-totp').fill(password)
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByRole('heading', { name: '设置手机验证器' }).waitFor()
      await page.locator('summary').click()
      await look('totp')
      await page.goto('/desk/audit')
      await look('audit')
      await page.getByRole('button', { name: '核验有没有被改过' }).click()
      await page.getByText('一条不少').waitFor()
      await look('verified')
      expect(found).toEqual([])
      expect(wrong).toEqual([])
      await page.context().close()
    },
  )
})
