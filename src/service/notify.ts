import type { Delivery } from '#conversation/channel.ts'
import type { Address, ChannelId, Outgoing } from '#conversation/message.ts'
import { leaseDue } from '#store/outbox-lease.ts'
import { backOff, markClosed, markRetry, markSending, markSent } from '#store/outbox.ts'
import { markUncertain, markUndeliverable, type OutboxRow } from '#store/outbox.ts'
import { openOutgoing } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'

/** Speaks to a person on a channel. */
export type Send = (channel: ChannelId, address: Address, message: Outgoing) => Promise<Delivery>

/** Rows one round takes. */
const batch = 50
/** After so many attempts a row stands on the desk's list instead. */
const mostAttempts = 12

/** Sends what is due and waits for nobody: news, reminders, answers that a crash left over. Gives how many rows it took. */
export async function notifyDue(world: Sealed, send: Send): Promise<number> {
  const due = await world.db.transaction(async (tx) => {
    return await leaseDue(tx, world.worker, world.clock(), batch)
  })
  for (const row of due) await deliver(world, row, send)
  return due.length
}

async function deliver(world: Sealed, row: OutboxRow, send: Send): Promise<void> {
  const target = await addressOf(world, row)
  if (!target) return
  const message = await openOutgoing(world, row)
  const outcome = await send(target.channel, target.address, message).catch((cause: unknown) => {
    world.log.warn('a message may not have arrived', { row: row.id, why: nameOf(cause) })
    return 'uncertain' as const
  })
  await noteDelivery(world, row, outcome)
}

/** Opens the address as officer `clock`, with the notice as the reason; the vault leaves the trace of it. */
async function addressOf(
  world: Sealed,
  row: OutboxRow,
): Promise<{ readonly channel: ChannelId; readonly address: Address } | undefined> {
  return await world.db.transaction(async (tx) => {
    const opening = { officer: 'clock', reason: row.kind, area: 'vault' }
    const target = await world.vault.openAddress(tx, row.handle, opening)
    if (!target) {
      await markUndeliverable(tx, row.id, world.clock())
      return undefined
    }
    await markSending(tx, row.id)
    return target
  })
}

/** Writes down what became of a row. */
export async function noteDelivery(
  world: Sealed,
  row: OutboxRow,
  outcome: Delivery | 'uncertain',
): Promise<void> {
  const now = world.clock()
  await world.db.transaction(async (tx) => {
    if (outcome === 'sent') return await markSent(tx, row.id, now)
    if (outcome === 'closed') return await markClosed(tx, row.id, now)
    if (row.attempts >= mostAttempts) return await markUndeliverable(tx, row.id, now)
    if (outcome === 'uncertain')
      return await markUncertain(tx, row.id, now + backOff(row.attempts + 1))
    await markRetry(tx, row.id, now + Math.max(outcome.retryAfter, 1))
  })
}

/** The kind of a failure, never its words: they may hold an address. */
const nameOf = (cause: unknown): string => (cause instanceof Error ? cause.name : typeof cause)
