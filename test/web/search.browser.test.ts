import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'
import type { TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

const shots = process.env['SHOTS']

let served: ServedDesk
let desk: TestDesk
let number: string
beforeAll(async () => {
  served = await aServedDesk()
  ;({ desk } = served)
  await desk.officer('xietiao', 'intake', '500153-intake')
  const told = [
    '康复诊所的张医生没有证，也给老人打针',
    '美容院给人打瘦脸针，收了三万块',
    '有人乱打针',
  ]
  for (const what of told) {
    number = (await desk.report({ facts: { what } })).number
    desk.later(86_400_000)
  }
}, 60_000)
afterAll(async () => {
  await served?.close()
})

it.each([
  [1366, true],
  [360, true],
  [360, false],
])(
  'a report is searched for with the keyboard, opened, and the list is there on the way back, %i wide, scripts: %s',
  async (width, javaScriptEnabled) => {
    const viewport = { width, height: 768 }
    await using context = await served.window({ viewport, javaScriptEnabled })
    const page = await context.newPage()
    await signIn(page, 'xietiao')
    await page.getByLabel('搜索案件').fill('打针')
    await page.keyboard.press('Enter')
    await page.getByText('2 件，新的在前').waitFor()
    expect(page.url()).not.toContain(encodeURIComponent('打针'))
    expect(await page.locator('mark').allTextContents()).toEqual(['打针', '打针'])
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(width)
    if (javaScriptEnabled) {
      const violations = await violationsOn(page)
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    if (shots) await page.screenshot({ path: `${shots}/search-${width}.png`, fullPage: true })
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goBack()
    await page.getByText('2 件，新的在前').waitFor()
    await page.getByLabel('搜索案件').fill('针')
    await page.getByRole('button', { name: '搜索' }).click()
    await page.getByText('一个字会搜出太多').waitFor()
    if (shots) await page.screenshot({ path: `${shots}/search-one-${width}.png`, fullPage: true })
    if (shots) {
      await page.goto('/desk?queue=mine')
      await page.screenshot({ path: `${shots}/search-inbox-${width}.png`, fullPage: true })
    }
  },
)
