import type { Heard, Outgoing } from '#conversation/message.ts'
import { render } from '#conversation/render.ts'
import type { Effect, Session } from '#conversation/session.ts'
import { leaseBefore } from '#store/outbox-lease.ts'
import { owe, type OutboxRow, type Owed } from '#store/outbox.ts'
import { takeSeqs, type SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { wakeWorkers } from '#store/wake.ts'
import { sealOutgoing, wordsIn } from './conversation-file.ts'
import { keepBody } from './heard-body.ts'
import type { Sealed } from './sealed.ts'
import { channelOf } from './world.ts'

/** How long an answer is leased to the process that heard the message. */
const answerLease = 30_000

interface Said {
  readonly row: SessionRow
  readonly session: Session
  readonly effects: readonly Effect[]
  /** Absent: nobody waits for the answer. */
  readonly heard?: Heard
}

/**
 * Keeps what was heard, renders what is said for the channel and owes it, sealed. Gives what is to be said as soon as it is committed: what
 * the conversation still had to say before, then this. Nothing where it has to wait for the clock.
 */
export async function keepLines(world: Sealed, tx: Tx, said: Said): Promise<readonly OutboxRow[]> {
  const { row, session, heard } = said
  const channel = channelOf(world, session.channel)
  if (!channel) throw new Error(`there is no channel ${session.channel}`)
  const messages = render(said.effects, channel, wordsIn(world, session.lang))
  const lines = messages.length + (heard ? 1 : 0)
  if (lines === 0) return []
  const first = (await takeSeqs(tx, row.id, lines)) + lines - messages.length
  if (heard) await keepBody(world, tx, heard, { ...row, seq: first - 1 })
  if (messages.length === 0) return []
  const now = world.clock()
  const place = { session: row.id, seq: first, worker: world.worker }
  const lease = { now, until: now + answerLease }
  const before = heard && (channel.knowsIds ? [] : await leaseBefore(tx, place, lease))
  const common = {
    session: row.id,
    handle: row.handle,
    kind: heard ? ('answer' as const) : ('notice' as const),
    keyId: row.keyId,
    createdAt: now,
    ...(heard ? { inReplyTo: { channel: heard.channel, once: heard.once } } : {}),
    ...(before
      ? { state: 'sending' as const, leasedBy: world.worker, leaseUntil: lease.until }
      : {}),
  }
  const rows = await owe(tx, await sealAll(world, messages, { ...common, seq: first }))
  if (!before) await wakeWorkers(tx)
  return before ? [...before, ...rows] : []
}

/** Rows of messages, with places from `seq` on. */
async function sealAll(
  world: Sealed,
  messages: readonly Outgoing[],
  common: Omit<Owed, 'id' | 'sealed'> & { readonly seq: number },
): Promise<readonly Owed[]> {
  const rows: Owed[] = []
  for (const [n, message] of messages.entries()) {
    const sealed = await sealOutgoing(world, common.keyId, message)
    rows.push({ ...common, id: message.id, sealed, seq: common.seq + n })
  }
  return rows
}
