import { GrammyError } from 'grammy'
import type { Update } from 'grammy/types'

import { createOrder } from '../timing/order.ts'
import { pause } from '../timing/pause.ts'
import { chatOf } from './reading.ts'
import type { Receiving } from './receiving.ts'
import { theirs } from './their-signal.ts'
import { kinds } from './update.ts'

export interface Polling {
  readonly start: () => void
  /** Hears an update that Telegram did not deliver: nothing of it is confirmed there. */
  readonly hear: (update: Update) => void
  /** Waits for what is being heard, but not for ever: what is not done then is delivered again at the next start. */
  readonly stop: () => Promise<void>
}

/** After so many failures an update that fails while others get through is given up. */
const tries = 5
/** However long it takes, it is tried again after so many milliseconds. */
const longest = 30_000

/**
 * Long polling that confirms an update only after it was heard. The framework's own loop counts an update as done
 * before it is handled and confirms it at stop, so what was under way at a crash or a stop would be lost.
 */
export function createPolling(options: Receiving): Polling {
  const { api, onFault, graceMs, retryMs, rest = pause } = options
  const over = new AbortController()
  const order = createOrder<number>()
  const unconfirmed = createUnconfirmed()
  const persisted = { count: 0 }
  let running: Promise<void> = Promise.resolve()

  const take = (update: Update): void => {
    if (!Number.isSafeInteger(update.update_id)) return onFault(new Error('an update has no id'))
    if (!unconfirmed.add(update.update_id)) return
    order.add(chatOf(update), async () => {
      if (await persist(options, update, { over: over.signal, persisted }))
        unconfirmed.done(update.update_id)
    })
  }

  /** While something is being heard its confirmation waits, so the request may not hang: ask, and look again. */
  const poll = async (): Promise<void> => {
    const timeout = unconfirmed.some() ? 0 : 30
    const request = { offset: unconfirmed.offset(), timeout, allowed_updates: kinds }
    for (const update of await api.getUpdates(request, theirs(over.signal))) take(update)
    if (unconfirmed.some()) await Promise.race([order.oneDone(), pause(200, over.signal)])
  }

  /** Nothing is delivered while a webhook is set; what waits there stays and is delivered now. */
  const run = async (): Promise<void> => {
    let asked = false
    for (let misses = 0; !over.signal.aborted;) {
      try {
        asked ||= await api.deleteWebhook({ drop_pending_updates: false })
        await poll()
        misses = 0
      } catch (error) {
        if (over.signal.aborted) return
        misses += 1
        onFault(error)
        await rest(patience(error, misses, retryMs), over.signal)
      }
    }
  }

  return {
    start: () => {
      running = run()
    },
    hear: (update) =>
      order.add(
        chatOf(update),
        async () => void (await persist(options, update, { over: over.signal, persisted })),
      ),
    stop: async () => {
      over.abort()
      const grace = new AbortController()
      const heard = Promise.all([running, order.allDone()]).then(() => grace.abort())
      await Promise.race([heard, pause(graceMs, grace.signal)])
      const offset = unconfirmed.offset()
      if (offset > 0) await api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(onFault)
    },
  }
}

interface Trying {
  readonly over: AbortSignal
  /** How many updates got through. */
  readonly persisted: { count: number }
}

/**
 * Whether the update is safe, or given up; `false` when all was over before. While none gets through it is the house that
 * is at fault, a database that is away or a full disk, and it waits for that: Telegram delivers it again at the next start.
 */
async function persist(
  options: Receiving,
  update: Update,
  { over, persisted }: Trying,
): Promise<boolean> {
  const { handle, giveUp, onFault, retryMs } = options
  const before = persisted.count
  for (let n = 1; !over.aborted; n += 1) {
    try {
      await handle(update, () => {})
      persisted.count += 1
      return true
    } catch (error) {
      onFault(error)
    }
    if (n >= tries && persisted.count > before) {
      await giveUp(update).catch(onFault)
      return true
    }
    await pause(Math.min(longest, retryMs * 2 ** (n - 1)), over)
  }
  return false
}

/** Ids need not rise: after a week of silence Telegram begins anywhere. */
function createUnconfirmed() {
  const open = new Set<number>()
  const done = new Set<number>()
  let last = -1
  return {
    some: () => open.size > 0,
    add: (id: number): boolean => {
      if (open.has(id) || done.has(id)) return false
      open.add(id)
      last = id
      return true
    },
    done: (id: number): void => {
      open.delete(id)
      done.add(id)
    },
    offset: (): number => {
      if (open.size > 0) return Math.min(...open)
      done.clear()
      return last + 1
    },
  }
}

function patience(error: unknown, misses: number, retryMs: number): number {
  const asked = error instanceof GrammyError ? error.parameters.retry_after : undefined
  return asked === undefined ? Math.min(60_000, retryMs * 2 ** (misses - 1)) : asked * 1000
}
