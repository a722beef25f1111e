import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { violationsOn } from '../axe.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'
import type { TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

describe('the list of gaps, the accusations and the full reason of a case', () => {
  let served: ServedDesk
  let desk: TestDesk
  let context: BrowserContext
  let page: Page
  let followed = ''

  beforeAll(async () => {
    served = await aServedDesk()
    ;({ desk } = served)
    const intake = await desk.officer('xietiao', 'intake', '500153-intake')
    const first = await desk.report({ offence: 'H1' })
    const read = await readCase(desk.world, intake, first.number)
    if (!read.ok) throw new Error(read.refusal.key)
    const lead = { lead: '500153-market-regulation', cooperate: ['500153-health-commission'] }
    const words = { reason: '广告归市场监管，先查发布的人', basis: '广告法第六条' }
    const ruling = { type: 'rule', matter: 'm1', ...lead, ...words } as const
    const { version } = read.value.file
    await act(desk.world, intake, { number: first.number, version }, ruling)
    const heard = {
      offences: [
        { code: 'H1', score: 0.71 },
        { code: 'H2', score: 0.33 },
      ],
      because: () => ['广告', '包治'],
    }
    followed = (await desk.report({ offence: 'H1', heard })).number
    await desk.report({ offence: 'I4', stream: 'accusation', accused: 'health-commission' })
    context = await served.window({ viewport: { width: 360, height: 740 } })
    page = await context.newPage()
    await signIn(page, 'xietiao')
  }, 60_000)
  afterAll(async () => {
    await served?.close()
  })

  it.each([
    ['the list of gaps', () => '/desk/gaps'],
    ['the accusations', () => '/desk?queue=accusations'],
    ['a case with its full reason', () => `/desk/cases/${followed}`],
  ])('%s can be read by everybody and never scrolls sideways', async (_title, path) => {
    await page.goto(path())
    for (const summary of await page.locator('details.why > summary').all()) await summary.click()
    for (const width of [360, 1366]) {
      await page.setViewportSize({ width, height: 740 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      const violations = await violationsOn(page)
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      const shots = process.env['SHOTS']
      if (shots)
        await page.screenshot({
          path: `${shots}/${path().replaceAll(/\W+/g, '-')}-${width}.png`,
          fullPage: true,
        })
    }
  })
})
