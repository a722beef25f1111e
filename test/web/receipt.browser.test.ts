import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { acknowledge } from '#service/acknowledge.ts'
import { violationsOn } from '../axe.ts'
import { aServedDesk, type ServedDesk } from './served.ts'
import { password, type FiledCase, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 60_000 })

let served: ServedDesk
let desk: TestDesk
let filed: FiledCase
beforeAll(async () => {
  served = await aServedDesk()
  ;({ desk } = served)
  await desk.officer('wei', 'handler', '500153-health-commission')
  await desk.officer('dudao', 'supervisor', '500153-health-commission')
  filed = await desk.report({ name: '甄隐名', phone: '13900001111' })
}, 60_000)
afterAll(async () => {
  await served?.close()
})

const aPage = async (width: number, javaScriptEnabled = true): Promise<Page> => {
  const viewport = { width, height: 760 }
  return await (await served.window({ viewport, javaScriptEnabled })).newPage()
}

const fits = async (page: Page): Promise<void> => {
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
}

describe('a receipt in a browser', () => {
  it('a scanned code fills the look-up, and leaves nothing in the address', async () => {
    const page = await aPage(360)
    await page.goto(`/track#${filed.number}.${filed.passcode}`)
    expect(await page.locator('#passcode').inputValue()).toBe(filed.passcode)
    expect(new URL(page.url()).hash).toBe('')
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('button', { name: '回执：二维码、电子回执' }).click()
    await page.getByRole('img', { name: '二维码' }).waitFor()
    await fits(page)
    expect(await violationsOn(page)).toEqual([])
  })

  it('is verified without the network; a changed one is refused there too', async () => {
    const made = await acknowledge(desk.world, { ...filed, asker: 'a' })
    const file = made.ok ? made.value.file : ''
    const page = await aPage(360)
    await page.goto('/verify')
    expect(await violationsOn(page)).toEqual([])
    await page.context().setOffline(true)
    const check = async (text: string): Promise<string> => {
      await page.locator('#text').fill(text)
      await page.getByRole('button', { name: '验', exact: true }).click()
      await page.locator('#verdict > *').waitFor()
      return await page.locator('#verdict').innerText()
    }
    expect(await check(file)).toContain('回执有效')
    expect(await page.locator('#verdict').innerText()).toContain(filed.number)
    expect(await check(file.replace('T10:', 'T11:'))).toContain('签名对不上')
    expect(await check('{}')).toContain('不是完整的回执文件')
    expect(await check(file)).toContain('回执有效')
    await fits(page)
  })
})

describe('the page with the reporter’s name, on a phone without scripts', () => {
  it('is reached by forms alone; the mark lies over it on the screen and on paper', async () => {
    const enter = async (login: string): Promise<Page> => {
      const page = await aPage(360, false)
      await page.goto('/desk')
      await page.locator('#login').fill(login)
      await page.locator('#password').fill(password)
      await page.getByRole('button', { name: '登录' }).click()
      return page
    }
    const wei = await enter('wei')
    await wei.goto(`/desk/cases/${filed.number}/identity`)
    await wei.locator('#purpose').selectOption('verify-facts')
    await wei.locator('#reason').fill('楼上有三个门，要当面指认。')
    await wei.getByRole('button', { name: '提交申请' }).click()
    const dudao = await enter('dudao')
    await dudao.getByRole('link', { name: '身份申请 1' }).click()
    await dudao.locator('select').selectOption('1')
    await dudao.locator('textarea').fill('聊天记录看过，同意。')
    await dudao.getByRole('button', { name: '同意', exact: true }).click()
    await wei.goto(`/desk/cases/${filed.number}/identity`)
    await wei.getByRole('button', { name: '查看（记录在案）' }).click()
    await wei.getByText('13900001111').waitFor()
    for (const media of ['screen', 'print'] as const) {
      await wei.emulateMedia({ media })
      const inView = wei.locator('.watermark span').filter({ visible: true })
      expect(await inView.count(), media).toBeGreaterThan(10)
      const box = await wei.locator('.watermark').boundingBox()
      expect(box, media).toMatchObject({ x: 0, y: 0, width: 360 })
    }
  })
})
