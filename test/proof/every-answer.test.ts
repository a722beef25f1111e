import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWebChat } from '#bots/web-chat.ts'
import { createWebForm } from '#bots/web-form.ts'
import type { Hono } from 'hono'
import { appOf } from '../../src/main.ts'
import { anAsker, type Answer, type Asker } from './asker.ts'
import { filled, formsOf, methodOf, stuck, type FormFound } from './forms.ts'
import { isPage, linksOut, runsInline, weakIn } from './strict.ts'
import { aPlantedHouse, type PlantedHouse } from './planted.ts'
import { routesOf } from './routes.ts'
import { everybodyEverywhere, people, type Visit, type Who } from './visits.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** One of each kind: what a page looks like depends on the role, not on the place. */
const kinds = people.filter(
  ({ seat }, n) => people.findIndex((one) => one.seat?.role === seat?.role) === n || !seat,
)

let planted: PlantedHouse
let visits: readonly Visit[]
beforeAll(async () => {
  planted = await aPlantedHouse()
  visits = await everybodyEverywhere(planted, kinds)
})
afterAll(async () => await planted[Symbol.asyncDispose]())

interface Seen {
  readonly at: string
  readonly answer: Answer
}

/** The doors by their parts: a number, an area and the like are given as they could be. */
const concrete = (path: string): string =>
  path
    .replace(':number{[0-9]{1,9}}', '1')
    .replace(':number', 'RC-2026-00001')
    .replace(':code', '500153')
    .replace(/:\w+/g, 'x')

const doors = (app: Hono): readonly string[] => [
  ...new Set(routesOf(app).map(({ path }) => concrete(path))),
]

/** What a door says to methods it does not know, and where nothing is. */
async function elsewhere({ app }: PlantedHouse): Promise<readonly Seen[]> {
  const asker = anAsker(app)
  const all: Seen[] = []
  for (const path of [...doors(app), '/nothing', '/chat/nothing', '/desk/nothing', '/static/x.js'])
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      all.push({ at: `${method} ${path}`, answer: await asker.ask(method, { path }) })
  return all
}

/** What every form's door says to more than it takes. */
async function tooMuch({ app }: PlantedHouse): Promise<readonly Seen[]> {
  const all: Seen[] = []
  for (const { method, path } of routesOf(app)) {
    if (method !== 'POST') continue
    const headers = {
      'content-length': '9999999999',
      'content-type': path.includes('plain')
        ? 'multipart/form-data; boundary=x'
        : 'application/json',
      'sec-fetch-site': 'same-origin',
    }
    const answer = await anAsker(app).raw(method, { path: concrete(path), headers, body: 'x' })
    all.push({ at: `${method} ${path}`, answer })
  }
  return all
}

/** The same house on the day its store does not answer. */
async function onABadDay({ house, config }: PlantedHouse): Promise<readonly Seen[]> {
  const gone = async (): Promise<never> => await Promise.reject(new Error('disk I/O error'))
  const world = { ...house.world, db: { ...house.world.db, read: gone, transaction: gone } }
  const port = { ...house.port, hear: gone, transcript: gone, keepFile: gone }
  const chat = createWebChat({ publicUrl: config.publicUrl }, port)
  const form = createWebForm({ publicUrl: config.publicUrl }, port)
  const app = appOf({ ...house, world, bots: [chat, form] }, config)
  const cookie = `yj_desk=${'a'.repeat(43)}; yj_chat=${'a'.repeat(22)}; yj_form=${'a'.repeat(22)}`
  const all: Seen[] = []
  for (const { method, path } of routesOf(app)) {
    const isForm = path.includes('plain') || path === '/report'
    const headers = {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    }
    const body = method === 'POST' ? { body: '{"once":"once-01234567","text":"x"}' } : {}
    const asked = { path: concrete(path), headers, ...body }
    all.push({ at: `${method} ${path}`, answer: await anAsker(app).raw(method, asked) })
  }
  return all
}

const statusesOf = (seen: readonly Seen[]): ReadonlySet<number> =>
  new Set(seen.map(({ answer }) => answer.status))

/** Sends every form as whoever found it; those that end something come last. */
async function sendAll(forms: readonly FormFound[]): Promise<readonly string[]> {
  const askers = new Map<Who, Asker>()
  const refused: string[] = []
  const late = ({ form }: FormFound): number =>
    /sign-out|disable|admin\/factors/.test(form.action) ? 1 : 0
  for (const { who, route, form } of forms.toSorted((a, b) => late(a) - late(b))) {
    const asker = askers.get(who) ?? anAsker(planted.app)
    if (!askers.has(who) && who.seat) await asker.signIn(who.seat.login)
    askers.set(who, asker)
    if (!who.seat)
      for (const path of ['/chat?area=500153', '/report?area=500153', '/track'])
        await asker.ask('GET', { path })
    const { csrf: _old, key, ...fields } = filled(form)
    const sent = { ...fields, ...(key ? { key } : {}) }
    const { status } = await asker.ask(methodOf(form), { path: form.action, fields: sent })
    if ([400, 403, 404, 405, 413, 415, 428].includes(status) || status >= 500)
      refused.push(`${who.name} ${route}: ${form.action} ${status}`)
  }
  return refused
}

describe('every answer of the house', () => {
  it('carries the strict headers: every door, status, role and method', async () => {
    const usual = visits.map(({ route, answer }) => ({ at: route, answer }))
    const wrong = await elsewhere(planted)
    const large = await tooMuch(planted)
    const bad = await onABadDay(planted)
    const all = [...usual, ...wrong, ...large, ...bad]
    const weak = all.flatMap(({ at, answer }) => weakIn(answer).map((why) => `${at}: ${why}`))
    expect([...new Set(weak)]).toEqual([])
    const inline = all.flatMap(({ at, answer }) => runsInline(answer).map((why) => `${at}: ${why}`))
    expect([...new Set(inline)]).toEqual([])
    const out = all.flatMap(({ at, answer }) => linksOut(answer).map((why) => `${at}: ${why}`))
    expect([...new Set(out)]).toEqual([])
    const statuses = statusesOf(all)
    for (const status of [200, 303, 400, 401, 403, 404, 405, 413, 415, 422, 500, 503])
      expect([status, statuses.has(status)]).toEqual([status, true])
    const pages = all.filter(({ answer }) => isPage(answer)).length
    console.log(
      `promise 16: ${routesOf(planted.app).length} routes, ${all.length} answers of ${statuses.size} statuses, ${pages} pages, 0 weak`,
    )
  })

  it('takes no more than a form can hold, wherever a form is read', async () => {
    const taken = (await tooMuch(planted)).filter(({ answer }) => answer.status !== 413)
    expect(taken.map(({ at }) => at)).toEqual([
      'POST /chat/uploads',
      'POST /chat/leave',
      'POST /report/leave',
    ])
  })

  it('says of what broke only that it broke', async () => {
    const bad = await onABadDay(planted)
    const broken = bad.filter(({ answer }) => answer.status >= 500)
    expect(broken.length).toBeGreaterThan(30)
    const told = broken.filter(({ answer }) =>
      /disk I\/O|\bError\b|\.ts\b|node_modules/.test(answer.bytes.toString()),
    )
    expect(told.map(({ at }) => at)).toEqual([])
  })

  it('every form of every page is sent and understood without a script', async () => {
    const forms = formsOf(visits)
    const faults = forms.flatMap(({ route, form }) =>
      stuck(planted.app, form).map((why) => `${route}: ${form.action} ${why}`),
    )
    expect(faults).toEqual([])
    const refused = await sendAll(forms)
    expect(refused).toEqual([])
    expect(forms.length).toBeGreaterThan(40)
    console.log(`promise 16: ${forms.length} forms work without a script`)
  })
})
