import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWeb } from '#web/app.ts'
import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { aDesk, password, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

const plan = '/desk/admin/areas/500153/plan'

describe('correcting a plan on a phone, without scripts', () => {
  let browser: Browser
  let desk: TestDesk
  let server: ReturnType<typeof serve>
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    desk = await aDesk()
    await desk.officer('admin', 'administrator', '')
    const app = createWeb(desk.world, { publicUrl: 'http://127.0.0.1' })
    server = await new Promise<typeof server>((resolve) => {
      const opening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(opening),
      )
    })
    const { port } = server.address() as AddressInfo
    context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      baseURL: `http://127.0.0.1:${port}`,
      javaScriptEnabled: false,
    })
    page = await context.newPage()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await desk?.close()
  })

  const isNoWiderThanTheScreen = async (): Promise<void> => {
    await page.waitForLoadState()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  }

  it('reads, corrects, tries and publishes; the next report goes by it', async () => {
    await desk.report()
    await page.goto('/desk')
    await page.locator('#login').fill('admin')
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '荣昌区' }).first().click()
    await page.getByRole('link', { name: '看对照表' }).click()
    await isNoWiderThanTheScreen()
    await page.getByRole('link', { name: '黑诊所、无证医疗机构' }).click()
    await isNoWiderThanTheScreen()
    await page.getByLabel('方案没有写明，按职能建议').check()
    await page.getByLabel('区公安局牵头').last().check()
    await page.locator('#reason').fill('方案没有写到这一类')
    await page.getByRole('button', { name: '存进草稿' }).click()
    await page.getByRole('link', { name: '看看会变什么，再公布' }).click()
    await isNoWiderThanTheScreen()
    expect(await page.locator('main').innerText()).toMatch(/有 1 件如果今天才收到，会去别处/)
    await page.locator('#reason').fill('按会议纪要更正')
    await page.getByRole('button', { name: '公布' }).click()
    expect(await page.locator('main').innerText()).toContain('现在按第 1 版分办')
    expect((await desk.report()).offices).toEqual(['500153-intake'])
  })

  it('can be read by everybody: no fault of access on any page', async () => {
    const reader = await browser.newContext({ baseURL: new URL(page.url()).origin })
    await reader.addCookies(await context.cookies())
    const read = await reader.newPage()
    for (const [path, part] of [
      ['', '#group-0'],
      ['/offences/A2', 'form.reading > section'],
      ['/versions', 'main'],
    ] as const) {
      await read.goto(`${plan}${path}`)
      const violations = await violationsOn(read, { within: part })
      expect(
        violations.map(({ id }) => id),
        path,
      ).toEqual([])
    }
    await reader.close()
  })
})
