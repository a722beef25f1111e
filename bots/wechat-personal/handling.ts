import type { Delivery, Port } from '#conversation/channel.ts'
import type { Address, Deed, Outgoing } from '#conversation/message.ts'

import { createOrder } from '../timing/order.ts'
import type { LastOn } from './last-on.ts'
import type { Line, Message } from './line.ts'

interface Desk {
  readonly channel: string
  readonly port: Port
  readonly area: string | undefined
  readonly now: () => number
  readonly line: () => Line | undefined
  readonly lastOn: LastOn
  readonly answer: (address: Address, message: Outgoing) => Promise<Delivery>
  readonly onFault: (error: unknown) => void
  readonly pause: (ms: number, over: AbortSignal) => Promise<void>
  readonly retryMs: number
}

export interface Handler {
  readonly take: (message: Message) => void
  /** Resolves when what is under way is done. */
  readonly close: () => Promise<void>
}

/** Nobody's address: nothing is ever sent there, and what is heard from there proves no line. */
export const nobody = 'canary'

const tries = 5
const remembered = 10_000
const notSaved = '刚才那条没有保存下来，请再发一次。'

/**
 * Hears each message once, those of one person in order. At a start the platform delivers old messages again: what was
 * written before we were last on is dropped, and what was heard since then is known by its id, here or in the house.
 */
export function createHandler(desk: Desk): Handler {
  const { lastOn, onFault } = desk
  const known = new Set<string>()
  const order = createOrder<Address>()
  const over = new AbortController()
  return {
    take: (message) => {
      const { id, address, at } = message
      if (over.signal.aborted || known.has(id) || at < lastOn.from()) return
      known.add(id)
      const [oldest] = known
      if (known.size > remembered && oldest !== undefined) known.delete(oldest)
      order.add(address, async () => {
        await hearAtLast(desk, message, over.signal).catch(onFault)
      })
    },
    close: async () => {
      over.abort()
      await order.allDone()
    },
  }
}

/** The platform does not deliver again what we could not keep: after the last try the person is told. */
async function hearAtLast(desk: Desk, message: Message, over: AbortSignal): Promise<void> {
  const { onFault, pause, retryMs } = desk
  let what: Deed | undefined
  for (let n = 1; n <= tries; n += 1) {
    try {
      what ??= await deedOf(desk, message)
      await hear(desk, message, what)
      return message.address === nobody ? undefined : remember(desk, message.at)
    } catch (error) {
      onFault(error)
    }
    if (n < tries) await pause(retryMs * 2 ** (n - 1), over)
  }
  if (message.address === nobody) return
  await desk.answer(message.address, { id: `not-saved-${message.id}`, text: notSaved })
}

/** It was heard, even if that cannot be noted. */
function remember({ lastOn, onFault }: Desk, at: number): void {
  try {
    lastOn.heard(at)
  } catch (error) {
    onFault(error)
  }
}

async function hear(desk: Desk, { id, address }: Message, what: Deed): Promise<void> {
  const { channel, port, area, now, answer } = desk
  const heard = { channel, address, once: id, at: now(), what, ...(area ? { area } : {}) }
  await port.hear(heard, async (message) => await answer(address, message))
}

/** A file is fetched at once, since the platform gives it away for a short time only. */
async function deedOf({ channel, port, line }: Desk, { id, what }: Message): Promise<Deed> {
  if (what.type !== 'file') return what
  const held =
    (await line()
      ?.file(id)
      .catch(() => undefined)) ?? 'unreachable'
  if (typeof held === 'string') return { type: 'refused-media', why: held }
  const { bytes, name } = held
  const kept = await port.keepFile({ channel, kind: what.kind, bytes, ...(name ? { name } : {}) })
  return 'refused' in kept
    ? { type: 'refused-media', why: kept.refused }
    : { type: 'media', media: [kept] }
}
