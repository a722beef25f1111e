import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { permissions, type Role } from '#core/roles.ts'
import { startOf } from '#core/clock.ts'
import { saveOfficer } from '#store/officers.ts'
import { hashPassword } from '#web/password.ts'
import type { Screen } from '#web/screen.ts'
import { isOpenTo, screenOf } from '#web/screens.ts'
import { readConfig } from '../../src/config.ts'
import { serve, type Served } from '../../src/main.ts'
import { violationsOn } from '../axe.ts'
import { openBrowser } from '../browser.ts'
import { password } from '../web/world.ts'

vi.setConfig({ testTimeout: 150_000, hookTimeout: 120_000 })

const areas = ['150000', '211382', '500153', '140800', '370300'] as const
const roles = Object.keys(permissions) as readonly Role[]
const dir = mkdtempSync(join(tmpdir(), 'yijian-systems-'))
const pictures = process.env['SHOTS']
const long = Boolean(process.env['LONG'] ?? pictures)

let browser: Browser
let served: Served
beforeAll(async () => {
  const read = readConfig({ SECOND_FACTOR: 'optional', STATE_DIR: dir, PORT: '0' })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const log = () => undefined
  const start = startOf('2026-11-20') + 10 * 3_600_000
  served = await serve({
    config: read.config,
    log: { info: log, warn: log, error: log },
    clock: () => start,
  })
  const passwordHash = await hashPassword(password)
  await served.house.world.db.transaction(async (tx) => {
    for (const area of areas)
      for (const role of roles)
        await saveOfficer(tx, {
          id: `${role}-${area}`,
          name: `经办${role}`,
          login: `${role}-${area}`,
          role,
          office: role === 'handler' ? `${area}-health-commission` : `${area}-intake`,
          area: role === 'administrator' ? '' : area,
          passwordHash,
        })
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function signedIn(role: Role, area: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: served.url })
  const page = await context.newPage()
  await page.goto('/desk/sign-in')
  await page.locator('#login').fill(`${role}-${area}`)
  await page.locator('#password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '退出' }).waitFor()
  return context
}

/** The first of the roles, most likely ones first, that may open a screen. */
const whoOpens = (screen: Screen): Role => {
  const order: readonly Role[] = ['supervisor', ...roles]
  const found = order.find((role) =>
    isOpenTo({ id: '', name: '', role, office: '', area: '', department: '' }, screen),
  )
  if (!found) throw new Error(`nobody may open ${screen.id}`)
  return found
}

const hub = (area: string): string => `/desk/systems?area=${area}`

it.each(areas)('every system of the plan of %s is opened from its row', async (area) => {
  const windows = new Map<Role, Page>()
  const windowOf = async (role: Role): Promise<Page> => {
    const known = windows.get(role)
    if (known) return known
    const [page] = (await signedIn(role, area)).pages()
    if (!page) throw new Error('no page')
    windows.set(role, page)
    return page
  }
  const { plan } = served.house.world.packs.areas.get(area) ?? {}
  const kinds = new Map(served.house.world.packs.systems?.map((kind) => [kind.id, kind]))
  const opened = new Set<string>()
  for (const { id, clause } of plan?.systems ?? []) {
    const screen = screenOf(kinds.get(id)?.screen ?? '')
    if (!screen) throw new Error(`${id} has no screen`)
    const page = await windowOf(whoOpens(screen))
    if (!page.url().endsWith(hub(area))) await page.goto(hub(area), { waitUntil: 'commit' })
    const link = page.locator(`tr[data-system="${id}"][data-clause="${clause}"] a`)
    expect(await link.getAttribute('href'), id).toBe(screen.path(area))
    if (opened.has(screen.id)) continue
    opened.add(screen.id)
    const [answer] = await Promise.all([
      page.waitForNavigation({ waitUntil: 'commit' }),
      link.click(),
    ])
    expect([id, answer?.status()]).toEqual([id, 200])
  }
  expect(opened.size).toBeGreaterThan(6)
  for (const page of windows.values()) await page.context().close()
})

const looks = [
  '/desk/systems',
  '/desk/ledger',
  '/desk/ledger/items/6',
  '/desk/scrutiny',
  '/desk/scrutiny/interviews',
  '/desk/scrutiny/file-checks',
  '/systems?area=500153',
]

it.runIf(long).each([360, 1366])(
  'its pages have no findings of axe and fit a screen of %i',
  async (width) => {
    const context = await signedIn('supervisor', '500153')
    const [page] = context.pages()
    if (!page) throw new Error('no page')
    await page.setViewportSize({ width, height: 800 })
    for (const path of looks) {
      await page.goto(path)
      const violations = await violationsOn(page)
      expect([path, violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)]).toEqual([
        path,
        [],
      ])
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect([path, wide]).toEqual([path, 0])
      const name = path.replaceAll(/\W+/g, '-')
      if (pictures)
        await page.screenshot({ path: join(pictures, `sy${name}-${width}.png`), fullPage: true })
    }
    await context.close()
  },
)
