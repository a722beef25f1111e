import { createHash, timingSafeEqual } from 'node:crypto'

import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import type { Update } from 'grammy/types'

import { createOrder } from '../timing/order.ts'
import { pause } from '../timing/pause.ts'
import { chatOf } from './reading.ts'
import type { Receiving } from './receiving.ts'
import { kinds } from './update.ts'

export interface Webhook {
  readonly app: Hono
  readonly start: () => void
  /** Waits for what is being heard, but not for ever: what was not answered is delivered again. */
  readonly stop: () => Promise<void>
}

interface Options extends Receiving {
  readonly now: () => number
  readonly url: string
  readonly secret: string
}

/**
 * Telegram tries again by itself; after so many failures the person is told instead, if others get through
 * meanwhile. While none does, it is the house that is at fault.
 */
const tries = 5
const largestUpdate = 1024 * 1024
/** Telegram keeps an update for a day; what it has not delivered again for so long will not come any more. */
const kept = 24 * 3_600_000

/**
 * Telegram calls us. It is told that an update arrived as soon as that is on disk, whatever becomes of the answers; before
 * that, nothing: it delivers again what it was not told of.
 */
export function createWebhook(options: Options): Webhook {
  const { api, url, secret, onFault, graceMs, retryMs, rest = pause } = options
  const over = new AbortController()
  const take = createTaking(options)
  let registering: Promise<void> = Promise.resolve()

  const register = async (): Promise<void> => {
    const settings = { secret_token: secret, allowed_updates: kinds, drop_pending_updates: false }
    for (let misses = 0; !over.signal.aborted; misses += 1) {
      try {
        await api.setWebhook(url, settings)
        return
      } catch (error) {
        onFault(error)
        await rest(Math.min(60_000, retryMs * 2 ** misses), over.signal)
      }
    }
  }

  const app = new Hono()
  const tooLarge = bodyLimit({ maxSize: largestUpdate, onError: (c) => c.body(null, 413) })
  app.use('/', async (c, next) => {
    c.header('Cache-Control', 'no-store')
    const given = c.req.header('x-telegram-bot-api-secret-token') ?? ''
    return isSame(given, secret) ? await next() : c.body(null, 401)
  })
  app.post('/', tooLarge, async (c) => {
    const update = await c.req.json<Update>().catch(() => undefined)
    if (update === undefined) return c.body(null, 400)
    if (over.signal.aborted) return c.body(null, 503)
    return c.body(null, (await take.safe(update)) ? 200 : 503)
  })
  return {
    app,
    start: () => {
      registering = register()
    },
    stop: async () => {
      over.abort()
      const grace = new AbortController()
      const heard = Promise.all([registering, take.allDone()]).then(() => grace.abort())
      await Promise.race([heard, pause(graceMs, grace.signal)])
    },
  }
}

/** Digests are of one length, so that neither length nor beginning of the secret can be told by the time it takes. */
function isSame(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

/** Of one update: how often it failed, how many others were kept before it first did, and when it last did. */
interface Failures {
  readonly times: number
  readonly before: number
  readonly at: number
}

/** Whatever failed last stands last. */
function forgetOld(failures: Map<number, Failures>, before: number): void {
  for (const [id, { at }] of failures)
    if (at < before) failures.delete(id)
    else return
}

/** Hears updates, those of one chat one after the other; one that comes again while it is heard waits for the same. */
function createTaking({ handle, giveUp, onFault, now }: Options) {
  const order = createOrder<number>()
  const underWay = new Map<number, Promise<boolean>>()
  const failures = new Map<number, Failures>()
  let persisted = 0

  const failed = async (update: Update, error: unknown): Promise<boolean> => {
    onFault(error)
    forgetOld(failures, now() - kept)
    const { times, before } = failures.get(update.update_id) ?? { times: 0, before: persisted }
    failures.delete(update.update_id)
    failures.set(update.update_id, { times: times + 1, before, at: now() })
    if (times + 1 < tries || persisted === before) return false
    failures.delete(update.update_id)
    await giveUp(update).catch(onFault)
    return true
  }
  const hear = async (update: Update, safe: (is: boolean) => void): Promise<void> => {
    try {
      await handle(update, () => safe(true))
      failures.delete(update.update_id)
      persisted += 1
      safe(true)
    } catch (error) {
      safe(await failed(update, error))
    }
  }
  return {
    safe: async (update: Update): Promise<boolean> => {
      const { update_id: id } = update
      if (!Number.isSafeInteger(id)) {
        onFault(new Error('an update has no id'))
        return true
      }
      const known = underWay.get(id)
      if (known) return await known
      const { promise, resolve } = Promise.withResolvers<boolean>()
      underWay.set(id, promise)
      order.add(chatOf(update), async () => {
        await hear(update, resolve).finally(() => underWay.delete(id))
      })
      return await promise
    },
    allDone: order.allDone,
  }
}
