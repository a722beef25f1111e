import { sql } from 'kysely'
import { spend, type Pace } from '#core/pace.ts'
import { holdName } from './row-lock.ts'
import type { Tx } from './transaction.ts'

interface Spending {
  readonly who: string
  readonly pace: Pace
  readonly now: number
}

/**
 * Takes one from what somebody has left, for all processes together. Gives what there is then, or `undefined` where it was
 * taken. Worth no sync of its own: after a crash of the server they may have a little more again.
 */
export const spendTogether = async (
  tx: Tx,
  { who, pace, now }: Spending,
): Promise<{ readonly left: number } | undefined> => {
  await sql`set local synchronous_commit = off`.execute(tx)
  await holdName(tx, 'pace', who)
  const before = await tx
    .selectFrom('paces')
    .select(['left', 'at'])
    .where('who', '=', who)
    .executeTakeFirst()
  const { allowed, after } = spend(pace, before, now)
  await tx
    .insertInto('paces')
    .values({ who, ...after })
    .onConflict((conflict) => conflict.column('who').doUpdateSet(after))
    .execute()
  return allowed ? undefined : after
}

/** Whoever was quiet so long has all of it again. */
export const prunePaces = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('paces').where('at', '<', before).execute()
  await tx.deleteFrom('arrivals').where('at', '<', before).execute()
}

/** New web chats of the last minute. `since`: when the rush began. */
export interface Arrivals {
  readonly count: number
  readonly since?: number
}

interface Sharing {
  readonly worker: string
  readonly now: number
  /** What was written down before this counts no more. */
  readonly after: number
}

/** Writes down what came here, and gives what came to all other processes. */
export const shareArrivals = async (
  tx: Tx,
  here: Arrivals,
  { worker, now, after }: Sharing,
): Promise<Arrivals> => {
  const row = { worker, count: here.count, since: here.since ?? null, at: now }
  await sql`set local synchronous_commit = off`.execute(tx)
  await tx
    .insertInto('arrivals')
    .values(row)
    .onConflict((conflict) => conflict.column('worker').doUpdateSet(row))
    .execute()
  const others = await tx
    .selectFrom('arrivals')
    .select(['count', 'since'])
    .where('worker', '!=', worker)
    .where('at', '>', after)
    .execute()
  const begun = others.flatMap(({ since }) => since ?? [])
  const count = others.reduce((sum, one) => sum + one.count, 0)
  return { count, ...(begun.length > 0 ? { since: Math.min(...begun) } : {}) }
}
