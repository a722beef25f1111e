import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { password } from './world.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let served: ServedDesk
let page: Page
beforeAll(async () => {
  served = await aServedDesk()
  await served.desk.officer('xietiao', 'intake', '500153-intake')
  const context = await served.window({ viewport: { width: 360, height: 740 } })
  page = await context.newPage()
  await signIn(page, 'xietiao')
})
afterAll(async () => {
  await served?.close()
})

it.each([
  ['the reference of the interface', '/api/v1'],
  ['the page of a failure', '/problems/case-changed'],
  ['the page of tokens', '/desk/tokens'],
])('%s can be read by everybody and never scrolls sideways', async (_title, path) => {
  await page.goto(path)
  for (const n of path === '/api/v1' ? [0, 1, 2] : []) await page.locator('summary').nth(n).click()
  for (const width of [360, 1366]) {
    await page.setViewportSize({ width, height: 740 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    const violations = await violationsOn(page)
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
    const shots = process.env['SHOTS']
    const name = `${path.replaceAll('/', '-')}-${width}.png`
    if (shots) await page.screenshot({ path: `${shots}/${name}`, fullPage: path !== '/api/v1' })
  }
})

it('a token is made, seen and ended by the keyboard alone', async () => {
  await page.goto('/desk/tokens')
  await page.locator('#name').focus()
  await page.keyboard.type('政务平台')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.locator('#days').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  expect(await page.locator('#token').textContent()).toMatch(/^[\w-]{43}$/)
  const shots = process.env['SHOTS']
  if (shots) await page.screenshot({ path: `${shots}/token-made.png`, fullPage: true })
  await page.locator('a.button').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '撤销政务平台' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('已撤销').first().waitFor()
})
