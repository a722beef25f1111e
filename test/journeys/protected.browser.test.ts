import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { auditOf } from '#store/audit.ts'
import { readConfig } from '../../src/config.ts'
import { serve, type Served } from '../../src/main.ts'
import { openBrowser } from '../browser.ts'
import { createFinder, type Canary } from '../proof/canaries.ts'
import { filesUnder } from '../proof/files.ts'
import { aTaggedPhoto, person, photoTags } from '../proof/planted.ts'
import { hire, seats, type Seat } from '../proof/seats.ts'
import { password } from '../web/world.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const hour = 3_600_000
const long = Boolean(process.env['LONG'])
/** Everybody under LONG; every day one of each role. */
const looking = seats.filter(
  ({ role }, n) => long || seats.findIndex((one) => one.role === role) === n,
)
const dir = mkdtempSync(join(tmpdir(), 'yijian-protected-'))
const logged: string[] = []
const log = (message: string, facts?: object): unknown =>
  logged.push(`${message} ${JSON.stringify(facts)}`)
const fileName = 'IMG-甄家老宅.jpg'

let later = 0
let browser: Browser
let served: Served
beforeAll(async () => {
  const read = readConfig({ STATE_DIR: dir, PORT: '0' })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const clock = (): number => Date.now() + later
  served = await serve({ config: read.config, log: { info: log, warn: log, error: log }, clock })
  await hire(served.house.world)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const enter = async (width: number): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    baseURL: served.url,
  })
  return await context.newPage()
}

/** Says something and waits until it is answered. */
async function says(chat: Page, words: string): Promise<string> {
  await chat.locator('#text').fill(words)
  return await answered(chat, async () => await chat.locator('#send').click())
}

async function answered(chat: Page, deed: () => Promise<void>): Promise<string> {
  const lines = chat.locator('#log .office[data-id]')
  const before = await lines.count()
  await deed()
  await expect.poll(async () => await lines.count(), { timeout: 20_000 }).toBeGreaterThan(before)
  return (await lines.allInnerTexts()).slice(before).join('\n')
}

/** A reporter with photos of their telephone, through the real page; named or not. */
async function reports(named: boolean) {
  const chat = await enter(360)
  await chat.goto('/chat?area=500153')
  await expect.poll(async () => await chat.locator('#log').innerText()).toContain('发生了什么事')
  const story = [
    '菜市场后头有个老太婆给人打针输液，没得证',
    '行',
    '昌元街道菜市场后门卖鱼的楼上二楼',
  ]
  for (const words of [...story, '还在', '天天早上都有']) await says(chat, words)
  const photo = {
    name: fileName,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(await aTaggedPhoto()),
  }
  await chat.locator('#files').setInputFiles([photo, { ...photo, name: `2-${fileName}` }])
  await answered(chat, async () => await chat.locator('#send').click())
  const who = named ? ['实名', person.name, person.phone] : ['匿名']
  let said = ''
  for (const words of ['跳过', ...who, '提交']) said += await says(chat, words)
  const number = /RC-2026-\d{5}/.exec(said)?.[0]
  const passcode = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}/.exec(said)?.[0]
  const address = (await chat.context().cookies()).find(({ name }) => name === 'yj_chat')?.value
  if (!number || !passcode || !address) throw new Error(`nothing was filed: ${said}`)
  return { chat, number, passcode, address }
}

async function signsIn(login: string, width = 1366): Promise<Page> {
  const page = await enter(width)
  await page.goto('/desk/sign-in')
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '退出' }).waitFor()
  return page
}

interface Read {
  readonly url: string
  readonly bytes: Buffer
}

/** Everything that can be come to by links from the desk: pages, pictures, downloads. */
async function crawl(
  context: BrowserContext,
  cases: readonly { readonly number: string }[],
): Promise<readonly Read[]> {
  const start = ['/desk', '/desk/identity', '/desk/people', '/desk/admin']
  const open = [...start, ...cases.map(({ number }) => `/desk/cases/${number}`)]
  const seen = new Set(open)
  const read: Read[] = []
  for (let url = open.shift(); url !== undefined; url = open.shift()) {
    const answer = await context.request.get(served.url + url)
    const bytes = await answer.body()
    const head = Object.entries(answer.headers()).map(([name, value]) => `${name}: ${value}`)
    read.push({ url, bytes: Buffer.concat([Buffer.from(head.join('\n')), bytes]) })
    if (!/html/.test(answer.headers()['content-type'] ?? '')) continue
    for (const [, to = ''] of bytes.toString().matchAll(/\s(?:href|src)="([^"#]+)/g)) {
      const next = new URL(to.replaceAll('&amp;', '&'), served.url + url)
      const path = next.pathname + next.search
      if (next.origin !== served.url || seen.has(path) || isOneOfMany(path, seen)) continue
      seen.add(path)
      open.push(path)
    }
  }
  return read
}

/**
 * Of pages that differ in a number, an id or the values of their questions alone (one offence or month after another), the
 * first few stand for all; of the cases everything is read.
 */
const isOneOfMany = (path: string, seen: ReadonlySet<string>): boolean => {
  if (!long && isOfAnotherArea(path)) return true
  const kind = kindOf(path)
  return kind !== '' && [...seen].filter((one) => kindOf(one) === kind).length >= 2
}

const isOfAnotherArea = (path: string): boolean =>
  /\/areas\/(?!500153)/.test(path) || /[?&]area=(?!500153)/.test(path)

function kindOf(path: string): string {
  if (path.startsWith('/desk/cases/')) return ''
  const { pathname, searchParams } = new URL(path, served.url)
  const where = pathname.replaceAll(/\/(?:[A-N]\d+|[^/]*\d[^/]*|[\w-]{16,})(?=\/|$)/g, '/#')
  const asked = [...searchParams.keys()].toSorted().join(' ')
  return [where, asked, searchParams.get('figure'), searchParams.get('by')].join(' ')
}

const officer = (role: string, office: string): Seat => {
  const seat = seats.find((one) => one.role === role && one.office === office)
  if (!seat) throw new Error(`nobody is ${role} at ${office}`)
  return seat
}

it('a reporter is nowhere to be found at the desk, until a second person grants it, and only until then', async () => {
  const named = await reports(true)
  const anonymous = await reports(false)
  const canaries: readonly Canary[] = [
    { name: 'name', text: person.name },
    { name: 'telephone', text: person.phone },
    { name: 'file name', text: '甄家老宅' },
    ...photoTags.map((text, n) => ({ name: `tag ${n} of a photo`, text })),
    { name: 'address', text: named.address },
    { name: 'other address', text: anonymous.address },
    { name: 'passcode', text: named.passcode },
    { name: 'other passcode', text: anonymous.passcode },
  ]
  const find = createFinder(canaries)
  const desks = new Map<Seat, Page>()
  let pages = 0
  const everybodyLooks = async (): Promise<readonly (readonly string[])[]> => {
    const found: (readonly string[])[] = []
    for (const [seat, page] of desks)
      for (const { url, bytes } of await crawl(page.context(), [named, anonymous])) {
        pages += 1
        found.push(...find(bytes).map((name) => [seat.login, url, name]))
      }
    return found
  }
  for (const seat of looking) desks.set(seat, await signsIn(seat.login))
  expect(await everybodyLooks()).toEqual([])

  const handler = officer('handler', '500153-health-commission')
  const asks = desks.get(handler)
  const grants = desks.get(officer('supervisor', '500153-health-commission'))
  if (!asks || !grants) throw new Error('somebody is missing')
  await asks.goto(`/desk/cases/${named.number}/identity`)
  await asks.locator('[name=purpose]').selectOption('verify-facts')
  await asks.locator('[name=reason]').fill('门牌说不清，要当面指认')
  await asks.getByRole('button', { name: '提交申请' }).click()
  await asks.getByText('已提交').waitFor()
  await grants.goto('/desk/identity')
  await grants.locator('[name=hours]').first().selectOption('1')
  await grants.locator('[name=reason]').first().fill('情况属实，同意')
  await grants.getByRole('button', { name: '同意', exact: true }).first().click()
  await grants.getByText('已同意').waitFor()
  await asks.goto(`/desk/cases/${named.number}/identity`)
  await asks.getByRole('button', { name: '查看（记录在案）' }).click()
  await asks.locator('.identity').waitFor()
  expect(find(await asks.content())).toEqual(['name', 'telephone'])
  const mark = asks.locator('.watermark')
  expect(await mark.textContent()).toContain(await nameOf(handler))
  expect(await mark.textContent()).toContain(named.number)
  const audited = await served.house.world.db.read(async (tx) => await auditOf(tx, named.number))
  const actions = audited.map(({ action }) => action).filter((one) => one.startsWith('identity-'))
  expect(actions).toEqual(['identity-asked', 'identity-granted', 'identity-read'])
  if (long) expect(await everybodyLooks()).toEqual([])

  later += hour + 60_000
  desks.set(handler, await signsIn(handler.login, 360))
  const after = desks.get(handler) ?? asks
  await after.goto(`/desk/cases/${named.number}/identity`)
  expect(await after.getByRole('button', { name: '查看（记录在案）' }).count()).toBe(0)
  expect(await after.locator('main').innerText()).toContain('时间已过')
  expect(find(await after.content())).toEqual([])

  expect(logged.flatMap((line) => find(line))).toEqual([])
  const files = filesUnder(dir)
  const onDisk = files.flatMap(({ path, bytes }) => [...find(bytes), ...find(path)])
  expect(onDisk).toEqual([])
  console.log(
    `promise 8: ${desks.size} officers in a browser, ${pages} pages and files read, ${files.length} files on disk, 0 found; one grant shown, marked, audited and over`,
  )
})

async function nameOf({ login }: Seat): Promise<string> {
  const row = await served.house.world.db.read(
    async (tx) =>
      await tx.selectFrom('officers').select('name').where('login', '=', login).executeTakeFirst(),
  )
  return row?.name ?? 'nobody'
}
