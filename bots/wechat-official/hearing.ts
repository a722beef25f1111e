import type { Delivery } from '#conversation/channel.ts'
import type { Address, Deed, Outgoing } from '#conversation/message.ts'

import type { Allowances } from './allowance.ts'
import { fetchFile } from './fetching.ts'
import type { Source } from './fetching.ts'
import { createOrder } from '../timing/order.ts'
import type { Envelope } from './reading.ts'
import { createTurn } from './turn.ts'
import type { Turn } from './turn.ts'

export interface Desk extends Source {
  readonly area: string | undefined
  readonly now: () => number
  readonly send: (address: Address, message: Outgoing) => Promise<Delivery>
  readonly allowances: Allowances
  readonly personOf: (address: Address) => string
  readonly onFault: (error: unknown) => void
  readonly pause: (ms: number, over: AbortSignal) => Promise<void>
  readonly retryMs: number
}

export interface Hearing {
  /** The turn of a delivery; the same delivery again has the same one. `undefined`: all is over. */
  readonly take: (envelope: Envelope) => Turn | undefined
  /** Resolves when what is under way is done. */
  readonly close: () => Promise<void>
}

/** The platform delivers again for fifteen seconds; the house knows an old delivery for longer. */
const remembered = 60_000
const mostRemembered = 10_000
const tries = 4
const notSaved = '刚才那条没有保存下来，请再发一次。'

/** Hears each delivery once, those of one person in order, whatever becomes of the call that brought it. */
export function createHearing(desk: Desk): Hearing {
  const { now, send, allowances, personOf, onFault } = desk
  const turns = new Map<string, { readonly turn: Turn; readonly at: number }>()
  const order = createOrder<string>()
  const over = new AbortController()

  const forgetOld = (): void => {
    for (const [key, { at }] of turns) {
      if (at > now() - remembered && turns.size <= mostRemembered) return
      turns.delete(key)
    }
  }
  return {
    take: (envelope) => {
      const { address, once, allows } = envelope
      const person = personOf(address)
      const key = `${person} ${once}`
      const known = turns.get(key)
      if (known) return known.turn
      if (over.signal.aborted) return undefined
      if (allows) allowances.open(person, allows)
      const turn = createTurn(async (message) => await send(address, message))
      turns.set(key, { turn, at: now() })
      forgetOld()
      order.add(person, async () => {
        await hearAtLast(desk, { envelope, turn, over: over.signal }).catch(onFault)
        turn.done()
      })
      return turn
    },
    close: async () => {
      over.abort()
      await order.allDone()
    },
  }
}

interface Job {
  readonly envelope: Envelope
  readonly turn: Turn
  readonly over: AbortSignal
}

/** Tries again what could not be kept; after the last try the person is told, and goes on unhindered. */
async function hearAtLast(desk: Desk, { envelope, turn, over }: Job): Promise<void> {
  const { onFault, pause, retryMs } = desk
  const { reading, once } = envelope
  if (reading.type === 'nothing') return
  let what: Deed | undefined
  for (let n = 1; ; n += 1) {
    try {
      what ??= reading.type === 'file' ? await fetchFile(desk, reading.file) : reading.what
      return await hear(desk, envelope, what, turn.say)
    } catch (error) {
      onFault(error)
    }
    if (over.aborted && turn.fail()) return
    if (over.aborted || n >= tries) break
    await pause(retryMs * 2 ** (n - 1), over)
  }
  await turn.say({ id: `not-saved-${once}`, text: notSaved }, [])
}

async function hear(
  { port, channel, area, now }: Desk,
  { address, once, reading }: Envelope,
  what: Deed,
  say: Turn['say'],
): Promise<void> {
  const entry = reading.type === 'deed' ? reading.area : undefined
  const known = port.areas().find(({ code }) => code === entry)?.code ?? area
  const heard = { channel, address, once, at: now(), what }
  await port.hear({ ...heard, ...(known === undefined ? {} : { area: known }) }, say)
}
