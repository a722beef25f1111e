import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { aHouse, type TestHouse } from '../service/house.ts'

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 })

const long = Boolean(process.env['LONG'])
const fake = ['--use-fake-device-for-media-stream']

let browser: Browser
let house: TestHouse
let server: ReturnType<typeof serve>
beforeAll(async () => {
  browser = await openBrowser([...fake, '--use-fake-ui-for-media-stream'])
  house = await aHouse()
  const app = new Hono()
  for (const { routes } of house.bots) if (routes) app.route(routes.path, routes.app)
  const opened = Promise.withResolvers<void>()
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => opened.resolve())
  await opened.promise
})
afterAll(async () => {
  await browser.close()
  server.close()
  await house[Symbol.asyncDispose]()
})

const enter = async (options: BrowserContextOptions = {}, by = browser): Promise<Page> => {
  const { port } = server.address() as AddressInfo
  const context = await by.newContext({
    viewport: { width: 360, height: 740 },
    baseURL: `http://127.0.0.1:${port}`,
    ...options,
  })
  return await context.newPage()
}
const arrive = async (page: Page): Promise<void> => {
  await page.goto('/chat?area=500153')
  await page.getByText('发生了什么事').waitFor()
}
const kept = async () =>
  await house.world.db.read(
    async (tx) => await tx.selectFrom('evidence').select(['size', 'type', 'cleaned']).execute(),
  )

describe('speaking instead of writing', () => {
  it('is recorded, heard first, sent as a voice message, and kept', async () => {
    const page = await enter()
    await arrive(page)
    await page.getByRole('button', { name: '录音' }).press('Enter')
    await page.getByText('正在录音，最长 5 分钟').waitFor()
    await page.getByText('0:01').waitFor()
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/voice-1.png` })
    await page.keyboard.press('Enter')
    await page.locator('#recorder audio').waitFor()
    await expect
      .poll(async () => await page.evaluate('document.querySelector("audio").readyState'))
      .toBeGreaterThan(0)
    const violations = await violationsOn(page)
    expect(violations.map(({ id }) => id)).toEqual([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/voice-2.png` })
    await page.getByRole('button', { name: '发送录音' }).click()
    await page.locator('.line.reporter .file', { hasText: '录音' }).waitFor()
    await page.getByText('收到语音，会有人听').or(page.getByText('收到了')).first().waitFor()
    const [file, ...others] = await kept()
    expect([file?.type, file?.cleaned, others]).toEqual([
      expect.stringMatching(/webm|matroska/),
      'yes',
      [],
    ])
    expect(file?.size).toBeGreaterThan(1000)
    await page.context().close()
  })

  it.runIf(long)('what is thrown away never leaves the device', async () => {
    const page = await enter()
    await arrive(page)
    const before = (await kept()).length
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`))
    await page.getByRole('button', { name: '录音' }).click()
    await page.getByText('0:01').waitFor()
    await page.getByRole('button', { name: '说完了' }).click()
    await page.getByRole('button', { name: '不要了' }).click()
    expect(await page.locator('#recorder').isVisible()).toBe(false)
    expect(sent.filter((line) => line.startsWith('POST'))).toEqual([])
    expect((await kept()).length).toBe(before)
    await page.context().close()
  })

  it('where the microphone is refused, it says what to do, and writing goes on', async () => {
    const strict = await openBrowser([...fake, '--use-fake-ui-for-media-stream=deny'])
    const page = await enter({}, strict)
    await arrive(page)
    await page.getByRole('button', { name: '录音' }).click()
    await page.getByText('没有用上麦克风').waitFor()
    await page.locator('#text').fill('那就写字')
    await page.locator('#text').press('Enter')
    await page.locator('.line.reporter .text', { hasText: '那就写字' }).waitFor()
    expect(await page.locator('#recorder').getByRole('alert').textContent()).toContain('直接写字')
    await strict.close()
  })

  it.runIf(long)('without a recorder or without scripts there is no button', async () => {
    const page = await enter()
    await page.addInitScript('delete window.MediaRecorder')
    await arrive(page)
    expect(await page.locator('#record').isVisible()).toBe(false)
    await page.context().close()
    const plain = await enter({ javaScriptEnabled: false })
    const response = await plain.goto('/chat?area=500153')
    expect(await plain.locator('#record').isVisible()).toBe(false)
    expect(response?.headers()['permissions-policy']).toContain('microphone=(self)')
    const form = await plain.goto('/report?area=500153')
    expect(form?.headers()['permissions-policy']).toContain('microphone=()')
    await plain.context().close()
  })
})
