import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createSurgeWatch } from '#service/surge-watch.ts'
import { violationsOn } from '../axe.ts'
import { tells, quietHalfYear } from '../service/warning-scene.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'
import { rongchang } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

let served: ServedDesk
let page: Page

beforeAll(async () => {
  served = await aServedDesk()
  const { desk } = served
  const place =
    desk.world.packs.areas.get(rongchang)?.places.find(({ within }) => within === rongchang)
      ?.code ?? ''
  await desk.officer('xietiao', 'intake', '500153-intake')
  await tells(desk, quietHalfYear('2026-11-12'))
  const many = Array.from({ length: 9 }, (_, n) => ({
    day: `2026-11-${17 + (n % 3)}`,
    offence: 'J2',
    place,
  }))
  await tells(desk, [
    ...many,
    ...Array.from({ length: 4 }, () => ({
      day: '2026-11-19',
      offence: 'J2',
      place,
      sender: 'one',
    })),
  ])
  const watch = createSurgeWatch(desk.world)
  for (let n = 0; n < 12; n += 1) await watch()
  const context = await served.window({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: true,
  })
  page = await context.newPage()
  await signIn(page, 'xietiao')
}, 60_000)
afterAll(async () => await served?.close())

const isFine = async (name: string): Promise<void> => {
  for (const width of [360, 1366]) {
    await page.setViewportSize({ width, height: 740 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    const violations = await violationsOn(page)
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
    const shots = process.env['SHOTS']
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
}

it('an officer finds a surge with its numbers, signs for it, hands it over and closes it with a word', async () => {
  await page.goto('/desk/systems')
  await page.getByRole('link', { name: '风险预警' }).first().click()
  await isFine('warnings')
  await page.getByRole('link', { name: /第 1 号 来件激增/ }).click()
  const why = await page.locator('#why').innerText()
  expect(why).toContain('3 天里有 10 个不同的来处反映，共 13 件')
  expect(why).toContain('其中最多的一个来处发了 4 件')
  await isFine('warning')
  await page.getByRole('button', { name: '签收' }).click()
  await page.getByText('已签收').waitFor()
  await page.getByRole('checkbox', { name: /市场监管/ }).check()
  await page.getByLabel('交代一句').fill('请一起去看水')
  await page.getByRole('button', { name: '移交' }).click()
  await page.getByText('由工作人员移交').waitFor()
  await page.getByLabel(/一句话/).fill('写了一半的话')
  await page.getByRole('button', { name: '了结' }).click()
  await page.getByRole('status').waitFor()
  expect(await page.getByLabel(/一句话/).inputValue()).toBe('写了一半的话')
  await page.getByLabel('结果').selectOption('acted')
  await page.getByLabel(/一句话/).fill('已取样，水厂停供')
  await page.getByRole('button', { name: '了结' }).click()
  await page.getByText('已了结').waitFor()
  expect(await page.locator('#history').innerText()).toContain('已取样，水厂停供')
  await isFine('warning-closed')
})

it('a press lead is entered and its official answer kept', async () => {
  await page.goto('/desk/warnings')
  await page.getByLabel('标题').fill('美容店打针出事')
  await page.getByLabel(/哪家媒体/).fill('某报第三版')
  await page.getByRole('button', { name: '登记' }).click()
  await page.getByRole('heading', { name: /媒体线索/ }).waitFor()
  await page.getByLabel('官方答复的原话').fill('已立案调查')
  await page.getByLabel('登在哪里').fill('区政府网站')
  await page.getByRole('button', { name: '记下答复' }).click()
  await page.getByText('区政府网站').waitFor()
  expect(await page.locator('#history').innerText()).toContain('已立案调查')
  await isFine('press')
})
