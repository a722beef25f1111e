import type { Delivery, Port } from '#conversation/channel.ts'
import type { Heard, Outgoing } from '#conversation/message.ts'
import type { OutboxRow } from '#store/outbox.ts'
import { dropTimer, type Timer } from '#store/timers.ts'
import { openOutgoing } from './conversation-file.ts'
import { noteDelivery } from './notify.ts'
import { oneByOne } from './one-by-one.ts'
import type { Sealed } from './sealed.ts'
import { turnOfDelivery, turnOfTimer } from './turn.ts'

type Say = (message: Outgoing) => Promise<Delivery>

export interface Hearing {
  readonly hear: Port['hear']
  /** A reminder or an expiry: the calendar speaks, nobody waits for the answer. */
  readonly timer: (timer: Timer) => Promise<void>
}

/**
 * One message, one transaction: messages of one address one after the other, nothing said before the commit. A delivery's
 * id counts for its own address alone: nobody hears another's answers by naming their delivery.
 */
export function createHear(world: Sealed): Hearing {
  const queue = oneByOne()
  return {
    hear: async (delivery, say) => {
      const address = world.vault.addressHash(delivery.channel, delivery.address)
      const heard = { ...delivery, once: `${address}:${delivery.once}` }
      await queue(address, async () => {
        const owed = await world.db.transaction(async (tx) => {
          return await turnOfDelivery(world, tx, heard)
        })
        await answer(world, heard, owed, say)
      })
    },
    timer: async (timer) => {
      await world.db.transaction(async (tx) => {
        await turnOfTimer(world, tx, timer)
        await dropTimer(tx, timer)
      })
    },
  }
}

/**
 * Sends the answers the way the message came, in order. A peer that knows ids hears them again on a repeated delivery;
 * elsewhere what was sent is not sent again. What does not get out here goes by notify.
 */
async function answer(
  world: Sealed,
  heard: Heard,
  owed: readonly OutboxRow[],
  say: Say,
): Promise<void> {
  const knowsIds = world.channels.get(heard.channel)?.knowsIds ?? false
  for (const row of owed) {
    if (row.state !== 'sending' && !(knowsIds && row.state === 'sent')) continue
    const message = await openOutgoing(world, row)
    const outcome = await say(message).catch(() => 'uncertain' as const)
    if (row.state !== 'sent') await noteDelivery(world, row, outcome)
    if (outcome !== 'sent') return
  }
}
