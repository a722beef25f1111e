import { serve } from '@hono/node-server'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { createDepartments } from '#bots/departments.ts'
import { newPartner, type AskedPartner, type PartnerSecrets } from '#service/exchange-partners.ts'
import { createTelling } from '#service/tell-departments.ts'
import { createWeb } from '#web/app.ts'
import type { Hono } from 'hono'
import { admin, area, health } from '../service/department-scene.ts'
import { aHouse, standsBehind, type TestHouse } from '../service/house.ts'

export { admin, area, health }

/** What a partner's machine got of ours, as its library verified it. */
export interface Told {
  readonly id: string
  readonly attempt: number
  readonly verified: boolean
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

/** How the partner's machine stands: `lost`: it takes a message and its answer gets lost. */
type Mood = 'up' | 'down' | 'slow' | 'lost' | 'moved' | 'gone'

interface Sent {
  readonly status: number
  readonly again: boolean
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

interface Sending {
  readonly id?: string
  readonly secret?: string
  /** What its clock shows beside the right time. */
  readonly clock?: number
  /** In place of what was signed. */
  readonly body?: string
}

/** A supervision information system, simulated: a machine of its own that speaks HTTP with ours on loopback. */
export interface PartnerScene extends AsyncDisposable {
  readonly house: TestHouse
  readonly app: Hono
  readonly keys: PartnerSecrets
  readonly told: readonly Told[]
  readonly mood: (mood: Mood) => void
  readonly sends: (message: object, how?: Sending) => Promise<Sent>
  readonly pulls: (after?: string, key?: string) => Promise<Sent>
  /** Rounds of our telling, one every ten seconds of its clock. */
  readonly runs: (ms: number, step?: number) => Promise<void>
}

let count = 0

export async function aPartner(asked: Partial<AskedPartner> = {}): Promise<PartnerScene> {
  const house = await aHouse({ NOTICE_NETS: '127.0.0.0/8', PUBLIC_URL: 'https://jubao.example' })
  const { world } = house
  await standsBehind(house, area, { receiver: '区纪委监委' })
  const app = createWeb(world, { publicUrl: 'https://jubao.example' })
  const ours = await listening((found) =>
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, found),
  )
  const told: Told[] = []
  let mood: Mood = 'up'
  let secret = ''
  const machine = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (mood === 'slow') return
      if (mood === 'down') return void response.writeHead(503, { 'retry-after': '5' }).end()
      if (mood === 'moved') return void response.writeHead(302, { location: '/elsewhere' }).end()
      if (mood === 'gone') return void response.writeHead(410).end()
      const text = Buffer.concat(parts).toString()
      const id = String(request.headers['webhook-id'])
      const attempt = Number(request.headers['webhook-timestamp'])
      const verified = isVerified(secret, text, request.headers)
      told.push({ id, attempt, verified, body: JSON.parse(text) })
      if (mood === 'lost') return void request.socket.destroy()
      response.writeHead(verified ? 204 : 401).end()
    })
  })
  const theirs = await listening((found) => {
    machine.listen(0, '127.0.0.1', () => found(machine.address() as AddressInfo))
    return machine
  })
  const address = asked.address ?? `http://127.0.0.1:${theirs.port}/hook`
  const made = await newPartner(world, admin, area, {
    name: '监督信息系统',
    departments: [],
    texts: false,
    ...asked,
    address,
  })
  if (!made.ok) throw new Error(made.refusal.key)
  const keys = made.value
  secret = keys.tellingSecret ?? ''
  const tell = createTelling(
    world,
    createDepartments({ ownNets: ['127.0.0.0/8'], now: world.clock, timeoutMs: 1000 }),
  )
  const base = `http://127.0.0.1:${ours.port}/exchange/v1`
  return {
    house,
    app,
    keys,
    told,
    mood: (next) => {
      mood = next
    },
    sends: async (message, how = {}) => {
      const id = how.id ?? `msg_${(count += 1)}`
      const body = JSON.stringify(message)
      const at = new Date(house.now() + (how.clock ?? 0))
      const signed = new Webhook(how.secret ?? keys.secret).sign(id, at, body)
      const response = await fetch(`${base}/partners/${keys.id}/messages`, {
        method: 'POST',
        body: how.body ?? body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signed,
        },
      })
      return await answerOf(response)
    },
    pulls: async (after, key = keys.key) => {
      const query = after === undefined ? '' : `?after=${after}`
      const headers = { authorization: `Bearer ${key}` }
      return await answerOf(await fetch(`${base}/changes${query}`, { headers }))
    },
    runs: async (ms, step = 10_000) => {
      const end = house.now() + ms
      while (house.now() < end) {
        await tell()
        house.wait(step)
      }
      await tell()
    },
    [Symbol.asyncDispose]: async () => {
      machine.closeAllConnections()
      await closed(machine)
      await closed(ours.server)
      await house[Symbol.asyncDispose]()
    },
  }
}

/** The library holds a message against its own clock: it is told the one of the message. */
function isVerified(
  secret: string,
  text: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): boolean {
  const id = String(headers['webhook-id'])
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  const right = new Webhook(secret).sign(id, at, text)
  return String(headers['webhook-signature']).split(' ').includes(right)
}

async function answerOf(response: Response): Promise<Sent> {
  const text = await response.text()
  return {
    status: response.status,
    again: response.headers.get('idempotent-replayed') === 'true',
    body: text === '' ? undefined : JSON.parse(text),
  }
}

async function listening(
  open: (found: (address: AddressInfo) => void) => unknown,
): Promise<{ readonly port: number; readonly server: Server }> {
  const opened = Promise.withResolvers<AddressInfo>()
  const server = open(opened.resolve) as Server
  const { port } = await opened.promise
  return { port, server }
}

async function closed(server: Server): Promise<void> {
  const done = Promise.withResolvers<void>()
  server.close(() => done.resolve())
  server.closeAllConnections()
  await done.promise
}

/** What a partner says of a case, by default that nothing was found there. */
export const inspection = (number: string, serial: number, more: object = {}): object => ({
  type: 'inspection.result',
  timestamp: '2026-11-20T09:30:00+08:00',
  data: { number, serial, on: '2026-11-20', result: 'found', reference: 'JD-77', ...more },
})

export const penalty = (number: string, serial: number): object => ({
  type: 'penalty.decided',
  timestamp: '2026-11-20T09:30:00+08:00',
  data: { number, serial, on: '2026-11-20', decision: '荣卫医罚〔2026〕12号', kinds: ['fine'] },
})
