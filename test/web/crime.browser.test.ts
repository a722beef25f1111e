import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readCase } from '#service/desk.ts'
import { violationsOn } from '../axe.ts'
import { doesNow } from '../service/crime-scene.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

vi.setConfig({ testTimeout: 60_000 })

describe('行刑衔接 in a browser', () => {
  let served: ServedDesk
  let page: Page
  let number = ''

  beforeAll(async () => {
    served = await aServedDesk()
    const { desk } = served
    const wei = await desk.officer('wei', 'handler', '500153-health-commission')
    await desk.officer('lin', 'handler', '500153-health-commission')
    number = (await desk.report()).number
    const read = await readCase(desk.world, wei, number)
    const task = (read.ok && read.value.tasks.find(({ mine }) => mine)?.task) || ''
    await doesNow(desk.world, { number, by: wei, deed: { type: 'accept', task } })
    page = await (await served.window({ viewport: { width: 360, height: 740 } })).newPage()
    await signIn(page, 'wei')
  }, 60_000)
  afterAll(async () => {
    await served?.close()
  })

  const looksRight = async (path: string, name: string): Promise<void> => {
    await page.goto(path)
    for (const width of [360, 1366]) {
      await page.setViewportSize({ width, height: 740 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      const violations = await violationsOn(page)
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      const shots = process.env['SHOTS']
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
    }
  }

  it('the checklist leads to a report, a colleague writes down what the head decided, the letter comes with its list', async () => {
    await looksRight(`/desk/cases/${number}/crime?criterion=illegal-practice`, 'crime-checklist')
    for (const id of ['unqualified', 'practice', 'punished-twice'])
      await page.selectOption(`#element-${id}`, 'yes')
    await page.fill('#annex-report', '调查报告 1 份')
    for (const id of ['inventory', 'test', 'other']) await page.fill(`#none-${id}`, '没有')
    await page.fill('#team', '卫东\n林芳')
    await page.fill('#organ', '荣昌区公安局')
    await page.fill('#text', '当事人没有医师资格，曾被行政处罚两次。')
    await page.getByRole('button', { name: '提出移送报告' }).click()
    await page.getByText('请本机关正职负责人').waitFor()
    expect(await page.getByRole('button', { name: '登记决定' }).count()).toBe(0)

    const other = await (await served.window()).newPage()
    await signIn(other, 'lin')
    await other.goto(`/desk/cases/${number}/crime`)
    await other.selectOption('#granted', 'yes')
    await other.fill('#head', '王局长')
    await other.fill('#on', '2026-11-20')
    await other.getByRole('button', { name: '登记决定' }).click()
    await other.getByText('出具案件移送书').waitFor()

    await page.goto(`/desk/cases/${number}/crime`)
    await page.selectOption('#basis', 'hand-over-rules')
    await page.fill('#on', '2026-11-20')
    await page.getByRole('button', { name: '出具移送书' }).click()
    await page.getByText('请公安机关在回执上签字').waitFor()
    await looksRight(`/desk/cases/${number}/crime`, 'crime-sent')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载移送书（DOCX）' }).click(),
    ])
    expect(file.suggestedFilename()).toBe(`${number}-transfer.docx`)
  })

  it.each([
    ['/desk/crime', 'crime-list'],
    ['/desk/meetings', 'meetings'],
    ['/desk/meetings/new?kind=consultation', 'meeting-new'],
    ['/desk/joint', 'joint'],
    ['/desk/rectifications', 'rectifications'],
    ['/put-right/none', 'put-right'],
  ])('%s can be read by everybody at both widths', async (path, name) => {
    await expect(looksRight(path, name)).resolves.toBeUndefined()
  })
})
