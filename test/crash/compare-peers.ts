import type { FakeDepartments } from '../bots/fake-departments.ts'
import type { FakeTelegram } from '../bots/fake-telegram.ts'
import type { House } from '../../src/house.ts'
import { count, tally, type Findings } from './findings.ts'
import type { Told } from './told.ts'

/** Those outside who are told. */
export interface Peers {
  readonly telegram: FakeTelegram
  readonly departments: FakeDepartments
  readonly kills: () => number
}

interface Owed {
  readonly told: Told
  readonly peers: Peers
}

/** Telegram takes no id: what it got twice is as often in doubt, and never more often than a process died. */
export async function compareSent(found: Findings, house: House, { told, peers }: Owed) {
  const { world, port } = house
  const rows = await world.db.read(
    async (tx) => await tx.selectFrom('outbox').select(['id', 'state', 'doubts']).execute(),
  )
  const outbox = new Map(rows.map((row) => [row.id, row]))
  let doubles = 0
  let doubts = 0
  for (const { channel, address } of told.reporters) {
    if (channel !== 'telegram') continue
    const lines = await port.transcript(channel, address)
    const owed = lines.filter(({ from }) => from === 'office')
    const got = tally(peers.telegram.sent(Number(address)).map(({ payload }) => textOf(payload)))
    count(found, 'Telegram messages', owed.length)
    const texts = tally(owed.map(({ text }) => text))
    for (const [text, times] of texts) {
      const sent = got.get(text) ?? 0
      const mine = owed.filter((line) => line.text === text)
      const doubtful = mine.reduce((sum, { id }) => sum + (outbox.get(id)?.doubts ?? 0), 0)
      doubles += Math.max(0, sent - times)
      doubts += doubtful
      const name = `Telegram ${address} ${JSON.stringify(text)}`
      if (sent < times) found.missing.push(`${name}: owed ${times}, got ${sent}`)
      if (sent > times + doubtful)
        found.doubled.push(`${name}: owed ${times}, got ${sent}, in doubt ${doubtful}`)
    }
    for (const text of got.keys())
      if (!texts.has(text)) found.broken.push(`Telegram ${address} got what is not kept: ${text}`)
  }
  count(found, 'Telegram doubles', doubles)
  count(found, 'Telegram doubts', doubts)
  if (doubles > peers.kills()) found.doubled.push(`${doubles} doubles in ${peers.kills()} kills`)
  for (const { id, state } of rows)
    if (state !== 'sent' && state !== 'closed') found.missing.push(`message ${id} is ${state}`)
}

const textOf = (payload: Readonly<Record<string, unknown>>): string => String(payload['text'])

/** Every event arrived under the id it was owed under, and no event under two. */
export async function compareHooks(found: Findings, { world }: House, { departments }: Peers) {
  const rows = await world.db.read(
    async (tx) =>
      await tx.selectFrom('noticesOwed').select(['id', 'about', 'type', 'state']).execute(),
  )
  const got = new Map<string, string>()
  for (const { headers, body } of departments.received) {
    const id = String(headers['webhook-id'])
    const before = got.get(id)
    if (before !== undefined && before !== body)
      found.broken.push(`webhook ${id} came in two forms`)
    if (before !== undefined) count(found, 'webhooks again under their id')
    got.set(id, body)
  }
  count(found, 'webhooks', rows.length)
  for (const { id, type, state } of rows)
    if (!got.has(id)) found.missing.push(`webhook ${type} ${id} is ${state}`)
  const known = new Set(rows.map(({ id }) => id))
  for (const id of got.keys())
    if (!known.has(id)) found.broken.push(`webhook ${id} was owed by nobody`)
  for (const [event, times] of tally(rows.map(({ about, type }) => `${type} ${about}`)))
    if (times > 1) found.doubled.push(`webhook of ${event}: ${times} ids`)
}
