import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { appOf } from '../../src/main.ts'
import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { aHouse, standsBehind, type TestHouse } from '../service/house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let browser: Browser
let house: TestHouse
let server: ReturnType<typeof serve>
beforeAll(async () => {
  browser = await openBrowser()
  house = await aHouse()
  await standsBehind(house, '500153')
  await house.tick()
  const read = readConfig({ STATE_DIR: house.dir })
  if (!read.ok) throw new Error(read.problems.join())
  const app = appOf(house, read.config)
  const opened = Promise.withResolvers<void>()
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => opened.resolve())
  await opened.promise
})
afterAll(async () => {
  await browser.close()
  server.close()
  await house[Symbol.asyncDispose]()
})

const shots = process.env['SHOTS']
const long = Boolean(process.env['LONG'])

/** What is wider than the screen. */
async function look(page: Page, name: string): Promise<readonly string[]> {
  const { width } = page.viewportSize() ?? { width: 0 }
  if (shots) await page.screenshot({ path: `${shots}/form-${name}-${width}.png`, fullPage: true })
  const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  return Number(wide) > 0 ? [`${name} is wider than the screen`] : []
}

describe.each(long ? [360, 1366] : [360])(
  'the form in a browser of %i pixels that runs no script',
  (width) => {
    it('leads from the first words to number and passcode; back does no harm', async () => {
      const context = await browser.newContext({
        viewport: { width, height: 740 },
        javaScriptEnabled: false,
        baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      })
      const page = await context.newPage()
      const found: string[] = []
      await page.goto('/report?area=500153')
      found.push(...(await look(page, '1')))
      await page.fill('#text', `昌元街道菜市场后头有个老太婆给人打针输液，没得证，第${width}回了`)
      await page.getByRole('button', { name: '下一步' }).click()
      found.push(...(await look(page, '2')))
      await page.getByRole('button', { name: '行', exact: true }).click()
      found.push(...(await look(page, '3')))
      await page.fill('#text', '菜市场后门出来左手边卖鱼的楼上二楼')
      await page.getByRole('button', { name: '下一步' }).click()
      found.push(...(await look(page, '4')))
      await page.goBack()
      await page.getByText('现在还在做吗').waitFor()
      await page.getByLabel('还在').check()
      await page.getByLabel('是什么时候的事').fill('天天早上都有')
      await page.getByLabel('实名').check()
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByLabel('您叫什么名字').fill('王小二')
      await page.getByLabel('您的电话是多少').fill('12')
      await page.getByRole('button', { name: '下一步' }).click()
      expect(await page.getByRole('alert').count()).toBe(1)
      expect(await page.inputValue('#text')).toBe('12')
      found.push(...(await look(page, '5')))
      await page.fill('#text', '13977665544')
      await page.getByRole('button', { name: '下一步' }).click()
      found.push(...(await look(page, '6')))
      await page.getByRole('button', { name: '提交' }).click()
      expect(await page.locator('.receipt').textContent()).toMatch(
        /RC-2026-\d{5}[^]*(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}/,
      )
      found.push(...(await look(page, '7')))
      await page.reload()
      expect(await page.locator('.receipt').count()).toBe(1)
      expect(found).toEqual([])
      await context.close()
    })

    it.runIf(long)('axe finds nothing on any of its pages', async () => {
      const context = await browser.newContext({
        viewport: { width, height: 740 },
        baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      const found: string[] = []
      const scan = async (name: string): Promise<void> => {
        const violations = await violationsOn(page, {
          rules: { 'color-contrast-enhanced': { enabled: true } },
        })
        found.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`))
      }
      await page.goto('/report?area=500153')
      await scan('first')
      await page.fill('#text', `峰高街道仁心诊所给人打针输液，没得证，第${width}次`)
      await page.getByRole('button', { name: '下一步' }).click()
      await scan('propose')
      await page.getByRole('button', { name: '行', exact: true }).click()
      for (let n = 0; n < 3 && (await page.getByLabel('还在').count()) === 0; n++) {
        await scan('place')
        await page.fill('#text', '峰高街道建设路12号')
        await page.getByRole('button', { name: '下一步' }).click()
      }
      await scan('several')
      await page.getByRole('button', { name: '下一步' }).click()
      await scan('review')
      await page.getByRole('button', { name: '提交' }).click()
      await page.getByRole('button', { name: '打印这一页' }).waitFor()
      await scan('receipt')
      expect(found).toEqual([])
      expect(complaints).toEqual([])
      await context.close()
    })
  },
)
