import type { ImapFlow } from 'imapflow'

import type { Handler } from './handling.ts'
import { pause, type Rest } from '../timing/pause.ts'
import { isLoopback } from './smtp.ts'

export interface Mailbox {
  readonly start: () => void
  /** Waits for the mail that is being heard, but not for ever: it is still in the box at the next start. */
  readonly stop: () => Promise<void>
}

interface Options {
  readonly url: string
  readonly handler: Handler
  /** Of a larger mail only the beginning is read. */
  readonly largest: number
  readonly now: () => number
  readonly onFault: (error: unknown) => void
  readonly graceMs: number
  readonly retryMs: number
  /** How it rests when the platform cannot be reached: resolves after so many milliseconds, or when the signal says so. */
  readonly rest: Rest
  /** How often the box is looked into though the server said nothing. */
  readonly pollMs: number
}

/** Where mails lie that were heard; after a week they are gone from there too. */
const shelf = 'Yijian'
const week = 7 * 24 * 3_600_000
/** A connection is begun anew so often, and the shelf cleared. */
const longest = 6 * 3_600_000
const beginning = 256 * 1024
/** After so many failures a mail that fails while others are kept is given up. */
const tries = 8
/** However long it takes, it is tried again after so many milliseconds. */
const longestRest = 5 * 60_000

/**
 * Everything in the inbox that is not marked as answered is to be heard, the oldest first. The mark is set when a mail
 * is safe, so a crash between leads to a second delivery and never to none; numbers of mails are trusted only within one
 * validity of the box.
 */
export function createMailbox(options: Options): Mailbox {
  const { onFault, graceMs, retryMs } = options
  const over = new AbortController()
  const resting: Resting = new Map()
  let misses = 0
  let running: Promise<void> = Promise.resolve()
  let open: ImapFlow | undefined

  const session = async (): Promise<void> => {
    const client = await connect(options.url)
    open = client
    try {
      await client.connect()
      await clearShelf(client, options.now() - week).catch(onFault)
      await client.mailboxOpen('INBOX')
      await listen(client, options, {
        over: over.signal,
        resting,
        onGood: () => {
          misses = 0
        },
      })
      if (client.usable) await client.logout()
    } finally {
      client.close()
    }
  }

  const run = async (): Promise<void> => {
    while (!over.signal.aborted) {
      try {
        await session()
      } catch (error) {
        if (over.signal.aborted) return
        misses += 1
        onFault(error)
        await options.rest(Math.min(60_000, retryMs * 2 ** (misses - 1)), over.signal)
      }
    }
  }

  return {
    start: () => {
      running = run()
    },
    stop: async () => {
      over.abort()
      const grace = new AbortController()
      await Promise.race([running.then(() => grace.abort()), pause(graceMs, grace.signal)])
      open?.close()
    },
  }
}

/** Outside this machine the line is locked, or there is none. */
export function boxOf(url: string) {
  const { hostname, port, protocol, username, password } = new URL(url)
  const secure = protocol === 'imaps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  return {
    host,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(secure ? {} : { doSTARTTLS: !isLoopback(host) }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  }
}

/** A client that has not spoken yet. */
export async function connect(url: string): Promise<ImapFlow> {
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client({
    ...boxOf(url),
    logger: false,
    disableAutoIdle: true,
    maxIdleTime: 4 * 60_000,
    connectionTimeout: 20_000,
    disableCompression: true,
  })
  // What ends the connection also rejects whatever waits for it, or shows as not usable.
  client.on('error', () => {})
  return client
}

/** A mail that waits: how often it failed, until when it rests, and how much was kept before it first failed. */
interface Rested {
  readonly tries: number
  readonly until: number
  readonly before: number
}

/** By number of the box's validity and of the mail. */
type Resting = Map<string, Rested>

interface Round {
  readonly over: AbortSignal
  readonly resting: Resting
  readonly onGood: () => void
}

/** Hears what is there, then waits until the server tells of more. */
async function listen(client: ImapFlow, options: Options, round: Round): Promise<void> {
  const { over, onGood } = round
  const end = options.now() + longest
  let wake = new AbortController()
  const onNews = (): void => wake.abort()
  client.on('exists', onNews)
  client.on('close', onNews)
  over.addEventListener('abort', onNews, { once: true })
  while (!over.aborted && client.usable && options.now() < end) {
    wake = new AbortController()
    await hearAll(client, options, round)
    onGood()
    if (!over.aborted && client.usable)
      await waitForMail(client, untilNext(options, round.resting), wake.signal)
  }
  if (!over.aborted && !client.usable) throw new Error('the connection to the mail box ended')
}

/** The server is asked to tell at once; the next command ends that. What goes wrong with it shows in that command. */
async function waitForMail(client: ImapFlow, ms: number, news: AbortSignal): Promise<void> {
  client.idle().catch(() => {})
  await pause(ms, news)
}

/** Milliseconds until a resting mail is tried again, or until the box is looked into anyway. */
function untilNext({ now, pollMs }: Options, resting: Resting): number {
  const soonest = Math.min(...[...resting.values()].map(({ until }) => until))
  return Math.max(1, Math.min(pollMs, soonest - now()))
}

async function hearAll(client: ImapFlow, options: Options, round: Round): Promise<void> {
  const found = (await client.search({ answered: false }, { uid: true })) || []
  const validity = client.mailbox ? String(client.mailbox.uidValidity) : ''
  const keyOf = (uid: number): string => `${validity}:${uid}`
  const there = new Set(found.map(keyOf))
  for (const key of round.resting.keys()) if (!there.has(key)) round.resting.delete(key)
  for (const uid of found.toSorted((a, b) => a - b)) {
    if (round.over.aborted) return
    const key = keyOf(uid)
    if ((round.resting.get(key)?.until ?? 0) <= options.now())
      await hearOne(client, options, { resting: round.resting, uid, key })
  }
}

interface One {
  readonly resting: Resting
  readonly uid: number
  readonly key: string
}

/**
 * While nothing at all is kept it is the house that is at fault, a database that is away or a full disk: the mail waits in the
 * box for that, and nobody is asked to write again.
 */
async function hearOne(client: ImapFlow, options: Options, one: One): Promise<void> {
  const { handler, now, onFault, retryMs } = options
  const mail = await fetchMail(client, one.uid, options.largest)
  if (!mail) return
  const last = one.resting.get(one.key) ?? { tries: 0, before: handler.kept() }
  try {
    const wait = await handler.hear(mail)
    if (wait !== undefined) {
      one.resting.set(one.key, { ...last, until: now() + wait })
      return
    }
  } catch (error) {
    onFault(error)
    if (last.tries + 1 < tries || handler.kept() === last.before) {
      const until = now() + Math.min(longestRest, retryMs * 2 ** last.tries)
      one.resting.set(one.key, { ...last, tries: last.tries + 1, until })
      return
    }
    await handler.giveUp(mail).catch(onFault)
  }
  one.resting.delete(one.key)
  await putAway(client, one.uid, onFault)
}

async function fetchMail(client: ImapFlow, uid: number, largest: number) {
  const about = await client.fetchOne(String(uid), { uid: true, size: true }, { uid: true })
  if (!about) return undefined
  const cut = (about.size ?? 0) > largest
  const source = cut ? { start: 0, maxLength: beginning } : true
  const got = await client.fetchOne(String(uid), { uid: true, source }, { uid: true })
  return got && got.source ? { raw: got.source, cut } : undefined
}

/** First the mark, by which a mail counts as heard; that it then lies elsewhere is for people. */
async function putAway(
  client: ImapFlow,
  uid: number,
  onFault: (error: unknown) => void,
): Promise<void> {
  const flags = ['\\Seen', '\\Answered']
  const isMarked = await client.messageFlagsAdd(String(uid), flags, { uid: true })
  if (!isMarked) throw new Error('a mail could not be marked')
  await client.messageMove(String(uid), shelf, { uid: true }).catch(onFault)
}

/** People's words and addresses do not lie at a mail server for ever. */
async function clearShelf(client: ImapFlow, before: number): Promise<void> {
  const there = await client.list()
  if (!there.some(({ path }) => path.endsWith(shelf))) await client.mailboxCreate(shelf)
  for (const path of [shelf, 'INBOX']) {
    await client.mailboxOpen(path)
    const old = await client.search({ before: new Date(before), answered: true }, { uid: true })
    if (old && old.length > 0) await client.messageDelete(old.join(','), { uid: true })
  }
}
