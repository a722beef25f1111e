import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { aGridScene, type GridScene } from './grid-scene.ts'
import { fitsToo, isFit } from './fits.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

vi.setConfig({ testTimeout: 120_000 })

const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }

describe('a grid worker with a telephone without scripts, and the office', () => {
  let served: ServedDesk
  let scene: GridScene
  beforeAll(async () => {
    served = await aServedDesk()
    scene = await aGridScene(served.desk)
  }, 60_000)
  afterAll(async () => await served?.close())

  it('pairs by link and four digits, sees the task, answers with one large button; the office reads it', async () => {
    const worker = await scene.aWorker('王秀英', 'RC-V1')
    await scene.give(worker)
    const link = await scene.linkOf(worker)
    await scene.days(3)
    const again = await scene.linkOf(worker)
    const window = await served.window(phone)
    const page = await window.newPage()
    await page.goto(link)
    await page.getByText('链接不能用了').first().waitFor()
    await page.goto(again)
    await fitsToo(served, { window, page }, 'grid-pair-360')
    await page.getByLabel('手机号后四位').fill('8000')
    await page.getByRole('button', { name: '这是我的手机' }).press('Enter')
    await page.getByRole('heading', { name: '要看的（1）' }).waitFor()
    await fitsToo(served, { window, page }, 'grid-list-360')
    await page.getByRole('link', { name: /海棠路 12 号/ }).click()
    const button = page.getByRole('button', { name: '没看到' })
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48)
    await fitsToo(served, { window, page }, 'grid-task-360')
    await page.getByLabel('说明').fill('卷帘门关着')
    await button.click()
    await page.getByText('收到了，谢谢。').waitFor()
    await window.close()
    const office = await served.window({ viewport: { width: 1366, height: 768 } })
    const desk = await office.newPage()
    await signIn(desk, 'doctor')
    await desk.goto('/desk/grid')
    await desk.getByText('卷帘门关着').waitFor()
    await isFit(desk, 'grid-desk-1366')
    await desk.setViewportSize({ width: 360, height: 740 })
    await isFit(desk, 'grid-desk-360')
    for (const path of ['give', 'points', 'figures?from=2026-11-01&to=2026-12-31']) {
      await desk.goto(`/desk/grid/${path}`)
      await isFit(desk, `grid-${path.slice(0, 6)}-360`)
    }
    await desk.goto('/desk/sign-in')
    const boss = await (await served.window({ viewport: { width: 360, height: 740 } })).newPage()
    await signIn(boss, 'boss')
    for (const path of ['workers', 'places', 'points']) {
      await boss.goto(`/desk/grid/${path}`)
      await isFit(boss, `grid-${path}-360`)
    }
  })
})
