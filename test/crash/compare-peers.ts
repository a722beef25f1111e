import type { FakeDepartments } from '../bots/fake-departments.ts'
import type { FakeMail, Sent } from '../bots/fake-mail.ts'
import type { FakeTelegram } from '../bots/fake-telegram.ts'
import type { FakeWechat } from '../bots/fake-wechat.ts'
import type { House } from '../../src/house.ts'
import { count, tally, type Findings } from './findings.ts'
import type { Reporter, Told } from './told.ts'

/** How much each platform had got when a process died, a disk had been full, a clock was set or the database was back. */
export interface Mark {
  readonly telegram: number
  readonly email: number
  readonly 'wechat-official': number
}

/** Those outside who are told. */
export interface Peers {
  readonly telegram: FakeTelegram
  readonly mail: FakeMail
  readonly wechat: FakeWechat
  readonly departments: FakeDepartments
  readonly marks: readonly Mark[]
}

interface Owed {
  readonly told: Told
  readonly peers: Peers
}

/** A text that arrived, and how many faults there had been before it. */
interface Arrived {
  readonly text: string
  readonly faults: number
}

interface Platform {
  readonly channel: keyof Mark
  readonly name: string
  readonly got: ReadonlyMap<string, readonly Arrived[]>
}

/** Neither platform takes an id: what it got twice is as often in doubt, and a fault lies between the one and the other. */
export async function compareSent(found: Findings, house: House, { told, peers }: Owed) {
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('outbox').select(['id', 'state', 'doubts']).execute(),
  )
  const doubts = new Map(rows.map((row) => [row.id, row.doubts]))
  for (const platform of platformsOf(peers)) {
    for (const reporter of told.reporters) {
      if (reporter.channel !== platform.channel) continue
      const owed = await compareReader(found, house, { platform, doubts, reporter })
      if (reporter.channel === 'email') compareIds(found, peers.mail.to(reporter.address), owed)
    }
  }
  for (const { id, state } of rows)
    if (state !== 'sent' && state !== 'closed') found.missing.push(`message ${id} is ${state}`)
}

function platformsOf({ telegram, mail, wechat, marks }: Peers): readonly Platform[] {
  const calls = telegram.calls.map(({ method, payload }) =>
    method === 'sendMessage'
      ? { to: String(payload['chat_id']), text: String(payload['text']) }
      : undefined,
  )
  const platform = (
    channel: Platform['channel'],
    name: string,
    all: readonly Message[],
  ): Platform => ({
    channel,
    name,
    got: arrivedOf(
      all,
      marks.map((mark) => mark[channel]),
    ),
  })
  return [
    platform('telegram', 'Telegram', calls),
    platform('email', 'mail', mail.sent),
    platform('wechat-official', 'WeChat', wechat.shown),
  ]
}

type Message = { readonly to: string; readonly text: string } | undefined

function arrivedOf(all: readonly Message[], marks: readonly number[]): Platform['got'] {
  const got = new Map<string, Arrived[]>()
  let faults = 0
  for (const [n, one] of all.entries()) {
    while ((marks[faults] ?? Infinity) <= n) faults += 1
    if (!one) continue
    const mine = got.get(one.to) ?? []
    mine.push({ text: one.text, faults })
    got.set(one.to, mine)
  }
  return got
}

interface Reading {
  readonly platform: Platform
  /** How often each message may have been sent without anybody knowing. */
  readonly doubts: ReadonlyMap<string, number>
  readonly reporter: Reporter
}

async function compareReader(
  found: Findings,
  { port, world }: House,
  { platform: { name, got }, doubts, reporter: { channel, address } }: Reading,
): Promise<number> {
  // A day later a transcript shows dots for a passcode; what arrived before that has it.
  const seen = <T extends { readonly text: string }>(line: T): T => ({
    ...line,
    text: world.vault.maskPasscode(line.text),
  })
  const transcript = await port.transcript(channel, address)
  const owed = transcript.filter(({ from }) => from === 'office').map(seen)
  const known = new Set(owed.map(({ text }) => text))
  const arrived = (got.get(address) ?? []).map(seen).flatMap((one) => divided(one, known))
  count(found, `${name} messages`, owed.length)
  const kept = tally(owed.map(({ text }) => text))
  for (const [text, times] of kept) {
    const copies = arrived.filter((one) => one.text === text)
    const mine = owed.filter((line) => line.text === text)
    const doubtful = mine.reduce((sum, { id }) => sum + (doubts.get(id) ?? 0), 0)
    count(found, `${name} doubles`, Math.max(0, copies.length - times))
    count(found, `${name} doubts`, doubtful)
    const what = `${name} ${address} ${JSON.stringify(text)}: owed ${times}, got ${copies.length}`
    if (copies.length < times) found.missing.push(what)
    if (copies.length > times + doubtful) found.doubled.push(`${what}, in doubt ${doubtful}`)
    const [first, last] = [copies.at(0)?.faults ?? 0, copies.at(-1)?.faults ?? 0]
    // What was under way when a clock was set may arrive after that.
    if (copies.length - times > last - first + 1)
      found.doubled.push(`${what}, with ${last - first} faults between the first and the last`)
  }
  for (const { text } of arrived)
    if (!kept.has(text)) found.broken.push(`${name} ${address} got what is not kept: ${text}`)
  return owed.length
}

/** An answer in the call holds all that is said at once: line after line what is kept, where it can be told apart. */
function divided(one: Arrived, known: ReadonlySet<string>): readonly Arrived[] {
  const { text, faults } = one
  if (known.has(text)) return [one]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (!known.has(text.slice(0, at))) continue
    const rest = divided({ text: text.slice(at + 1), faults }, known)
    if (rest.every((part) => known.has(part.text)))
      return [{ text: text.slice(0, at), faults }, ...rest]
  }
  return [one]
}

/** A mail that came twice came under one Message-ID, by which mail programs know it again. */
function compareIds(found: Findings, mails: readonly Sent[], owed: number): void {
  const texts = new Map<string, string>()
  for (const { to, mail, text } of mails) {
    const id = mail.messageId ?? ''
    if ((texts.get(id) ?? text) !== text) found.broken.push(`mail ${id} to ${to} in two forms`)
    texts.set(id, text)
  }
  count(found, 'mails again under their id', mails.length - texts.size)
  if (texts.size > owed)
    found.doubled.push(`mails to ${mails[0]?.to}: ${texts.size} ids for ${owed} owed`)
}

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
