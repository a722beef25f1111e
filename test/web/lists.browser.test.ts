import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'
import type { TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

const shots = process.env['SHOTS']

let served: ServedDesk
let desk: TestDesk
const numbers: string[] = []
beforeAll(async () => {
  served = await aServedDesk()
  ;({ desk } = served)
  for (let n = 0; n < 4; n += 1) {
    const { number, offices } = await desk.report(n === 0 ? { urgent: 'life' } : {})
    numbers.push(number)
    if (n > 0) continue
    await desk.officer('wang', 'handler', offices[0] ?? '', { name: '王敏' })
    await desk.officer('li', 'handler', offices[0] ?? '', { name: '李强' })
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
  'a list is gone through with the keyboard, marked, handed over and narrowed, %i wide, scripts: %s',
  async (width, javaScriptEnabled) => {
    const viewport = { width, height: 768 }
    await using context = await served.window({ viewport, javaScriptEnabled })
    const page = await context.newPage()
    const clean = async (name: string) => {
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      expect(wide, name).toBeLessThanOrEqual(width)
      if (shots)
        await page.screenshot({
          path: `${shots}/lists-${name}-${width}${javaScriptEnabled ? '' : '-plain'}.png`,
          fullPage: true,
        })
      if (!javaScriptEnabled) return
      const violations = await violationsOn(page)
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    await signIn(page, 'wang')
    await page.goto('/desk?queue=mine')
    if (javaScriptEnabled) {
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      expect(await page.locator('input[name="line"]:checked').count()).toBe(1)
      await page.getByLabel('搜索案件').fill('jxk')
      expect(await page.locator('input[name="line"]:checked').count()).toBe(1)
    } else await page.locator('input[name="line"]').first().check()
    await clean('inbox')
    await page.getByLabel('转交给').selectOption({ label: '李强' })
    await page.getByLabel('交代一句').fill('请接着办')
    await page.getByRole('button', { name: '转交', exact: true }).click()
    await page.getByRole('heading', { name: '批量办理' }).waitFor()
    await clean('bulk')
    await page.goto('/desk?queue=mine&urgent=yes')
    await page
      .getByRole('button', { name: '保存为我的视图' })
      .or(page.getByText('我的视图：'))
      .first()
      .waitFor()
    expect(await page.getByRole('link', { name: /^RC-/ }).count()).toBe(1)
    await clean('narrowed')
    await page.goto(`/desk/cases/${numbers[3]}`)
    await page.getByRole('heading', { name: '谁在经办' }).waitFor()
    await clean('case')
    await page.goto('/desk/away')
    await clean('away')
  },
)
