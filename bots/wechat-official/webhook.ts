import { Hono } from 'hono'
import type { Context } from 'hono'

import { isSigned, openBody, writeReply } from './callback.ts'
import type { Credentials } from './callback.ts'
import type { Hearing } from './hearing.ts'
import { readDelivery } from './reading.ts'
import type { Envelope } from './reading.ts'

export interface Door {
  readonly credentials: Credentials
  readonly hearing: Hearing
  readonly now: () => number
  readonly pause: (ms: number, over: AbortSignal) => Promise<void>
  readonly onFault: (error: unknown) => void
}

/**
 * Milliseconds. The platform hangs up after five seconds and delivers again; what comes for the last time is answered
 * before that.
 */
const answerWithin = { first: 5500, last: 4000 } as const
/** Bytes of a delivery: words and addresses, no file. */
const largestBody = 64 * 1024

/** What the platform reads as: heard, and nothing to say now. */
const taken = 'success'

/** The door that the platform calls: once to see that it is ours, then with every delivery. */
export function createWebhook(door: Door): Hono {
  const { credentials, now, onFault } = door
  const app = new Hono()
  app.onError((error, c) => {
    onFault(error)
    return c.text('', 500)
  })
  app.use(async (c, next) => {
    if (!isSigned(credentials, c.req.query(), now())) return c.text('', 403)
    await next()
    return undefined
  })
  app.get('/', (c) => c.text(c.req.query('echostr') ?? ''))
  app.post('/', async (c) => await receive(door, c))
  return app
}

async function receive(door: Door, c: Context): Promise<Response> {
  const body = await readBody(c.req.raw)
  if (body === undefined) return c.text('', 413)
  const fields = openBody(door.credentials, c.req.query(), body)
  if (fields === 'forged') return c.text('', 403)
  const envelope = fields === 'unreadable' ? undefined : readDelivery(fields)
  if (!envelope) return c.text('', 400)
  const turn = door.hearing.take(envelope)
  if (!turn) return c.text('', 503)
  const waiting = new AbortController()
  // The answer was decided, or the platform hung up.
  const over = AbortSignal.any([waiting.signal, c.req.raw.signal])
  const verdict = await turn
    .wait(async (call) => await door.pause(answerWithin[call], over))
    .finally(() => waiting.abort())
  if (verdict === 'again') return c.text('', 503)
  return verdict === 'taken' ? c.text(taken) : answer(door, c, envelope, verdict.text)
}

function answer(
  { credentials, now }: Door,
  c: Context,
  { address: to, account: from }: Envelope,
  text: string,
): Response {
  const reply = writeReply(credentials, { to, from, text, now: now() })
  return c.body(reply, 200, { 'Content-Type': 'text/xml; charset=utf-8' })
}

/** Never more of it in memory than may be; `undefined`: it was more. */
async function readBody(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > largestBody) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
