import type { Delivery } from '#conversation/channel.ts'
import type { Address, ChannelId, Outgoing } from '#conversation/message.ts'
import { isAway } from '#store/away.ts'
import { leaseDue, markSending } from '#store/outbox-lease.ts'
import { backOff, markAllSent, markClosed, markForPerson } from '#store/outbox.ts'
import { markRetry, markUncertain, markUndeliverable, type OutboxRow } from '#store/outbox.ts'
import type { Tx } from '#store/transaction.ts'
import { hourOf } from './coarse-time.ts'
import { openOutgoing } from './conversation-file.ts'
import { isAside } from './fixed-line.ts'
import { failOver } from './hints.ts'
import { noteSent } from './note-sent.ts'
import type { Sealed } from './sealed.ts'

/** Speaks to a person on a channel. */
export type Send = (channel: ChannelId, address: Address, message: Outgoing) => Promise<Delivery>

/** Rows one round takes. */
const batch = 50
/** So long a channel may ask to wait: what it puts off was not tried. */
const mostPatience = 7 * 24 * 3600 * 1000
const anHour = 3600 * 1000
/** Whoever cannot be told for so long, unless they speak first, is told elsewhere too if there is a place. */
const longRest = anHour
/** After so many attempts a row stands on the desk's list instead. */
const mostAttempts = 12

/**
 * What the clock holds is in other hands than what is said in the same breath: a delivery that comes again while the clock is
 * saying its answers must not say them too.
 */
export const roundOf = (worker: string): string => `${worker} round`

/**
 * Sends what is due and waits for nobody: news, reminders, answers that a crash left over. What belongs to a channel that
 * runs in another process is left to that one, and given up here when none has taken it for so long. Gives how many rows it took.
 */
export async function notifyDue(world: Sealed, send: Send): Promise<number> {
  if (world.over?.aborted) return 0
  await noteAgain(world)
  const due = await world.db.transaction(async (tx) => {
    const now = world.clock()
    const channels = [...world.channels.keys()]
    const taking = { limit: batch, channels, anyBefore: now - mostPatience }
    return await leaseDue(tx, roundOf(world.worker), now, taking)
  })
  for (const row of due)
    if (!world.over?.aborted)
      await deliver(world, row, send).catch((cause: unknown) => {
        const why = nameOf(cause)
        world.log.error('what became of a message is not noted', { row: row.id, why })
      })
  return due.length
}

/** What was sent while the store went away before that was noted. */
const unnoted = new WeakMap<Sealed['db'], readonly Noted[]>()

/** Before anything is taken: nobody hears from here twice what was sent. Another process takes it when its lease is over. */
async function noteAgain(world: Sealed): Promise<void> {
  const kept = unnoted.get(world.db) ?? []
  if (kept.length === 0) return
  try {
    await noteDeliveries(world, kept)
  } catch (cause) {
    if (isAway(cause)) throw cause
    world.log.error('what became of messages is not noted', { why: nameOf(cause) })
  }
  unnoted.delete(world.db)
}

/**
 * One row that cannot be opened stands on the desk's list; the others go on. While the store is away it stays as it is, and
 * comes again when its lease is over.
 */
async function deliver(world: Sealed, row: OutboxRow, send: Send): Promise<void> {
  const opened = await openRow(world, row).catch((cause: unknown) => {
    world.log.error('a message cannot be opened', { row: row.id, why: nameOf(cause) })
    return isAway(cause) ? ('later' as const) : undefined
  })
  if (opened === 'later') return
  if (opened === 'taken') return
  if (!opened) return await noteDeliveries(world, [{ row, outcome: 'given-up' }])
  const outcome = await send(opened.channel, opened.address, opened.message).catch(
    (cause: unknown) => {
      world.log.warn('a message may not have arrived', { row: row.id, why: nameOf(cause) })
      return 'uncertain' as const
    },
  )
  const attempts = row.attempts + 1
  const noted = { row: { ...row, attempts }, outcome }
  await noteDeliveries(world, [noted]).catch((cause: unknown) => {
    if (outcome === 'sent') unnoted.set(world.db, [...(unnoted.get(world.db) ?? []), noted])
    throw cause
  })
}

interface OpenedRow {
  readonly channel: ChannelId
  readonly address: Address
  readonly message: Outgoing
}

/**
 * Opens the address as officer `clock`, with the notice as the reason; the vault leaves the trace of it. `taken`: the
 * messages before it took so long that this one is in other hands.
 */
async function openRow(world: Sealed, row: OutboxRow): Promise<OpenedRow | 'taken' | undefined> {
  const message = await openOutgoing(world, row)
  return await world.db.transaction(async (tx) => {
    const holder = { worker: roundOf(world.worker), now: world.clock() }
    if (!(await markSending(tx, row.id, holder))) return 'taken'
    const opening = { officer: 'clock', reason: row.kind, area: 'vault' }
    const target = await world.vault.openAddress(tx, row.handle, opening)
    if (!target) return undefined
    return { ...target, message }
  })
}

/** What became of a row. `held`: an earlier one did not get out. `given-up`: nobody tries it again. */
export interface Noted {
  readonly row: OutboxRow
  readonly outcome: Delivery | 'uncertain' | 'held' | 'given-up'
}

/** Writes down what became of rows, all at once; of one that had arrived before nothing new is known. */
export async function noteDeliveries(world: Sealed, noted: readonly Noted[]): Promise<void> {
  const news = noted.filter(({ row }) => row.state !== 'sent')
  if (news.length === 0) return
  if (news.every(({ row, outcome }) => outcome === 'sent' && !isAside(row)))
    return await noteSent(
      world,
      news.map(({ row }) => row.id),
    )
  const now = world.clock()
  await world.db.transaction(async (tx) => {
    const sent = news.filter(({ outcome }) => outcome === 'sent').map(({ row }) => row)
    const aside = sent.filter(isAside)
    const idsOf = (rows: readonly OutboxRow[]) => rows.map(({ id }) => id)
    await markAllSent(tx, idsOf(sent.filter((row) => !isAside(row))), now)
    await markAllSent(tx, idsOf(aside), hourOf(now))
    for (const { row, outcome } of news)
      if (outcome !== 'sent') await noteFailure(world, tx, { row, outcome, now })
  })
}

type Failure = Exclude<Noted['outcome'], 'sent'>

interface Failed {
  readonly row: OutboxRow
  readonly outcome: Failure
  readonly now: number
}

/** `attempts` of a row counts the call whose outcome this is. */
async function noteFailure(world: Sealed, tx: Tx, failed: Failed): Promise<void> {
  const { row, outcome, now } = failed
  const { id, attempts } = row
  if (outcome === 'held') return await markRetry(tx, id, now)
  if (outcome === 'closed' || outcome === 'given-up' || isTriedEnough(failed)) {
    const doneAt = isAside(row) ? hourOf(now) : now
    await (outcome === 'closed' ? markClosed : markUndeliverable)(tx, id, doneAt)
    await failOver(world, tx, row, { isLast: true })
    return
  }
  if (outcome === 'uncertain') return await markUncertain(tx, id, now + backOff(attempts))
  const nextAt = now + Math.max(outcome.retryAfter, 1)
  if (!outcome.orHeard) return await markRetry(tx, id, nextAt)
  if (outcome.retryAfter >= longRest) await failOver(world, tx, row, { isLast: false })
  await markForPerson(tx, id, isAside(row) ? hourOf(nextAt) + anHour : nextAt)
}

const isTriedEnough = ({ row, outcome, now }: Failed): boolean =>
  outcome === 'uncertain' ? row.attempts >= mostAttempts : now - row.createdAt > mostPatience

/** The kind of a failure, never its words: they may hold an address. */
const nameOf = (cause: unknown): string => (cause instanceof Error ? cause.name : typeof cause)
