import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fitsToo, isFit } from './fits.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

vi.setConfig({ testTimeout: 120_000 })

describe('a citizen names whom to inspect on a telephone without scripts', () => {
  let served: ServedDesk
  beforeAll(async () => {
    served = await aServedDesk()
    await served.desk.officer('weigher', 'intake', '500153-intake')
  }, 60_000)
  afterAll(async () => await served?.close())

  it('and it stands in the list once an officer weighed it', async () => {
    const window = await served.window({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    })
    const page = await window.newPage()
    await page.goto('/nominate?area=500153')
    await fitsToo(served, { window, page }, 'nominate-360')
    await page.getByLabel('哪一家').fill('荣昌仁爱医院')
    await page.getByLabel('在哪个镇街').selectOption('500153001')
    await page.getByLabel('希望查什么').selectOption('fees')
    await page.getByRole('button', { name: '点名' }).press('Enter')
    await page.getByText('收到了，算您这个月的一票').waitFor()
    const desk = await (await served.window({ viewport: { width: 1366, height: 768 } })).newPage()
    await signIn(desk, 'weigher')
    await desk.goto('/desk/nominations')
    await isFit(desk, 'nominations-1366')
    await desk.getByRole('button', { name: '放进名单' }).click()
    await desk.getByRole('heading', { name: '名单里的（1）' }).waitFor()
    await desk.setViewportSize({ width: 360, height: 740 })
    await isFit(desk, 'nominations-360')
    const other = await (await served.window({ viewport: { width: 360, height: 740 } })).newPage()
    await other.goto('/nominate?area=500153')
    await other.getByRole('button', { name: '也查荣昌仁爱医院' }).click()
    await other.getByText('您的一票算上了').waitFor()
    expect(await other.getByRole('button', { name: /也查/ }).count()).toBe(0)
    await isFit(other, 'nominate-voted-360')
  })
})
