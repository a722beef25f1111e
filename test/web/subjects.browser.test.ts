import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { concluded } from './concluded.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'
import { aDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

describe('the pages of those complained of', () => {
  let served: ServedDesk
  let page: Page
  let number = ''

  beforeAll(async () => {
    const desk = await aDesk()
    const filed = await desk.report({ heard: { who: '康泰口腔诊所' } })
    number = filed.number
    await desk.report({ heard: { who: '康泰口腔门诊部' } })
    const doctor = await desk.officer('doctor', 'handler', filed.offices[0] ?? '')
    await desk.officer('boss', 'supervisor', '500153-intake')
    await concluded(desk, doctor, { ...filed, outcome: 'substantiated' })
    served = await aServedDesk(desk)
    const context = await served.window({ viewport: { width: 360, height: 740 } })
    page = await context.newPage()
    await signIn(page, 'boss')
  }, 60_000)
  afterAll(async () => {
    await served?.close()
  })

  it.each([
    ['subjects', () => '/desk/subjects'],
    ['institutions', () => '/desk/institutions'],
    ['inspections', () => '/desk/inspections?month=2026-11'],
    ['credit', () => '/desk/credit'],
    ['results', () => '/desk/results'],
    ['case', () => `/desk/cases/${number}`],
  ])('%s can be read by everybody and never scrolls sideways', async (title, path) => {
    await page.goto(path())
    for (const summary of await page.locator('main summary').all()) await summary.click()
    for (const width of [360, 1366]) {
      await page.setViewportSize({ width, height: 740 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      const violations = await violationsOn(page)
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      const shots = process.env['SHOTS']
      if (shots) await page.screenshot({ path: `${shots}/${title}-${width}.png`, fullPage: true })
    }
  })
})
