import type { Selectable } from 'kysely'
import { present, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type CanaryRow = Present<Selectable<Schema['canaries']>>

/** Milliseconds. */
export interface CanaryTerms {
  readonly every: number
  /** So long after it was sent it is missed. */
  readonly patience: number
}

export const canaries = async (tx: Tx): Promise<readonly CanaryRow[]> =>
  (await tx.selectFrom('canaries').selectAll().orderBy('channel').execute()).map((row) =>
    present(row),
  )

/**
 * Takes the number of a channel's next canary, if one is due: of all processes that ask, one gets it. While one is missed
 * the next is due as soon as the last was given up, so that a door that opens again is soon known to.
 */
export const takeCanary = async (
  tx: Tx,
  channel: string,
  { now, every, patience }: CanaryTerms & { readonly now: number },
): Promise<number | undefined> => {
  await tx
    .insertInto('canaries')
    .values({ channel, number: 0, sentAt: 0, arrived: 0 })
    .onConflict((conflict) => conflict.column('channel').doNothing())
    .execute()
  const taken = await tx
    .updateTable('canaries')
    .set((eb) => ({ number: eb('number', '+', 1), sentAt: now }))
    .where('channel', '=', channel)
    .where((eb) =>
      eb.or([
        eb('sentAt', '<=', now - every),
        eb.and([eb('sentAt', '<=', now - patience), eb('arrived', '<', eb.ref('number'))]),
        eb('sentAt', '>', now),
      ]),
    )
    .returning('number')
    .executeTakeFirst()
  return taken?.number
}

/** Whether this very canary is still under way; of any other nothing is to be done. */
export const isAwaited = async (tx: Tx, channel: string, number: number): Promise<boolean> =>
  (await tx
    .selectFrom('canaries')
    .select('number')
    .where('channel', '=', channel)
    .where('number', '=', number)
    .where('arrived', '<', number)
    .executeTakeFirst()) !== undefined

/** It stands in its queue. Gives since when canaries had been missed there. */
export const noteArrival = async (
  tx: Tx,
  { channel, number }: { readonly channel: string; readonly number: number },
  now: number,
): Promise<{ readonly lateSince?: number } | undefined> => {
  const row = await tx
    .selectFrom('canaries')
    .select(['sentAt', 'lateSince'])
    .where('channel', '=', channel)
    .where('number', '=', number)
    .where('arrived', '<', number)
    .executeTakeFirst()
  if (!row) return undefined
  await tx
    .updateTable('canaries')
    .set({
      arrived: number,
      arrivedAt: now,
      tookMs: Math.max(0, now - row.sentAt),
      lateSince: null,
    })
    .where('channel', '=', channel)
    .execute()
  return row.lateSince === null ? {} : { lateSince: row.lateSince }
}

/** Notes what is missed from now on; each is told to one process alone. */
export const noteMissed = async (
  tx: Tx,
  now: number,
  patience: number,
): Promise<readonly { readonly channel: string; readonly number: number }[]> =>
  await tx
    .updateTable('canaries')
    .set({ lateSince: now })
    .where('lateSince', 'is', null)
    .where('sentAt', '<=', now - patience)
    .where((eb) => eb('arrived', '<', eb.ref('number')))
    .returning(['channel', 'number'])
    .execute()

/** Of the channels that some process still tries. One that was switched off stays as it stood then, and says nothing of now. */
export const triedCanaries = async (tx: Tx, triedSince: number): Promise<readonly CanaryRow[]> =>
  (await canaries(tx)).filter(({ sentAt }) => sentAt > triedSince)
