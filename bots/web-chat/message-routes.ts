import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import type { TranscriptLine } from '#conversation/message.ts'

import { barred } from './begin.ts'
import { hear, linesSince } from './chat.ts'
import type { Chat } from './chat.ts'
import { fromForm, fromJson, largestBody, mostFiles } from './delivery.ts'
import type { Delivery, Unreadable } from './delivery.ts'
import { fromOwnPage } from './guard.ts'
import { faultPage } from './plain-pages.ts'
import { isFramed, mayBeNew, visitorOf, welcome } from './visitor.ts'
import { langOf, words } from './words.ts'
import type { Notices } from './words.ts'

/** What the script of the page speaks: JSON lines, each with a stable id. */
export function messageRoutes(app: Hono, chat: Chat): void {
  const files = mostFiles * chat.maxFileBytes + 1_000_000
  const limit = {
    text: bodyLimit({ maxSize: largestBody, onError: (c) => no(c, 413, 'tooLong') }),
    files: bodyLimit({ maxSize: files, onError: (c) => no(c, 413, 'tooLarge') }),
  }
  app.get('/messages', async (c) => await read(c, chat))
  app.post(
    '/messages',
    async (c, next) => await (isForm(c) ? limit.files : limit.text)(c, next),
    async (c) => await write(c, chat),
  )
}

/** `wait=1` holds the request until there is something new. */
async function read(c: Context, chat: Chat): Promise<Response> {
  const address = visitorOf(c, chat)
  const ours = mayBeNew(c) || c.req.header('sec-fetch-site') === undefined
  if (ours) welcome(c, chat)
  if (address === undefined) return c.json([])
  const over = new AbortController()
  const after = c.req.query('after')
  const news =
    c.req.query('wait') === '1'
      ? chat.listeners.wait(address, chat.holdMs, AbortSignal.any([c.req.raw.signal, over.signal]))
      : undefined
  const lines = await linesSince(chat, address, after)
  if (lines.length > 0 || news === undefined) {
    over.abort()
    return c.json(lines)
  }
  await news
  return c.json(await linesSince(chat, address, after))
}

async function write(c: Context, chat: Chat): Promise<Response> {
  if (!fromOwnPage(c, chat.publicUrl)) return no(c, 403, 'foreign')
  if (!isForm(c) && !isJson(c)) return no(c, 415, 'notUnderstood')
  const address = visitorOf(c, chat)
  if (address === undefined) return no(c, 428, isFramed(c) ? 'noCookieHere' : 'noCookie')
  const bar = await barred(chat, c, address)
  if (bar) {
    const say = words[langOf(c.req.query('lang'))].crowded
    return c.json({ error: 'crowded', say, ...bar }, 428)
  }
  const delivery = await deliveryOf(c)
  if (typeof delivery === 'string') return no(c, delivery === 'tooLong' ? 413 : 400, delivery)
  try {
    const said = await hear(chat, { c, address }, delivery)
    if (said === 'too-fast') return no(c, 429, 'slow')
    if (delivery.after === undefined) return c.json(said)
    return c.json(withSaid(await linesSince(chat, address, delivery.after), said))
  } catch (error) {
    chat.onFault(error)
    return no(c, 503, 'fault')
  }
}

/** Whatever breaks is told to the house without being printed: an error may hold what somebody wrote. */
export async function broken(c: Context, chat: Chat, error: unknown): Promise<Response> {
  chat.onFault(error)
  if (c.req.path.endsWith('/messages')) return no(c, 503, 'fault')
  const lang = langOf(c.req.query('lang'))
  return await c.html(faultPage(lang, lang === 'en' ? '/chat?lang=en' : '/chat'), 503)
}

/** The transcript speaks; what was said and is not in it yet is not withheld. */
function withSaid(lines: readonly TranscriptLine[], said: readonly TranscriptLine[]) {
  const known = new Set(lines.map(({ id }) => id))
  return [...lines, ...said.filter(({ id }) => !known.has(id))]
}

/** A body that cannot be parsed is told like one that is wrong. */
export async function deliveryOf(c: Context): Promise<Delivery | Unreadable> {
  try {
    return isForm(c) ? fromForm(await c.req.formData()) : fromJson(await c.req.json())
  } catch {
    return 'notUnderstood'
  }
}

const typeOf = (c: Context): string => c.req.header('content-type') ?? ''
const isForm = (c: Context): boolean => typeOf(c).startsWith('multipart/form-data')
const isJson = (c: Context): boolean => typeOf(c).startsWith('application/json')

type Refused = 400 | 403 | 413 | 415 | 428 | 429 | 503

const no = (c: Context, status: Refused, why: keyof Notices): Response =>
  c.json({ error: why, say: words[langOf(c.req.query('lang'))][why] }, status)
