import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import type { Hono } from 'hono'
import type { Officer } from '#core/access.ts'
import type { PublicDecision } from '#core/publication.ts'
import { makeToken } from '#service/api-tokens.ts'
import { officerOf as asOfficer } from '#service/officers.ts'
import { officerById, saveOfficer } from '#store/officers.ts'
import { createWeb } from '#web/app.ts'
import { digestOf, newSecret } from '#web/secrets.ts'
import { aHouse, standsBehind, type TestHouse } from '../service/house.ts'

export const area = '500153'
export const origin = 'https://jubao.example'

/** What a client gets back. */
export interface Got {
  readonly status: number
  readonly type: string
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any
  readonly headers: Headers
}

/** A whole house with the doors of Open311, and an intake officer's key to them. */
export interface Open311Scene extends AsyncDisposable {
  readonly house: TestHouse
  readonly app: Hono
  readonly logged: readonly string[]
  readonly key: string
  readonly keyFor: (wanted: {
    readonly area?: string
    readonly scopes?: readonly string[]
    readonly login?: string
  }) => Promise<string>
  readonly officer: Officer
  readonly get: (path: string) => Promise<Got>
  readonly post: (
    path: string,
    form: Form,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Got>
  readonly publishes: (one?: Partial<Publication>) => Promise<string>
  /** The same doors at an address of this machine. */
  readonly served: () => Promise<string>
}

type Form =
  | Readonly<Record<string, string | readonly string[]>>
  | URLSearchParams
  | FormData
  | string

interface Publication {
  readonly id: string
  readonly area: string
  readonly on: string
  readonly changedOn: string
  readonly state: 'published' | 'corrected' | 'withdrawn'
  readonly offence: string
}

export async function aScene(env: Readonly<Record<string, string>> = {}): Promise<Open311Scene> {
  const logged: string[] = []
  const log = (message: string, facts?: object): unknown =>
    logged.push(`${message} ${JSON.stringify(facts)}`)
  const house = await aHouse(env, { info: log, warn: log, error: log })
  const { world } = house
  await standsBehind(house, area)
  const app = createWeb(world, { publicUrl: origin })
  const closers: (() => Promise<void>)[] = []
  const hired = async (login: string, whose: string): Promise<Officer> =>
    await world.db.transaction(async (tx) => {
      const office = `${whose}-intake`
      await saveOfficer(tx, {
        id: `o-${login}`,
        name: '对接',
        login,
        role: 'intake',
        office,
        area: whose,
        passwordHash: '',
      })
      const row = await officerById(tx, `o-${login}`)
      if (!row) throw new Error('nobody was hired')
      return await asOfficer(world, tx, row)
    })
  const keyFor: Open311Scene['keyFor'] = async (wanted) => {
    const officer = await hired(wanted.login ?? 'open311', wanted.area ?? area)
    const token = newSecret()
    const scopes = wanted.scopes ?? ['file:reports']
    const asked = { name: '城市上报平台', scopes, days: 30, tokenHash: digestOf(token) }
    const made = await makeToken(world, officer, asked)
    if (!made.ok) throw new Error(made.refusal.key)
    return token
  }
  const key = await keyFor({})
  const officer = await hired('open311', area)
  const ask = async (path: string, init?: RequestInit): Promise<Got> => {
    const response = await app.request(`${origin}/open311/v2${path}`, init)
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    const json: unknown = type.includes('json') && text !== '' ? JSON.parse(text) : undefined
    return { status: response.status, type, text, json, headers: response.headers }
  }
  return {
    house,
    app,
    logged,
    key,
    keyFor,
    officer,
    get: async (path) => await ask(path),
    post: async (path, form, headers) => {
      const body = formOf(form)
      const type =
        typeof body === 'string'
          ? { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
          : {}
      return await ask(path, { method: 'POST', body, headers: { ...type, ...headers } })
    },
    publishes: async (one) => await publish(house, one),
    served: async () => {
      const opened = Promise.withResolvers<AddressInfo>()
      const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, opened.resolve)
      const { port } = await opened.promise
      closers.push(async () => {
        const closed = Promise.withResolvers<void>()
        server.close(() => closed.resolve())
        await closed.promise
      })
      return `http://127.0.0.1:${port}/open311/v2/`
    },
    [Symbol.asyncDispose]: async () => {
      for (const close of closers) await close()
      await house[Symbol.asyncDispose]()
    },
  }
}

function formOf(form: Form): string | FormData {
  if (typeof form === 'string' || form instanceof FormData) return form
  if (form instanceof URLSearchParams) return form.toString()
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(form))
    for (const one of typeof value === 'string' ? [value] : value) pairs.append(name, one)
  return pairs.toString()
}

let published = 0

const aDecision = (offence: string): PublicDecision => ({
  unit: '某某诊所',
  unitKind: 'organisation',
  number: '荣卫医罚〔2026〕12号',
  organ: '荣昌区卫生健康委',
  decidedOn: '2026-10-08',
  offence,
  violation: '未取得医疗机构执业许可证 <擅自> 执业 & 开药',
  basis: '医师法第五十九条',
  penalties: ['fine', 'ban'],
})

async function publish(house: TestHouse, given: Partial<Publication> = {}): Promise<string> {
  const id = `p-${(published += 1)}-abcDEF`
  const one = { id, area, on: '2026-11-10', state: 'published' as const, offence: 'A1', ...given }
  const changedOn = given.changedOn ?? one.on
  const decision = aDecision(one.offence)
  const content = {
    what: one.state,
    ...(one.state === 'published' ? {} : { reason: '文号印错了' }),
    ...(one.state === 'withdrawn'
      ? { offence: one.offence }
      : { content: { kind: 'decision', decision } }),
  }
  await house.world.db.transaction(async (tx) => {
    await tx
      .insertInto('publications')
      .values({
        id: one.id,
        area: one.area,
        kind: 'decision',
        state: one.state === 'withdrawn' ? 'withdrawn' : 'published',
        version: 1,
        mark: one.id,
        keyId: 'k',
        draft: null,
        draftedBy: null,
        draftedAt: null,
        approvedBy: null,
        approvedAt: null,
        releaseOn: one.on,
        publishedOn: one.on,
        changedOn,
      })
      .execute()
    await tx
      .insertInto('publishedVersions')
      .values({
        publication: one.id,
        version: 1,
        on: one.on,
        content: JSON.stringify(content),
        salt: 's',
      })
      .execute()
  })
  return one.id
}

/** A report as a city's reporting site sends it. */
export const aReport = (key: string, more: Readonly<Record<string, string>> = {}) => ({
  api_key: key,
  jurisdiction_id: area,
  service_code: 'A1',
  description: '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  address_string: '昌元街道菜市场后门卖鱼的楼上二楼',
  ...more,
})
