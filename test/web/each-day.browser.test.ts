import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aDayScene, handsOf, type DayScene, type Hands } from './day-scene.ts'

vi.setConfig({ testTimeout: 120_000 })

const long = Boolean(process.env['LONG'] ?? process.env['SHOTS'])

interface Day {
  readonly login: string
  /** Which width is looked at every time; the other under LONG. */
  readonly width: 360 | 1366
  readonly work: (hands: Hands, scene: DayScene) => Promise<void>
}

const has = async ({ page }: Hands, words: string): Promise<void> =>
  await page.getByText(words).first().waitFor()

/** What the page itself calls the next step. */
const nextStep = async ({ page }: Hands): Promise<string> =>
  (await page.locator('.now a').innerText()).replace('下一步：', '')

const days: Readonly<Record<string, Day>> = {
  '综合监管协调岗 gives a report without an office to one': {
    login: 'xietiao',
    width: 1366,
    work: async (hands, { open }) => {
      await has(hands, '收件箱：待分办')
      await hands.look('intake-list')
      await hands.press(`a[href$="${open}"]`)
      await hands.page.waitForURL(/cases/)
      expect(await nextStep(hands)).toBe('分办')
      await hands.look('intake-case')
      await hands.choose('select[name=lead]', 3)
      await hands.type('form:has(input[value=rule]) textarea[name=reason]', '诊所归这里管')
      await hands.type('input[name=basis]', '方案附件二')
      await hands.press('button.main')
      await has(hands, '请核对')
      await hands.look('intake-check')
      await hands.press('button.main')
      await has(hands, '已做：分办')
    },
  },
  'a first-time officer accepts and concludes, told by the page alone': {
    login: 'banan',
    width: 360,
    work: async (hands, { fresh }) => {
      await has(hands, '收件箱：本单位在办')
      await hands.look('handler-list')
      await hands.press(`a[href$="${fresh}"]`)
      await hands.page.waitForURL(/cases/)
      await has(hands, '到期')
      expect(await nextStep(hands)).toBe('受理')
      await hands.look('handler-case')
      await hands.press('.now a')
      await hands.press('button.main')
      await has(hands, '已做：受理')
      expect(await nextStep(hands)).toBe('办结')
      await hands.press('.now a')
      await hands.choose('select[name=outcome]')
      await hands.type('input[name=penalty]', '渝荣卫医罚〔2026〕12号')
      await hands.type('form:has(input[value=conclude]) textarea', '查了，情况属实，已处罚。')
      await hands.press('button.main')
      await has(hands, '举报人会读到')
      await hands.look('handler-check')
      await hands.press('button.main')
      await has(hands, '已做：办结')
      await has(hands, '本单位已办完')
      await hands.look('handler-done')
    },
  },
  'a supervisor finds what waits for a decision and grants more days': {
    login: 'pizhun',
    width: 1366,
    work: async (hands, { longer }) => {
      await hands.press('a[href="/desk/decisions"]')
      await has(hands, '申请延期')
      await hands.look('supervisor-decisions')
      await hands.press(`a[href$="${longer}"]`)
      await hands.page.waitForURL(/cases/)
      expect(await nextStep(hands)).toBe('批准延期')
      await hands.look('supervisor-case')
      await hands.press('button.main')
      await has(hands, '请核对')
      await hands.press('button.main')
      await has(hands, '已做：批准延期')
      await hands.press('a[href="/desk/dashboard"]')
      await hands.page.waitForURL(/dashboard/)
      await hands.look('supervisor-dashboard')
    },
  },
  'a reward officer proposes what a report has earned': {
    login: 'tijiao',
    width: 360,
    work: async (hands, { earned }) => {
      await hands.press('a[href="/desk/rewards"]')
      await hands.page.waitForURL(/rewards/)
      await hands.look('reward-list')
      await hands.press(`main a[href*="${earned}"]`)
      await hands.page.waitForURL(/cases/)
      if (!hands.page.url().endsWith('/reward')) await hands.press('main a[href$="/reward"]')
      await hands.page.waitForURL(/\/reward$/)
      await hands.look('reward-proposal')
      await hands.type('input[name=on]', '11202026')
      await hands.type('input[name=base]', '40,000.00')
      await hands.choose('input[name=level]', 1)
      for (const [rule, times] of [
        ['clear', 0],
        ['unknown', 0],
        ['duty', 1],
      ] as const) {
        await hands.choose(`input[name=rule-${rule}]`, times)
        await hands.type(`[name=because-${rule}]`, '案卷第三页')
      }
      await hands.press('button.main')
      await hands.page.waitForURL(/\/desk\/rewards\//)
      await hands.look('reward-proposed')
    },
  },
  'an auditor reads who saw what, and has the record proved': {
    login: 'shenji',
    width: 360,
    work: async (hands) => {
      await hands.press('a[href="/desk/audit"]')
      await has(hands, '审计记录')
      await hands.look('auditor-trail')
      await hands.type('input[name=officer]', 'banan')
      await hands.press('form[action="/desk/audit"] button')
      await hands.page.waitForURL(/officer=banan/)
      expect(await hands.page.locator('main table').innerText()).toContain('办结')
      await hands.press('form[action="/desk/audit/verify"] button')
      await has(hands, '一条不少，没有改动')
    },
  },
  'an administrator reads what is missing, and invites somebody': {
    login: 'guanli',
    width: 1366,
    work: async (hands) => {
      await has(hands, '系统管理')
      await hands.look('administrator-home')
      await hands.press('a[href="/desk/admin/areas/500153"]')
      await has(hands, '还缺主办单位')
      await hands.look('administrator-area')
      await hands.type('#invite input[name=name]', '周新')
      await hands.choose('#invite select[name=role]', 2)
      await hands.choose('#invite select[name=office]', 2)
      await hands.press('#invite button.main')
      await hands.page.locator('.link').waitFor()
      await hands.look('administrator-invited')
    },
  },
}

const widths: readonly (360 | 1366 | 'daily')[] = long ? [360, 1366] : ['daily']

describe.each(widths)('a day of each, %s', (wide) => {
  let scene: DayScene
  beforeAll(async () => {
    scene = await aDayScene()
  }, 60_000)
  afterAll(async () => {
    await scene?.served.close()
  })

  it.each(Object.entries(days))('%s', async (_title, { login, width: own, work }) => {
    const width = wide === 'daily' ? own : wide
    const viewport = { width, height: width === 360 ? 740 : 768 }
    await using context = await scene.served.window({ viewport })
    const page = await context.newPage()
    const hands = await handsOf(page, login, width)
    const failed: string[] = []
    page.on('response', (answer) => {
      if (answer.status() >= 400) failed.push(`${answer.status()} ${answer.url()}`)
    })
    await work(hands, scene)
    expect(failed).toEqual([])
  })
})
