import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { violationsOn } from '../axe.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'
import { password, type FiledCase, type TestDesk } from './world.ts'

vi.setConfig({ testTimeout: 120_000 })

describe('the desk in a browser', () => {
  let served: ServedDesk
  let desk: TestDesk
  let filed: FiledCase
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    served = await aServedDesk()
    ;({ desk } = served)
    await desk.officer('wei', 'handler', '500153-health-commission')
    await desk.officer('xietiao', 'intake', '500153-intake')
    await desk.officer('admin', 'administrator', '')
  }, 60_000)
  afterAll(async () => {
    await served?.close()
  })
  beforeEach(async () => {
    const background = { width: 400, height: 300, channels: 3, background: '#7a8f88' } as const
    filed = await desk.report({ picture: await sharp({ create: background }).jpeg().toBuffer() })
    await enter(1366, 768)
  })
  afterEach(async () => await context.close())

  const enter = async (width: number, height: number, javaScriptEnabled = true): Promise<void> => {
    context = await served.window({ viewport: { width, height }, javaScriptEnabled })
    page = await context.newPage()
  }
  /** Goes on with the Tab key alone until the focus is there. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab')
      const there = `document.activeElement?.matches(${JSON.stringify(selector)})`
      if (await page.evaluate(there)) return
    }
    throw new Error(`the Tab key never comes to ${selector}`)
  }

  it('signs in, accepts, asks and concludes with the keyboard alone', async () => {
    await page.goto('/desk')
    await page.locator('#login').focus()
    await page.keyboard.type('wei')
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '本单位在办' }).waitFor()
    await tabTo(`a[href$="${filed.number}"]`)
    await page.keyboard.press('Enter')
    await page.getByText('反映什么').waitFor()
    await tabTo('button.main')
    await page.keyboard.press('Enter')
    await page.getByText('已做：受理').waitFor()

    await tabTo('details:has(input[value=ask]) summary')
    await page.keyboard.press('Enter')
    await tabTo('form:has(input[value=ask]) textarea')
    await page.keyboard.type('二楼从哪个门上去？')
    await tabTo('form:has(input[value=ask]) button')
    await page.keyboard.press('Enter')
    await page.getByText('办理人员想问：二楼从哪个门上去？').waitFor()
    await tabTo('button.main')
    await page.keyboard.press('Enter')
    await page.getByText('已做：问举报人').waitFor()

    await tabTo('select[name=outcome]')
    await page.keyboard.press('ArrowDown')
    await tabTo('input[name=penalty]')
    await page.keyboard.type('渝荣卫医罚〔2026〕12号')
    await tabTo('form:has(input[value=conclude]) textarea')
    await page.keyboard.type('查了，情况属实。')
    await tabTo('button.main')
    await page.keyboard.press('Enter')
    await page.getByText('请核对').waitFor()
    await tabTo('button.main')
    await page.keyboard.press('Enter')
    await page.getByText('已做：办结').waitFor()
    expect(await page.locator('main').innerText()).toContain('查实，渝荣卫医罚〔2026〕12号')
  })

  it('keeps typed words in the tab when the page is loaded again, until they are sent', async () => {
    await signIn(page, 'wei')
    await page.goto(`/desk/cases/${filed.number}`)
    const note = page.locator('form:has(input[value=note]) textarea')
    await page.locator('summary', { hasText: '写工作记录' }).click()
    await note.fill('已电话联系街道')
    await page.reload()
    expect(await note.inputValue()).toBe('已电话联系街道')
    await page.getByRole('button', { name: '记下' }).click()
    await page.getByText('已做：写工作记录').waitFor()
    await page.reload()
    expect(await note.inputValue()).toBe('')
  })

  it('works without scripts', async () => {
    await context.close()
    await enter(1366, 768, false)
    await signIn(page, 'wei')
    await page.goto(`/desk/cases/${filed.number}`)
    await page.locator('button.main').click()
    await page.getByText('已做：受理').waitFor()
    expect(
      await page
        .locator('img')
        .first()
        .evaluate((one) => one.getBoundingClientRect().width),
    ).toBe(160)
  })

  const pages = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
    const open = await desk.report({ offence: 'unknown' })
    const urgent = await desk.report({ urgent: 'life' })
    return {
      '': ['/', '/privacy', '/track', '/desk', '/nowhere'],
      wei: ['/desk', `/desk/cases/${filed.number}`, `/desk/cases/${urgent.number}`],
      xietiao: [`/desk/cases/${open.number}`, '/desk/people'],
      admin: ['/desk/admin', '/desk/admin/areas/500153'],
    }
  }
  const eachPage = async (width: number, look: (path: string) => Promise<void>): Promise<void> => {
    await context.close()
    for (const [login, paths] of Object.entries(await pages())) {
      await enter(width, 740)
      if (login) await signIn(page, login)
      for (const path of paths) {
        await page.goto(path)
        await page.locator('details').evaluateAll((all) => {
          for (const one of all) one.setAttribute('open', '')
        })
        await look(path)
      }
      await context.close()
    }
  }

  it('never scrolls sideways at 360 pixels', async () => {
    await eachPage(360, async (path) => {
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect([path, wide]).toEqual([path, 0])
    })
  })

  it('has no fault of access on any page, and a contrast of seven to one', async () => {
    await eachPage(1366, async (path) => {
      const rules = { 'color-contrast-enhanced': { enabled: true } }
      const violations = await violationsOn(page, { rules })
      const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
      expect([path, faults]).toEqual([path, []])
    })
  })
})
