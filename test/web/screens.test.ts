import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { permissions, type Role } from '#core/roles.ts'
import { checkData } from '#packs/check.ts'
import { systemsOf } from '#service/systems.ts'
import { saveOfficer } from '#store/officers.ts'
import { hashPassword } from '#web/password.ts'
import type { Screen } from '#web/screen.ts'
import { screenIds, screenOf, screens } from '#web/screens.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse, type House } from '../../src/house.ts'
import { appOf } from '../../src/main.ts'
import { dataDir } from '../packs/published.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { password } from './world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** As many as the five plans were found to have when they were first read. */
const atLeast = { '150000': 34, '211382': 26, '500153': 27, '140800': 10, '370300': 25 } as const
const areas = Object.keys(atLeast) as readonly (keyof typeof atLeast)[]
const roles = Object.keys(permissions) as readonly Role[]

let dir: string
let house: House
let app: Hono
const browsers = new Map<string, BrowserLike>()
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yijian-screens-'))
  const read = readConfig({
    SECOND_FACTOR: 'optional',
    STATE_DIR: dir,
    PUBLIC_URL: 'https://jubao.example',
  })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const log = () => undefined
  house = await openHouse({
    config: read.config,
    log: { info: log, warn: log, error: log },
    clock: () => Date.UTC(2026, 10, 20, 2),
  })
  app = appOf(house, read.config)
  const passwordHash = await hashPassword(password)
  await house.world.db.transaction(async (tx) => {
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
})
afterAll(async () => {
  await house.close()
  rmSync(dir, { recursive: true })
})

/** Somebody of the area who has the right that a screen needs; for a public one nobody known. */
async function whoOpens({ action }: Screen, area: string): Promise<BrowserLike> {
  const role = action === 'public' ? '' : (roles.find((one) => permissions[one].has(action)) ?? '')
  const login = `${role}-${area}`
  const known = browsers.get(login)
  if (known) return known
  const browser = aBrowser(app)
  if (role !== '') await browser.signIn(login)
  browsers.set(login, browser)
  return browser
}

const answers = new Map<string, Promise<Seen>>()

/** What the screen of an area shows to who has its right; asked for once. */
async function shown(screen: Screen, area: string): Promise<Seen> {
  const key = `${area} ${screen.id}`
  const asked =
    answers.get(key) ?? whoOpens(screen, area).then(async (who) => await who.get(screen.path(area)))
  answers.set(key, asked)
  return await asked
}

it('no screen stands there twice, and every one answers who has its right', async () => {
  expect(new Set(screens.map(({ id }) => id)).size).toBe(screens.length)
  for (const screen of screens) {
    const seen = await shown(screen, '500153')
    expect([screen.id, seen.status]).toEqual([screen.id, 200])
    expect(seen.html, screen.id).not.toContain('id="password"')
  }
})

it('the data names no screen that is not there', () => {
  expect(checkData(dataDir, screenIds()).problems).toEqual([])
})

describe.each(areas)('the plan of %s', (area) => {
  it('has its systems, each with its clause, what it asks, and a screen that answers', async () => {
    const list = systemsOf(house.world, area)
    if (!list) throw new Error('no plan')
    expect(list.rows.length).toBeGreaterThanOrEqual(atLeast[area])
    expect(list.rows).toHaveLength(list.plan.systems.length)
    for (const { id, clause, heading, asks, kind } of list.rows) {
      expect(
        [clause, heading, asks].every((one) => one !== ''),
        id,
      ).toBe(true)
      const screen = screenOf(kind.screen)
      if (!screen) throw new Error(`${id} has no screen`)
      const seen = await shown(screen, area)
      expect([id, screen.id, seen.status]).toEqual([id, screen.id, 200])
    }
  })

  it('is shown with every system to officers, with the way in for who has the right, and to the public', async () => {
    const boss = aBrowser(app)
    await boss.signIn(`supervisor-${area}`)
    const desk = await boss.get('/desk/systems')
    const open = await aBrowser(app).get(`/systems?area=${area}`)
    const rows = systemsOf(house.world, area)?.rows ?? []
    for (const { id, clause, kind } of rows) {
      const mark = `data-system="${id}" data-clause="${clause}"`
      expect(desk.html).toContain(mark)
      const [, own = ''] = open.html.split(mark)
      const screen = screenOf(kind.screen)
      expect(own.split('</li>')[0]?.includes('<a href'), id).toBe(screen?.action === 'public')
    }
  })
})
