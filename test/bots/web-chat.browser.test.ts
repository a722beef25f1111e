import type { AddressInfo } from 'node:net'

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Bot } from '#conversation/channel.ts'

import { createWebChat } from '#bots/web-chat.ts'

import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { openHouse } from './house.ts'
import type { House } from './house.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

vi.setConfig({ testTimeout: 30_000 })

describe('the chat page in a browser', () => {
  let browser: Browser
  let house: House
  let bot: Bot<Hono>
  let server: ReturnType<typeof serve>
  let context: BrowserContext
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => await browser.close())

  beforeEach(async () => {
    house = openHouse()
    bot = createWebChat({}, house.port)
    const app = new Hono()
    if (bot.routes) app.route(bot.routes.path, bot.routes.app)
    server = await new Promise<typeof server>((resolve) => {
      const opening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(opening),
      )
    })
    complaints = []
    await enter({})
  })
  afterEach(async () => {
    await context.close()
    await bot.stop()
    server.close()
  })

  const enter = async (options: BrowserContextOptions): Promise<void> => {
    const { port } = server.address() as AddressInfo
    const viewport = { width: 360, height: 740 }
    context = await browser.newContext({
      viewport,
      baseURL: `http://127.0.0.1:${port}`,
      ...options,
    })
    page = await context.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
  }
  const arrive = async (path = '/chat?area=150000'): Promise<void> => {
    await page.goto(path)
    await page.getByText('您好，这里是举报通道').waitFor()
  }
  const write = async (text: string): Promise<void> => {
    await page.locator('#text').fill(text)
    await page.locator('#text').press('Enter')
  }
  const own = () => page.locator('.line.reporter .text')
  const heard = () => house.heard.map(({ what }) => what)

  it('a citizen chooses the place, writes, and presses an option with the keyboard alone', async () => {
    await page.goto('/chat')
    await page.getByRole('link', { name: '重庆市荣昌区' }).press('Enter')
    await page.getByText('您好，这里是举报通道').waitFor()
    await page.locator('#text').focus()
    await page.keyboard.type('菜市场后头')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('有人无证打针')
    await page.keyboard.press('Enter')
    const option = page.getByRole('button', { name: '行', exact: true })
    await option.waitFor()
    await page.keyboard.press('Shift+Tab')
    while (!(await option.evaluate((one) => one === one.ownerDocument.activeElement))) {
      await page.keyboard.press('Shift+Tab')
    }
    const ring = await option.evaluate(
      (one) => one.ownerDocument.defaultView?.getComputedStyle(one).outlineStyle,
    )
    await page.keyboard.press('Enter')
    await page.getByText('选的是 b:1').waitFor()
    expect(heard()).toEqual([
      { type: 'start' },
      { type: 'text', text: '菜市场后头\n有人无证打针' },
      { type: 'button', data: 'b:1' },
    ])
    expect(house.heard.every(({ area }) => area === '500153')).toBe(true)
    expect([ring, await page.locator('.options:visible').count()]).toEqual(['solid', 0])
    expect(
      await page.locator('#text').evaluate((one) => one === one.ownerDocument.activeElement),
    ).toBe(true)
    expect(complaints).toEqual([])
  })

  it("an address of this site in the office's words can be pressed, any other stays text", async () => {
    await arrive()
    const { port } = server.address() as AddressInfo
    const here = `http://127.0.0.1:${port}`
    const { channel, address } = house.heard[0] ?? { channel: '', address: '' }
    const foreign = 'https://elsewhere.example/privacy'
    const text = `怎么保管：${here}/privacy。 ${foreign} <b>x</b> ${here}.evil.example/`
    house.news(channel, address, text)
    await page.reload()
    const link = page.locator('.line.office .text a')
    await link.waitFor()
    expect(await link.allTextContents()).toEqual([`${here}/privacy`])
    expect(await link.getAttribute('href')).toBe(`${here}/privacy`)
    expect(await page.locator('.line.office .text').last().textContent()).toBe(text)
    await write(`${here}/privacy`)
    await own().last().waitFor()
    expect(await page.locator('.line.reporter a').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('where number and passcode are given, the receipt can be kept; what the citizen writes is no receipt', async () => {
    await arrive()
    const { channel, address } = house.heard[0] ?? { channel: '', address: '' }
    const given = '已收到并登记，编号 RC-2026-00017。密码：4K7Q-92HM-XV3D-6T1PA，请抄下来'
    await write(given)
    house.news(channel, address, given)
    for (const arrival of ['while the page is open', 'with the page']) {
      const receipt = page.locator('.line.office form.receipt').last()
      await receipt.waitFor()
      expect(await page.locator('.line.reporter form').count(), arrival).toBe(0)
      const sends = await receipt.evaluate((form) =>
        [form.getAttribute('action'), form.getAttribute('method')].concat(
          [...form.querySelectorAll('input')].map(({ name, value }) => `${name}=${value}`),
        ),
      )
      expect(sends).toEqual([
        '/receipt',
        'post',
        'number=RC-2026-00017',
        'passcode=4K7Q-92HM-XV3D-6T1PA',
      ])
      await page.reload()
    }
    expect(complaints).toEqual([])
  })

  it('a picture is chosen, can be taken back, is sent with its words, and is there after a reload', async () => {
    await arrive()
    const file = (name: string) => ({ name, mimeType: 'image/png', buffer: picture })
    await page.setInputFiles('#files', [file('a.png'), file('b.png')])
    await page.getByRole('button', { name: '去掉 a.png' }).click()
    await write('后门照片')
    await page.getByText('收到 1 个文件').waitFor()
    expect(house.kept.map(({ bytes }) => Buffer.from(bytes).equals(picture))).toEqual([true])
    expect(heard().at(-1)).toMatchObject({
      type: 'media',
      caption: '后门照片',
      media: [{ name: 'b.png' }],
    })
    await page.reload()
    await page.getByText('收到 1 个文件').waitFor()
    expect(await page.locator('.line.reporter .file').allTextContents()).toEqual(['图片 b.png'])
    expect(await page.getByText('您好，这里是举报通道').count()).toBe(1)
    expect(heard().filter(({ type }) => type === 'start').length).toBe(1)
    expect(complaints).toEqual([])
  })

  it('what is written while the connection is lost is sent afterwards, exactly once', async () => {
    await arrive()
    await context.setOffline(true)
    await write('断网时写的')
    await page.getByText('网络断了，会自动重发').waitFor()
    await page.getByRole('button', { name: '没有发出去，点这里重发' }).waitFor()
    await context.setOffline(false)
    await page.getByText('记下了：断网时写的').waitFor()
    expect(heard().filter(({ type }) => type === 'text')).toEqual([
      { type: 'text', text: '断网时写的' },
    ])
    expect(await own().allTextContents()).toEqual(['断网时写的'])
    expect(await page.locator('#status').textContent()).toBe('')
  })

  it('a message whose acknowledgement was lost is neither lost nor doubled, also over a reload', async () => {
    await arrive()
    let cut = 0
    await page.route('**/chat/messages*', async (route) => {
      if (route.request().method() !== 'POST' || cut > 0) return await route.continue()
      cut += 1
      await route.fetch()
      await route.abort()
    })
    await write('回执丢了')
    await page.getByText('网络断了，会自动重发').waitFor()
    await page.reload()
    await page.getByText('记下了：回执丢了').waitFor()
    await expect.poll(() => house.steps.length).toBe(3)
    expect(heard().filter(({ type }) => type === 'text')).toEqual([
      { type: 'text', text: '回执丢了' },
    ])
    await expect.poll(async () => await own().allTextContents()).toEqual(['回执丢了'])
    expect(await page.getByText('记下了：回执丢了').count()).toBe(1)
  })

  it('a house that cannot save is tried again by itself', async () => {
    await arrive()
    house.fail(1)
    await write('先失败一次')
    await page.getByText('记下了：先失败一次').waitFor()
    expect(await own().allTextContents()).toEqual(['先失败一次'])
  })

  it('what is refused is said at the message, and can be put back into the box', async () => {
    await arrive()
    await write('长'.repeat(100_001))
    await page.getByText('这段话太长了').waitFor()
    await page.getByRole('button', { name: '放回输入框' }).click()
    expect((await page.locator('#text').inputValue()).length).toBe(100_001)
    expect(await page.locator('.pending').count()).toBe(0)
  })

  it('news arrive while the page is open, and words are never markup', async () => {
    await arrive()
    const { address } = house.heard[0]!
    const news = house.news('web-chat', address, '<b>您有一条</b>办理进度')
    await bot.send(address, news)
    await page.getByText('<b>您有一条</b>办理进度').waitFor()
    expect(await page.locator('#log b').count()).toBe(0)
  })

  it('nothing scrolls sideways at 360 pixels, nor at 200 per cent of them', async () => {
    for (const width of [360, 180]) {
      await page.setViewportSize({ width, height: 740 })
      await arrive()
      await write(`https://example.com/${'averylongword'.repeat(30)}`)
      await page.getByRole('button', { name: '不对，换一类' }).waitFor()
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect([width, over]).toEqual([width, 0])
      await page.goto('/chat/leave')
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    }
  })

  it('axe finds nothing, contrast of 7 to 1 included, on any page and in any state', async () => {
    const check = async (): Promise<void> => {
      const violations = await violationsOn(page, {
        rules: { 'color-contrast-enhanced': { enabled: true } },
      })
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
    await page.goto('/chat')
    await check()
    await arrive()
    await write('有人无证行医')
    await page.getByRole('button', { name: '不对，换一类' }).waitFor()
    await page.setInputFiles('#files', { name: 'a.png', mimeType: 'image/png', buffer: picture })
    await check()
    await context.setOffline(true)
    await write('断网')
    await page.getByRole('button', { name: '没有发出去，点这里重发' }).waitFor()
    await check()
    await context.setOffline(false)
    await page.goto('/chat/leave')
    await check()
  })

  it('without scripts the whole chat goes by forms: text, picture, option, leaving', async () => {
    await context.close()
    await enter({ javaScriptEnabled: false })
    await page.goto('/chat?area=500153')
    await page.getByRole('button', { name: '开始' }).click()
    await page.getByText('您好，这里是举报通道').waitFor()
    await page.locator('#text').fill('有人无证行医')
    await page.setInputFiles('#files', { name: 'a.png', mimeType: 'image/png', buffer: picture })
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByText('收到 1 个文件').waitFor()
    await page.locator('#text').fill('天天早上都在')
    await page.getByRole('button', { name: '发送' }).click()
    await page.getByRole('button', { name: '行', exact: true }).click()
    await page.getByText('选的是 b:1').waitFor()
    await page.getByRole('link', { name: '离开并清空' }).click()
    await page.getByRole('button', { name: '清空并离开' }).click()
    await page.getByText('已经清空').waitFor()
    expect(heard().map(({ type }) => type)).toEqual(['start', 'media', 'text', 'button', 'closed'])
  })

  it('who left finds no conversation when coming back', async () => {
    await arrive()
    await write('有人无证行医')
    await page.getByText('记下了').waitFor()
    await page.getByRole('link', { name: '离开并清空' }).click()
    await page.getByRole('button', { name: '清空并离开' }).click()
    await page.getByText('已经清空').waitFor()
    await arrive()
    expect(await own().count()).toBe(0)
  })
})
