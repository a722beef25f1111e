import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWeb } from '#web/app.ts'
import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { aCall, aHotlineDesk, type HotlineDesk } from './hotline-desk.ts'
import { password } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

const focused = 'document.activeElement?.getAttribute("name")'
const phone = { width: 360, height: 740 }
const desktop = { width: 1366, height: 768 }

describe('a call by keyboard alone', () => {
  let browser: Browser
  let desk: HotlineDesk
  let server: ReturnType<typeof serve>
  let root: string

  beforeAll(async () => {
    browser = await openBrowser()
    desk = await aHotlineDesk()
    await desk.signedIn()
    const app = createWeb(desk.house.world, { publicUrl: 'http://127.0.0.1' })
    const opened = Promise.withResolvers<AddressInfo>()
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, opened.resolve)
    root = `http://127.0.0.1:${(await opened.promise).port}`
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await desk?.[Symbol.asyncDispose]()
  })

  async function signedIn(viewport: typeof phone, scripts = true): Promise<Page> {
    const context = await browser.newContext({
      viewport,
      baseURL: root,
      javaScriptEnabled: scripts,
    })
    const page = await context.newPage()
    await page.goto('/hotline')
    await page.locator('#login').fill('call-intake')
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('#call').waitFor()
    return page
  }

  async function looksWell(page: Page): Promise<void> {
    const violations = await violationsOn(page)
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(wide).toBeLessThanOrEqual(0)
  }

  it('a typical call takes a dozen keys besides its words, and the number is read back', async () => {
    const page = await signedIn(desktop)
    let keys = 0
    let letters = 0
    const press = async (key: string): Promise<void> => {
      keys += 1
      await page.keyboard.press(key)
    }
    const types = async (text: string): Promise<void> => {
      letters += text.length
      await page.keyboard.insertText(text)
    }
    const at = async (name: string): Promise<void> =>
      await expect.poll(async () => await page.evaluate<string>(focused)).toBe(name)
    await at('what')
    await types(aCall.what)
    await page.getByText('黑诊所、无证医疗机构', { exact: true }).first().waitFor()
    await press('Tab')
    await at('offence')
    await press('ArrowDown')
    while ((await page.evaluate<string>(focused)) !== 'where') await press('Tab')
    await types(aCall.where)
    await press('Enter')
    await at('who')
    await press('Enter')
    await at('ongoing')
    await press('Space')
    await press('Enter')
    await at('when')
    await types(aCall.when)
    await press('Control+Enter')
    await page.getByRole('heading', { name: '已登记' }).waitFor()
    expect(await page.locator('.readback').innerText()).toMatch(/R C\s+2 0 2 6\s+0 0\s+0 0 1/)
    expect(await page.evaluate('document.activeElement?.id')).toBe('next')
    expect(keys).toBeLessThanOrEqual(14)
    const seconds = Math.round(keys * 0.5 + letters * 0.9)
    console.log(
      `hotline: ${keys} keys and ${letters} characters, about ${seconds} s at 65 characters a minute`,
    )
    expect(seconds).toBeLessThan(90)
    await looksWell(page)
    await page.context().close()
  })

  it.each([
    ['on a telephone', phone],
    ['on the old screen of an office', desktop],
  ])('every page of a call can be read by everybody %s', async (_title, viewport) => {
    const page = await signedIn(viewport)
    await looksWell(page)
    await page.locator('#what').fill(aCall.what)
    await page.locator('#where').fill('那里')
    await page.locator('#file').click()
    await page.locator('#where-wanted').waitFor()
    await looksWell(page)
    await page.locator('#where').fill(aCall.where)
    await page.getByLabel('实名').check()
    await page.locator('#name').fill('王小明')
    await page.locator('#contact').fill('13977665544')
    await page.locator('#file').click()
    await page.getByRole('heading', { name: '已登记' }).waitFor()
    await looksWell(page)
    await page.getByRole('button', { name: '打印给来电人' }).click()
    const secret = page.getByText(/查询密码 [0-9A-Z]{4}-/)
    await secret.waitFor({ state: 'attached' })
    expect(await secret.isVisible()).toBe(false)
    await looksWell(page)
    await page.emulateMedia({ media: 'print' })
    expect(await secret.isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
    await page.goto('/desk/work-orders')
    await looksWell(page)
    await page.context().close()
  })

  it('without a script Enter shows proposals and registers nothing', async () => {
    const page = await signedIn(desktop, false)
    await page.locator('#what').fill(aCall.what)
    await page.locator('#where').fill(aCall.where)
    await page.keyboard.press('Enter')
    await page.getByText('黑诊所、无证医疗机构', { exact: true }).first().waitFor()
    expect(page.url()).toMatch(/\/desk\/hotline$/)
    expect(await page.locator('#where').inputValue()).toBe(aCall.where)
    await page.context().close()
  })
})
