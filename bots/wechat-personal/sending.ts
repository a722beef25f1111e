import type { Delivery } from '#conversation/channel.ts'
import type { Address, Outgoing } from '#conversation/message.ts'

import type { Line } from './line.ts'
import type { Pace } from './pace.ts'
import type { Standing } from './standing.ts'

interface Sender {
  readonly line: () => Line | undefined
  readonly pace: Pace
  readonly standing: Standing
  readonly pause: (ms: number, over: AbortSignal) => Promise<void>
  readonly over: AbortSignal
}

export interface Sending {
  /** The platform had enough: everything rests for a while; gives how long. */
  readonly rest: () => number
  /** To somebody who just wrote: it waits for its place in the row, if that is near. */
  readonly answer: (address: Address, message: Outgoing) => Promise<Delivery>
  /** To somebody who waits for nothing: its place is told, so that nobody waits behind it. */
  readonly send: (address: Address, message: Outgoing) => Promise<Delivery>
}

/** How long an answer stands in the row. */
const near = 20_000

/** While we are not logged in, what is to be said waits, unless the house knows another way. */
const away = 5 * 60_000
const bannedAway = 60 * 60_000

export function createSending({ line, pace, standing, pause, over }: Sender): Sending {
  const sent = createSent()

  const goOn = async (ms: number): Promise<void> => {
    await pause(ms, over)
    if (!over.aborted && standing.last().why === 'too-often' && pace.isFree())
      standing.report({ state: 'on' })
  }
  const rest = (): number => {
    const ms = pace.rest()
    standing.report({ state: 'failing', why: 'too-often' })
    void goOn(ms)
    return ms
  }

  const say = async (address: Address, { id, text }: Outgoing): Promise<Delivery> => {
    const open = line()
    if (!open) return { retryAfter: away }
    const outcome = await open.send(address, text)
    switch (outcome) {
      case 'sent':
        sent.add(id)
        pace.went()
        standing.report({ state: 'on' })
        return 'sent'
      case 'gone':
        return 'closed'
      case 'too-often':
        return { retryAfter: rest() }
      case 'banned':
        standing.report({ state: 'banned', why: 'banned' })
        return { retryAfter: bannedAway }
      case 'logged-out':
        standing.report({ state: 'logged-out', why: 'logged-out' })
        return { retryAfter: away }
    }
  }
  const waits = (): Delivery | undefined => {
    const { state } = standing.last()
    if (state === 'logged-out') return { retryAfter: away }
    return state === 'banned' ? { retryAfter: bannedAway } : undefined
  }
  return {
    rest,
    answer: async (address, message) => {
      if (sent.has(message.id)) return 'sent'
      const left = pace.take(message.id)
      if (left > near) return { retryAfter: left }
      if (left > 0) await pause(left, over)
      const still = left > 0 ? pace.take(message.id) : 0
      if (still > 0) return { retryAfter: still }
      return waits() ?? (await say(address, message))
    },
    send: async (address, message) => {
      if (sent.has(message.id)) return 'sent'
      const waiting = waits()
      if (waiting) return waiting
      const left = pace.take(message.id)
      return left > 0 ? { retryAfter: left } : await say(address, message)
    },
  }
}

/** The platform takes no id with a message: what this process has sent is not sent again. */
function createSent(most = 10_000) {
  const ids = new Set<string>()
  return {
    has: (id: string): boolean => ids.has(id),
    add: (id: string): void => {
      ids.add(id)
      const [oldest] = ids
      if (ids.size > most && oldest !== undefined) ids.delete(oldest)
    },
  }
}
