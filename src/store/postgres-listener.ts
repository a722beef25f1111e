import { setTimeout as rest } from 'node:timers/promises'
import pg from 'pg'
import type { Listener } from './transaction.ts'
import { WAKE } from './wake.ts'

const FIRST = 250
const LONGEST = 30_000
/** A line on which nothing is owed for hours is asked so often whether it still is one: a network that swallows it says nothing. */
const usual = { every: 30_000, answer: 10_000 }

/**
 * Calls `woken` after each commit that owes something, and each time it has begun to hear, for what it may have missed. On
 * a connection of its own; one that breaks is opened anew, by and by more seldom.
 */
export const listenTo = (url: string, woken: () => void, patience = usual): Listener => {
  const over = new AbortController()
  let live = false
  const hear = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: patience.answer,
      query_timeout: patience.answer,
    })
    const ended = Promise.withResolvers<void>()
    client.on('end', ended.resolve)
    client.on('error', () => ended.resolve())
    client.on('notification', woken)
    const leave = (): void => {
      void client.end().catch(() => {})
      ended.resolve()
    }
    let asking: NodeJS.Timeout | undefined
    try {
      await client.connect()
      await client.query(`listen ${WAKE}`)
      over.signal.addEventListener('abort', leave, { once: true })
      if (over.signal.aborted) return
      live = true
      woken()
      asking = setInterval(() => void client.query('select 1').catch(leave), patience.every).unref()
      await ended.promise
    } finally {
      live = false
      clearInterval(asking)
      over.signal.removeEventListener('abort', leave)
      void client.end().catch(() => {})
    }
  }
  const run = async (): Promise<void> => {
    for (let misses = 0; !over.signal.aborted; misses += 1) {
      const began = performance.now()
      await hear().catch(() => undefined)
      if (performance.now() - began > LONGEST) misses = 0
      const pause = Math.min(LONGEST, FIRST * 2 ** misses)
      await rest(pause, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    isLive: () => live,
    close: async () => {
      over.abort()
      await running
    },
  }
}
