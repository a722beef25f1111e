import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Role } from '#core/roles.ts'
import { startOf } from '#core/clock.ts'
import { saveOfficer } from '#store/officers.ts'
import { readConfig } from '../../src/config.ts'
import { serve, type Served } from '../../src/main.ts'
import { hashPassword } from '#web/password.ts'
import { violationsOn } from '../axe.ts'
import { openFakeTelegram, type FakeTelegram } from '../bots/fake-telegram.ts'
import { openBrowser } from '../browser.ts'
import { aScheme } from '../core/reward-builders.ts'
import { createFinder } from '../proof/canaries.ts'
import { readPages } from '../paper/read-pages.ts'
import { password } from '../web/world.ts'

vi.setConfig({ testTimeout: 150_000, hookTimeout: 120_000 })

/** The reporter: their openid at the platform; the name and the telephone their profile there has. */
const openid = 71_559_320_117
const profile = { first_name: '鵷鶵隐', username: 'yuanchu_yin', phone: '13977665544' }
const payee = { name: '鸑鷟藏', bank: '测试银行荣昌支行', account: '6222020200119977' }
const health = '500153-health-commission'
const seats: readonly (readonly [login: string, role: Role, office: string])[] = [
  ['banan', 'handler', health],
  ['tijiao', 'reward-officer', health],
  ['fuhe', 'reward-officer', health],
  ['pizhun', 'supervisor', '500153-intake'],
  ['caiwu', 'reward-officer', '500153-finance'],
]
const dir = mkdtempSync(join(tmpdir(), 'yijian-reward-'))
const logged: string[] = []
const log = (message: string, facts?: object): unknown =>
  logged.push(`${message} ${JSON.stringify(facts)}`)

let telegram: FakeTelegram
let browser: Browser
let served: Served
beforeAll(async () => {
  telegram = await openFakeTelegram()
  const read = readConfig({
    STATE_DIR: dir,
    PORT: '0',
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_AREA: '500153',
  })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const start = startOf('2026-11-20') + 10 * 3_600_000
  const begun = Date.now()
  const clock = (): number => start + Date.now() - begun
  served = await serve({ config: read.config, log: { info: log, warn: log, error: log }, clock })
  const { world } = served.house
  Object.assign(world.packs, { rewards: { schemes: [aScheme({ proxy: true })], examples: [] } })
  const passwordHash = await hashPassword(password)
  for (const [login, role, office] of seats)
    await world.db.transaction(async (tx) => {
      const row = { id: `officer-${login}`, name: `${login}经办`, login, role, office }
      await saveOfficer(tx, { ...row, area: '500153', passwordHash })
    })
  const letters = { area: '500153', office: health, letters: '荣卫奖' }
  await world.db.transaction(
    async (tx) => await tx.insertInto('rewardLetters').values(letters).execute(),
  )
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  await telegram?.close()
  rmSync(dir, { recursive: true, force: true })
})

const said = (chat = openid): readonly string[] =>
  telegram.sent(chat).map(({ payload }) => String(payload['text']))

async function says(text: string, chat = openid): Promise<string> {
  const before = said(chat).length
  telegram.message(chat, { text, from: { id: chat, is_bot: false, ...profile } })
  await telegram.settled()
  return said(chat).slice(before).join('\n')
}

/** The page of a claim on a small telephone and on a screen, without scripts. */
async function looksWell(key: { readonly number: string; readonly secret: string }): Promise<void> {
  for (const width of [360, 1366]) {
    const viewport = { width, height: 740 }
    const context = await browser.newContext({ baseURL: served.url, viewport })
    const page = await context.newPage()
    await page.goto('/claim')
    expect(await violationsOn(page)).toEqual([])
    await page.locator('#number').fill(key.number)
    await page.locator('#code').fill(key.secret)
    await page.keyboard.press('Enter')
    await page.getByText('举报奖励通知书').first().waitFor()
    expect(await violationsOn(page)).toEqual([])
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect([width, wide]).toEqual([width, 0])
    const folder = process.env['PICTURES']
    if (folder) await page.screenshot({ path: join(folder, `claim-${width}.png`), fullPage: true })
    await context.close()
  }
}

interface Desk {
  readonly page: Page
  /** Everything this officer was ever shown or sent. */
  readonly seen: Buffer[]
}

async function signsIn(login: string): Promise<Desk> {
  const context = await browser.newContext({ baseURL: served.url })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const seen: Buffer[] = []
  page.on('response', (response) => {
    void response.body().then(
      (body) => seen.push(Buffer.from(response.url()), body),
      () => undefined,
    )
  })
  await page.goto('/desk/sign-in')
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '退出' }).waitFor()
  return { page, seen }
}

/** One step on the page of the reward. */
async function step({ page }: Desk, at: string, deed: string, fields = {}): Promise<void> {
  await page.goto(at)
  const form = page.locator(`form:has(button[value="${deed}"])`)
  for (const [name, value] of Object.entries(fields))
    await form.locator(`[name=${name}]`).fill(String(value))
  await form.locator(`button[value="${deed}"]`).click()
  await page.getByText('已办好').waitFor()
}

/** What is packed in a file: the lines of a PDF, the parts of a workbook. */
async function wordsIn(type: string, body: Buffer): Promise<string> {
  if (type.includes('pdf'))
    return (await readPages(new Uint8Array(body))).flatMap(({ lines }) => lines).join('')
  if (!type.includes('sheet')) return ''
  return Object.values(unzipSync(new Uint8Array(body)))
    .map((part) => strFromU8(part))
    .join('\n')
}

it('from an anonymous wish to the payment: claimed with code and secret, and the reporter stands nowhere', async () => {
  let filed = ''
  for (const words of [
    '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
    '行',
    '菜市场后门出来左手边卖鱼的楼上二楼',
    '还在',
    '天天早上都有',
    '跳过',
    '跳过',
    '匿名',
  ])
    filed = await says(words)
  expect(filed).toContain('要留领奖凭证吗')
  await says('要')
  filed = await says('提交')
  const number = /RC-2026-\d{5}/.exec(filed)?.[0] ?? ''
  const codes = filed.match(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}/g) ?? []
  const [passcode = '', secret = ''] = codes
  expect([number, codes.length]).toEqual([number, 2])

  const desks = new Map<string, Desk>()
  for (const [login] of seats) desks.set(login, await signsIn(login))
  const at = (login: string): Desk => {
    const desk = desks.get(login)
    if (!desk) throw new Error(`nobody is ${login}`)
    return desk
  }

  // substantiated, with a fine
  const { page: handler } = at('banan')
  await handler.goto(`/desk/cases/${number}`)
  await handler.locator('form:has(input[name=deed][value=accept]) button').first().click()
  await handler.getByText('已做：受理').waitFor()
  const conclude = handler.locator('form:has(input[name=deed][value=conclude])').first()
  await handler.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '')
  })
  await conclude.locator('select[name=outcome]').selectOption('substantiated')
  await conclude.locator('input[name=penalty]').fill('荣卫罚〔2026〕8号')
  await conclude.locator('textarea').first().fill('查实，已经处罚。')
  await conclude.locator('button.main').click()
  await handler.getByText('请核对').waitFor()
  await handler.locator('button.main').first().click()
  await handler.getByText('已做：办结').waitFor()

  // proposed, checked, approved, notified: four officers
  const { page: proposer } = at('tijiao')
  await proposer.goto(`/desk/cases/${number}/reward`)
  await proposer.locator('[name=decision]').fill('荣卫罚〔2026〕8号')
  await proposer.locator('[name=on]').fill('2026-11-20')
  await proposer.locator('[name=base]').fill('40,000.00')
  const choose = async (name: string, value: string): Promise<void> => {
    const field = proposer.locator(`[name="${name}"]`).first()
    const kind = await field.evaluate((one) => one.tagName)
    if (kind === 'SELECT') await field.selectOption(value)
    else await proposer.locator(`[name="${name}"][value="${value}"]`).check()
  }
  await choose('level', '2')
  for (const [rule, answer] of [
    ['clear', 'yes'],
    ['unknown', 'yes'],
    ['duty', 'no'],
  ] as const) {
    await choose(`rule-${rule}`, answer)
    await proposer.locator(`[name="because-${rule}"]`).fill('核对过')
  }
  await proposer.locator('form:has([name=decision]) button.main').click()
  await proposer.waitForURL(/\/desk\/rewards\//)
  const reward = new URL(proposer.url()).pathname
  await step(at('fuhe'), reward, 'check')
  await step(at('pizhun'), reward, 'approve')
  await step(at('tijiao'), reward, 'notify')

  // 您有一条办理进度 → 查看
  const before = said().length
  await expect
    .poll(
      () =>
        said()
          .slice(before - 3)
          .join('\n'),
      { timeout: 60_000 },
    )
    .toContain('您有一条办理进度')
  const previews = said().filter((text) => text.includes('您有一条办理进度'))
  for (const preview of previews) expect(preview).not.toMatch(/奖|元|RC-2026/)
  let news = ''
  for (let n = 0; n < 6 && !news.includes('荣卫奖'); n++) news = await says('查看')
  expect(news).toContain('人民币叁仟元整')
  expect(news).not.toMatch(/打针|老太婆|荣卫罚|无证/)

  // claim with code and secret
  expect(await says('领奖')).toContain('凭领奖凭证领')
  expect(await says('0000-0000-0000-00000')).toContain('对不上')
  await says(number)
  expect(await says(secret)).toContain('3,000.00')
  await says('转账')
  for (const words of [payee.name, payee.bank, payee.account]) await says(words)
  expect(await says('对')).toContain('转账领取')
  expect(await says('查看')).not.toContain(payee.account)
  const lines = JSON.stringify(await served.house.port.transcript('telegram', String(openid)))
  expect(lines).toContain('■■■')
  expect(lines).not.toMatch(new RegExp(`${payee.account}|${payee.name}|${payee.bank}`))

  // the secret shows the reward anywhere, and opens the report nowhere
  expect(await says('领奖', 7002)).toContain('把举报编号发来')
  await says(number, 7002)
  expect(await says(secret, 7002)).toContain('已经申领')
  expect(await says('进度', 7002)).toContain('没有您的举报')
  await looksWell({ number, secret })

  // finance pays; the register
  const { page: cashier } = at('caiwu')
  await step(at('caiwu'), reward, 'pay', { reference: '财2026-1' })
  const register = await cashier.request.get('/desk/reward-book?month=2026-11')
  expect(await register.text()).toContain('3,000.00')
  expect(await register.text()).toContain('荣卫奖〔2026〕1号')
  for (let n = 0; n < 4 && !news.includes('已经发放'); n++) {
    await served.house.tick()
    news = await says('查看')
  }
  expect(news).toContain('已经发放')

  // nowhere to be found
  const find = createFinder([
    { name: 'openid', text: String(openid) },
    { name: 'profile', text: profile.first_name },
    { name: 'user name', text: profile.username },
    { name: 'telephone', text: profile.phone },
    { name: 'payee', text: payee.name },
    { name: 'account', text: payee.account },
    { name: 'passcode', text: passcode },
    { name: 'claim secret', text: secret },
  ])
  expect(find(`${payee.account} ${openid}`)).toEqual(['openid', 'account'])
  const paths = [
    reward,
    `${reward}/payee`,
    `${reward}/notice.pdf`,
    `/desk/cases/${number}`,
    `/desk/cases/${number}/case-file.pdf`,
    `/desk/cases/${number}/reward`,
    '/desk',
    '/desk/rewards?queue=done',
    '/desk/reward-book?month=2026-11',
    '/desk/reward-book/month.xlsx?month=2026-11',
    '/rewards?area=500153&year=2026',
  ]
  let looked = 0
  const found: string[] = []
  for (const [login, { page, seen }] of desks) {
    for (const path of paths) {
      const answer = await page.request.get(path)
      const body = await answer.body()
      looked += 1
      const words = await wordsIn(answer.headers()['content-type'] ?? '', body)
      for (const part of [body, words])
        found.push(...find(part).map((one) => `${login} ${path} ${one}`))
    }
    looked += seen.length
    for (const part of seen) found.push(...find(part).map((one) => `${login} ${one}`))
  }
  for (const line of logged) found.push(...find(line).map((one) => `log ${one}`))
  expect(found).toEqual([])
  console.log(
    `promise 8: ${looked} pages, files and downloads of ${desks.size} officers and ${logged.length} log lines: 0 of 8 canaries`,
  )
})
