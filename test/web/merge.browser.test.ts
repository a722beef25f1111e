import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { violationsOn } from '../axe.ts'
import { approved } from '../service/crime-scene.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

vi.setConfig({ testTimeout: 120_000 })

describe('并案、变更主办、移送, in a browser', () => {
  let served: ServedDesk
  let page: Page
  let main = ''
  let merged = ''

  const does = async (number: string, by: Officer, deed: Deed): Promise<void> => {
    const { world } = served.desk
    const read = await readCase(world, by, number)
    if (!read.ok) throw new Error(read.refusal.key)
    const done = await act(world, by, { number, version: read.value.file.version }, deed)
    expect(done).toMatchObject({ ok: true })
  }

  beforeAll(async () => {
    served = await aServedDesk()
    const { desk } = served
    const intake = await desk.officer('xietiao', 'intake', '500153-intake')
    const wei = await desk.officer('wei', 'handler', '500153-health-commission')
    main = (await desk.report()).number
    merged = (await desk.report({ facts: { what: '二楼有人打针，没有证，门口排队' } })).number
    await does(merged, intake, { type: 'merge', into: main, reason: '同一家诊所' })
    const read = await readCase(desk.world, wei, main)
    const task = (read.ok && read.value.tasks[0]?.task) || ''
    await does(main, wei, { type: 'accept', task })
    await approved(desk.world, { number: main, by: wei, task })
    await does(main, wei, {
      type: 'transfer',
      task,
      to: 'police',
      organ: '荣昌区公安局',
      basis: 'penalty-law',
      materials: ['现场检查笔录', '询问笔录'],
      on: '2026-11-20',
    })
    const context = await served.window({ viewport: { width: 360, height: 740 } })
    page = await context.newPage()
    await signIn(page, 'xietiao')
  }, 60_000)
  afterAll(async () => {
    await served?.close()
  })

  it.each([
    ['the main case', () => `/desk/cases/${main}`],
    ['the merged case', () => `/desk/cases/${merged}`],
  ])(
    '%s can be read by everybody, with every form open, and never scrolls sideways',
    async (_title, path) => {
      await page.goto(path())
      for (const closed of await page.locator('details:not([open]) > summary:visible').all())
        if (await closed.isVisible()) await closed.click()
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
    },
  )

  it('by keyboard alone a merged case is taken apart again', async () => {
    await page.goto(`/desk/cases/${merged}`)
    const summary = page.locator('summary', { hasText: '撤销并案' })
    await summary.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('不是同一家')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('button[value="do"]').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/done=unmerge/)
    expect(await page.locator('h1').textContent()).toContain(merged)
  })
})
