import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { invite } from '#service/officers.ts'
import { readConfig } from '../../src/config.ts'
import { serve, type Served } from '../../src/main.ts'
import { openBrowser } from '../browser.ts'
import { aStory } from '../service/house.ts'

let browser: Browser
let served: Served
const dir = mkdtempSync(join(tmpdir(), 'yijian-first-run-'))
const log = { info: () => {}, warn: () => {}, error: () => {} }

beforeAll(async () => {
  const read = readConfig({ STATE_DIR: dir, PORT: '0' })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  served = await serve({ config: read.config, log })
  browser = await openBrowser()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await served?.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function aPage(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } })
  return await context.newPage()
}

/** Which child of its parent an element is, from 1. */
async function place(line: Locator): Promise<number> {
  return (await line.locator('xpath=preceding-sibling::*').count()) + 1
}

/** Writes in the chat and gives what was answered to it. */
async function says(chat: Page, words: string): Promise<string> {
  const own = chat.locator('#log .reporter[data-id]')
  const before = await own.count()
  await chat.locator('#text').fill(words)
  await chat.locator('#send').click()
  await expect.poll(async () => await own.count(), { timeout: 10_000 }).toBeGreaterThan(before)
  const answers = chat.locator(
    `#log .reporter[data-id]:nth-child(${await place(own.last())}) ~ [data-id]`,
  )
  await expect.poll(async () => await answers.count(), { timeout: 10_000 }).toBeGreaterThan(0)
  return (await answers.allInnerTexts()).join('\n')
}

/** An account by a one-time link, as the administrator hands it out. */
async function signsIn(office: string, login: string): Promise<Page> {
  const token = `token-for-${login}-0123456789`
  const tokenHash = createHash('sha256').update(token).digest('base64url')
  const invited = await invite(served.house.world, 'operator', tokenHash, {
    role: 'handler',
    area: '500153',
    office,
    name: '王经办',
  })
  expect(invited.ok).toBe(true)
  const page = await aPage(1366, 768)
  await page.goto(`${served.url}/desk/setup/${token}`)
  await page.locator('[name=login]').fill(login)
  for (const field of await page.locator('input[type=password]').all())
    await field.fill('长一点的密码 2026')
  await page.locator('main form button').first().click()
  if (page.url().includes('sign-in')) {
    await page.locator('[name=login]').fill(login)
    await page.locator('[name=password]').fill('长一点的密码 2026')
    await page.locator('main form button').first().click()
  }
  await page.goto(`${served.url}/desk`)
  return page
}

/** Fills the form of a deed, reads what the reporter will read, and does it. */
async function does(
  desk: Page,
  deed: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const form = desk.locator(`form:has(input[name=deed][value=${deed}])`).first()
  const folded = desk.locator(`details:has(form:has(input[name=deed][value=${deed}]))`).first()
  if ((await folded.count()) > 0) await folded.evaluate((one) => one.setAttribute('open', ''))
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name=${name}]`)
    if (await field.evaluate((one) => one.tagName === 'SELECT')) await field.selectOption(value)
    else await field.fill(value)
  }
  await presses(desk, form.locator('button:not([hidden]):not([value=template])').first())
  const confirm = desk.locator('button[name=stage][value=do]').first()
  if (deed !== 'accept') {
    if (fields['text'] && deed !== 'note')
      expect(await desk.locator('main').innerText()).toContain(fields['text'])
    await presses(desk, confirm)
  }
}

/** The page that follows is there when it resolves. */
async function presses(desk: Page, button: Locator): Promise<void> {
  await Promise.all([desk.waitForEvent('domcontentloaded'), button.click()])
}

it('a citizen reports, the department handles it, the citizen reads the outcome', async () => {
  const chat = await aPage(360, 740)
  await chat.goto(`${served.url}/chat?area=500153`)
  await expect.poll(async () => await chat.locator('#log').innerText()).toContain('发生了什么事')
  expect(await chat.locator('body').innerText()).toContain('【演示】')
  let last = ''
  for (const words of aStory) last = await says(chat, words)
  const number = /RC-2026-\d{5}/.exec(last)?.[0] ?? ''
  const passcode = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/.exec(last)?.[0] ?? ''
  expect(number).not.toBe('')
  expect(passcode).not.toBe('')

  const desk = await signsIn('500153-health-commission', 'wang')
  expect(await desk.locator('main').innerText()).toContain(number)
  await desk.goto(`${served.url}/desk/cases/${number}`)
  const file = await desk.locator('main').innerText()
  expect(file).toContain('三(九)')
  expect(file).toContain('打针输液')
  const cookies = await chat.context().cookies()
  for (const { value } of cookies) expect(file).not.toContain(value)

  const other = await signsIn('500153-market-regulation', 'zhang')
  expect(await other.locator('main').innerText()).not.toContain(number)
  expect((await other.goto(`${served.url}/desk/cases/${number}`))?.status()).toBe(404)

  await does(desk, 'accept', {})
  await does(desk, 'ask', { text: '二楼从哪个门上去？' })
  await expect
    .poll(async () => await chat.locator('#log').innerText(), { timeout: 30_000 })
    .toContain('您有一条办理进度')
  expect(await says(chat, '查看')).toContain('已受理')
  expect(await says(chat, '查看')).toContain('二楼从哪个门上去？')
  expect(await says(chat, '鱼店旁边的铁门')).toContain('已转给办理人员')

  await desk.goto(`${served.url}/desk/cases/${number}`)
  expect(await desk.locator('main').innerText()).toContain('鱼店旁边的铁门')
  const text = '查了，情况属实。已责令停止执业，并处罚款。'
  await does(desk, 'conclude', {
    outcome: 'substantiated',
    penalty: '渝荣卫医罚〔2026〕12号',
    text,
  })
  expect(await says(chat, '查看')).toContain(text)

  const track = await aPage(360, 740)
  await track.goto(`${served.url}/track`)
  await track.locator('[name=number]').fill(number)
  await track.locator('[name=passcode]').fill(passcode)
  await track.locator('main form button').first().click()
  await expect.poll(async () => await track.locator('main').innerText()).toContain(text)
}, 120_000)
