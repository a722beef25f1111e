import type { Selectable } from 'kysely'
import { present, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** How a channel stood when a process that runs it last wrote it down. No address and no word is in it. */
export type ChannelStateRow = Present<Selectable<Schema['channelStates']>>

/** Later times stand, whoever wrote them; the state is that of the last writer. */
export const saveChannelState = async (tx: Tx, row: ChannelStateRow): Promise<void> => {
  const before = await tx
    .selectFrom('channelStates')
    .selectAll()
    .where('channel', '=', row.channel)
    .executeTakeFirst()
  const isNewError = (row.errorAt ?? 0) >= (before?.errorAt ?? 0)
  const kept = {
    ...row,
    why: row.why ?? null,
    lastIn: later(row.lastIn, before?.lastIn),
    lastOut: later(row.lastOut, before?.lastOut),
    errorCode: (isNewError ? row.errorCode : before?.errorCode) ?? null,
    errorAt: later(row.errorAt, before?.errorAt),
  }
  await tx
    .insertInto('channelStates')
    .values(kept)
    .onConflict((conflict) => conflict.column('channel').doUpdateSet(kept))
    .execute()
}

const later = (one: number | undefined, other: number | null | undefined): number | null =>
  Math.max(one ?? 0, other ?? 0) || null

export const channelStates = async (tx: Tx): Promise<readonly ChannelStateRow[]> =>
  (await tx.selectFrom('channelStates').selectAll().orderBy('channel').execute()).map((row) =>
    present(row),
  )

/** What still has to go out on a channel, and what was given up. */
export interface Queue {
  readonly channel: string
  readonly owed: number
  /** Nobody knows whether these arrived. */
  readonly doubtful: number
  readonly givenUp: number
  readonly oldest?: number
}

export const queues = async (tx: Tx): Promise<readonly Queue[]> => {
  const rows = await tx
    .selectFrom('outbox as o')
    .innerJoin('addresses as a', 'a.handle', 'o.handle')
    .select((eb) => [
      'a.channel',
      'o.state',
      eb.fn.countAll<number | string>().as('count'),
      eb.fn.min('o.createdAt').as('oldest'),
    ])
    .where('o.state', 'in', ['owed', 'sending', 'uncertain', 'undeliverable'])
    .groupBy(['a.channel', 'o.state'])
    .execute()
  return [...new Set(rows.map(({ channel }) => channel))].map((channel) => {
    const own = rows.filter((row) => row.channel === channel)
    const count = (...states: readonly string[]): number =>
      own.reduce((sum, row) => sum + (states.includes(row.state) ? Number(row.count) : 0), 0)
    const waiting = own.filter(({ state }) => state !== 'undeliverable')
    const oldest = Math.min(...waiting.map((row) => row.oldest))
    return {
      channel,
      owed: count('owed', 'sending', 'uncertain'),
      doubtful: count('uncertain'),
      givenUp: count('undeliverable'),
      ...(waiting.length > 0 ? { oldest } : {}),
    }
  })
}
