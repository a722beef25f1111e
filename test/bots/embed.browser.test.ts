import type { AddressInfo } from 'node:net'

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { createWebChat } from '#bots/web-chat.ts'

import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 })

type Server = ReturnType<typeof serve>

const listen = async (fetch: Hono['fetch']): Promise<{ server: Server; port: number }> => {
  const opened = Promise.withResolvers<void>()
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => opened.resolve())
  await opened.promise
  return { server, port: (server.address() as AddressInfo).port }
}

describe('the chat on the website of a municipality', () => {
  let browser: Browser
  let house: House
  let hosts: { server: Server; port: number }
  let chat: { server: Server; port: number }
  const asked: { path: string; referer: string | undefined }[] = []
  let close: () => Promise<void>

  beforeAll(async () => {
    browser = await openBrowser()
    house = openHouse()
    const website = new Hono()
    website.get('*', (c) => {
      const home = `http://127.0.0.1:${chat.port}`
      c.header(
        'Content-Security-Policy',
        `default-src 'none'; script-src ${home}; frame-src ${home}; require-trusted-types-for 'script'`,
      )
      return c.html(
        `<!doctype html><html lang="zh-CN"><head><title>某区政府</title></head><body><main><h1>某区政府</h1><script src="${home}/chat/embed.js" data-area="500153" referrerpolicy="no-referrer" defer></script></main></body></html>`,
      )
    })
    hosts = await listen(website.fetch)
    // The website is another site than the chat: localhost is not 127.0.0.1.
    const frames = [`http://localhost:${hosts.port}`]
    const bot = createWebChat({ frames }, house.port)
    const app = new Hono()
    app.use(async (c, next) => {
      asked.push({ path: c.req.path, referer: c.req.header('referer') })
      await next()
    })
    if (bot.routes) app.route(bot.routes.path, bot.routes.app)
    chat = await listen(app.fetch)
    close = bot.stop
  })
  afterAll(async () => {
    await browser.close()
    await close()
    hosts.server.close()
    chat.server.close()
  })

  const visit = async (host: string, cookies = true) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    if (!cookies)
      await context.route('**/chat/**', async (route) => {
        const response = await route.fetch()
        const headers = response.headers()
        delete headers['set-cookie']
        await route.fulfill({ response, headers })
      })
    await page.goto(`http://${host}:${hosts.port}/zhuanlan/jubao?from=secret-page`)
    return { context, page, complaints }
  }
  const frameOf = (page: Page) => page.frameLocator('iframe')

  it('opens by keyboard, is talked to, is known again after a reload, and tells nothing of the page around it', async () => {
    asked.length = 0
    const { context, page, complaints } = await visit('localhost')
    await page.getByRole('button', { name: '举报' }).focus()
    await page.keyboard.press('Enter')
    const frame = frameOf(page)
    await frame.getByText('您好，这里是举报通道').waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('IFRAME')
    await frame.locator('#text').fill('菜市场后头有人无证打针')
    await frame.locator('#text').press('Enter')
    await frame.getByText('先按“无证行医”登记，行吗？').waitFor()
    await page.reload()
    await page.getByRole('button', { name: '举报' }).click()
    await frame.getByText('菜市场后头有人无证打针').first().waitFor()
    expect(house.heard.filter(({ what }) => what.type === 'text').length).toBe(1)
    const [cookie] = (await context.cookies(`http://127.0.0.1:${chat.port}/chat`)).filter(
      ({ name }) => name.startsWith('yj_chat'),
    )
    expect(cookie).toMatchObject({ name: 'yj_chat_in', httpOnly: true, secure: true })
    expect(cookie?.sameSite).toBe('None')
    expect(cookie).toHaveProperty('partitionKey', 'http://localhost')
    expect(asked.filter(({ referer }) => /localhost|secret/.test(referer ?? ''))).toEqual([])
    expect(complaints).toEqual([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/embed.png` })
    // The website has its main part, and the chat in the frame, a page of its own, has its own.
    const rules = { 'landmark-unique': { enabled: false } }
    const violations = await violationsOn(page, { rules })
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.getByRole('button', { name: '关闭' }).click()
    expect(await page.locator('iframe').isVisible()).toBe(false)
    await context.close()
  })

  it('shows nothing on a website that was not named', async () => {
    const { context, page, complaints } = await visit('127.0.0.1')
    await page.getByRole('button', { name: '举报' }).click()
    await expect
      .poll(() => complaints.some((line) => line.includes('frame-ancestors')), { timeout: 10_000 })
      .toBe(true)
    expect(page.frames().filter((frame) => frame.url().includes('/chat')).length).toBe(0)
    await context.close()
  })

  it('where the browser keeps no cookie in a frame, it says so and leads to a window of its own', async () => {
    const { context, page } = await visit('localhost', false)
    await page.getByRole('button', { name: '举报' }).click()
    const frame = frameOf(page)
    await frame.locator('#text').fill('有人无证行医')
    await frame.locator('#text').press('Enter')
    await frame.getByText('这个网站里接不上聊天').first().waitFor()
    const link = frame.getByRole('link', { name: '在新窗口打开' })
    expect(await link.getAttribute('target')).toBe('_blank')
    expect(await link.getAttribute('href')).toBe('/chat?area=500153')
    // The page may still be asking for something: what is answered too late is nobody's any more.
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await context.close()
  })

  it('without a named website there is no script to take, and no page goes into a frame', async () => {
    const bot = createWebChat({}, house.port)
    const app = bot.routes?.app ?? new Hono()
    expect((await app.request('/embed.js')).status).toBe(404)
    const { headers } = await app.request('/?area=500153&frame=1')
    expect(headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`)
    expect(headers.get('x-frame-options')).toBe('DENY')
    await bot.stop()
  })
})
