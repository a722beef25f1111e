import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { lacking } from '../core/reward-builders.ts'
import {
  aRewardDesk,
  aSubstantiatedReport,
  propose,
  step,
  testScheme,
  type RewardDesk,
} from './reward-desk.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

vi.setConfig({ testTimeout: 120_000 })

describe('the pages of rewards', () => {
  let served: ServedDesk
  let house: RewardDesk
  let reward = ''
  let open = ''
  let namesake = ''
  const pages = new Map<string, Page>()

  beforeAll(async () => {
    const half = {
      ...lacking(lacking(testScheme, 'levels'), 'claim'),
      id: 'half',
      name: '测试方案（没有填齐）',
    }
    house = await aRewardDesk([testScheme, half])
    served = await aServedDesk(house.desk)
    const paid = await aSubstantiatedReport(house)
    reward = (await propose(house, paid.number)).path.replace(/\?.*/, '')
    await step(house, 'fuhe', { path: reward, deed: 'check' })
    await step(house, 'pizhun', { path: reward, deed: 'approve' })
    await step(house, 'tijiao', { path: reward, deed: 'notify' })
    open = (await aSubstantiatedReport(house)).number
    // Somebody who bears an officer's name has claimed, and parameters wait for a second person.
    const named = await aSubstantiatedReport(house, { name: 'fuhe经办', phone: '13800001111' })
    const others = [paid.number, open]
    const apart = Object.fromEntries(
      others.flatMap((one) => [
        [`same-${one}`, 'no'],
        [`why-${one}`, '不是同一家'],
      ]),
    )
    const own = { decision: '荣卫罚〔2026〕9号', other: others, ...apart }
    namesake = (await propose(house, named.number, own)).path.replace(/\?.*/, '')
    await step(house, 'fuhe', { path: namesake, deed: 'check' })
    await step(house, 'pizhun', { path: namesake, deed: 'approve' })
    await step(house, 'tijiao', { path: namesake, deed: 'notify' })
    const claim = { standing: 'named', way: 'transfer', name: 'fuhe经办', secret: named.secret }
    await step(house, 'tijiao', { path: namesake, deed: 'claim', fields: claim })
    const admin = await house.at('guanli')
    await admin.submit(await admin.get('/desk/admin/areas/500153/rewards'), 'name="levels"', {
      levels: '一级｜5%｜5000｜完全相符\n二级｜分段 5万:4% 以上:3%｜3000｜基本相符',
      'levels-article': '第五条',
      'levels-source': '荣卫发〔2026〕3号',
      'levels-on': '2026-03-02',
      reason: '会议纪要三号',
    })
  }, 60_000)
  afterAll(async () => {
    await served?.close()
  })

  async function at(login: string): Promise<Page> {
    const known = pages.get(login)
    if (known) return known
    const context = await served.window({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    if (login !== '') await signIn(page, login)
    pages.set(login, page)
    return page
  }

  it.each([
    ['the list', 'tijiao', () => '/desk/rewards?queue=claim'],
    ['what may be proposed', 'tijiao', () => '/desk/rewards'],
    ['a reward', 'fuhe', () => reward],
    ['a proposal', 'tijiao', () => `/desk/cases/${open}/reward`],
    ['the book of a month', 'caiwu', () => '/desk/reward-book'],
    ["the administrator's page", 'guanli', () => '/desk/admin/areas/500153/rewards'],
    ['a check of a namesake', 'pizhun', () => namesake],
    ['parameters that wait', 'fuhe', () => '/desk/reward-parameters'],
    ['the page of a claim', '', () => '/claim'],
    ['the register', '', () => '/rewards?area=500153'],
  ])('%s can be read by everybody and never scrolls sideways', async (title, login, path) => {
    const page = await at(login)
    await page.goto(path())
    for (const summary of await page.locator('summary').all()) await summary.click()
    for (const width of [360, 1366]) {
      await page.setViewportSize({ width, height: 740 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      const violations = await violationsOn(page)
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      const shots = process.env['SHOTS']
      if (shots)
        await page.screenshot({
          path: `${shots}/${title.replaceAll(/\W+/g, '-')}-${width}.png`,
          fullPage: true,
        })
    }
  })
})
