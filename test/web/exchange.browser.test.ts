import type { BrowserContext, Page } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWeb } from '#web/app.ts'
import { violationsOn } from '../axe.ts'
import { aServedDesk, signIn, type ServedDesk } from './served.ts'

vi.setConfig({ testTimeout: 120_000 })

const settings = '/desk/admin/areas/500153/exchange'

describe('a supervision information system is connected', () => {
  let served: ServedDesk
  let number = ''
  let partner = { id: '', secret: '' }

  beforeAll(async () => {
    served = await aServedDesk()
    const { desk } = served
    await desk.officer('guanli', 'administrator', '')
    await desk.officer('jiandu', 'handler', '500153-health-commission')
    number = (await desk.report({ offence: 'A1' })).number
  }, 60_000)
  afterAll(async () => await served?.close())

  const window = async (login: string): Promise<readonly [BrowserContext, Page]> => {
    const context = await served.window({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: true,
    })
    const page = await context.newPage()
    await signIn(page, login)
    return [context, page]
  }

  it('an administrator sets it up; its keys are shown once', async () => {
    const [context, page] = await window('guanli')
    await page.goto(settings)
    await page.getByLabel('对方叫什么').fill('市卫生监督信息系统')
    await page.getByLabel('市场监管').first().check()
    await page.getByRole('button', { name: '添加', exact: true }).click()
    await page.locator('#secret').waitFor()
    const secret = (await page.locator('#secret').textContent()) ?? ''
    const text = (await page.locator('main').textContent()) ?? ''
    partner = { id: /partners\/(\w+)\/messages/.exec(text)?.[1] ?? '', secret }
    expect(secret).toMatch(/^whsec_/)
    await fits(page, 'keys')
    await page.goto(settings)
    expect(await page.locator('main').textContent()).not.toContain(secret)
    await page.getByText('市卫生监督信息系统').first().waitFor()
    await fits(page, 'partners')
    await context.close()
  })

  it('what it sends waits for the officer, who writes it into the case', async () => {
    await sends()
    const [context, page] = await window('jiandu')
    await page.goto('/desk/exchange')
    await page.getByText('查到违法行为').first().waitFor()
    await fits(page, 'messages')
    await page
      .getByLabel('记到件里的话，可以改')
      .fill('信息系统来的检查结果：查到违法行为，已经核对。')
    await page.getByRole('button', { name: '记到件里' }).click()
    await page.getByText('已经记到件里。').waitFor()
    await page.getByText('没有等着看的。').waitFor()
    await page.goto(`/desk/cases/${number}`)
    expect(await page.locator('main').textContent()).toContain('已经核对')
    await context.close()
  })

  async function sends(): Promise<void> {
    const { world } = served.desk
    await world.db.transaction(async (tx) => {
      await tx.updateTable('exchangePartners').set({ departments: '' }).execute()
    })
    const body = JSON.stringify({
      type: 'inspection.result',
      timestamp: '2026-11-20T09:30:00+08:00',
      data: {
        number,
        serial: 1,
        on: '2026-11-20',
        result: 'found',
        offences: ['A1'],
        reference: 'JD-77',
      },
    })
    const at = new Date(world.clock())
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(partner.secret).sign('msg_1', at, body),
    }
    const app = createWeb(world, { publicUrl: 'http://127.0.0.1' })
    const path = `/exchange/v1/partners/${partner.id}/messages`
    const sent = await app.request(path, { method: 'POST', body, headers })
    expect(sent.status).toBe(200)
  }
})

/** Nothing scrolls sideways, everybody can read it. */
async function fits(page: Page, name: string): Promise<void> {
  for (const width of [360, 1366]) {
    await page.setViewportSize({ width, height: 740 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    const violations = await violationsOn(page)
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
    const shots = process.env['SHOTS']
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
}
