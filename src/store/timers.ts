import { kept } from './kept.ts'
import { LEASE } from './outbox-lease.ts'
import { locksRows } from './row-lock.ts'
import type { Tx } from './transaction.ts'

/** Something to happen in a conversation if it still waits for the same thing then. */
export interface Timer {
  readonly session: string
  readonly wait: string
  readonly at: number
}

/** Setting the same timer twice is setting it once. */
export const setTimer = async (tx: Tx, { session, wait, at }: Timer): Promise<void> => {
  await insertTimer(tx, { session, wait, at })
}

const insertTimer = kept((tx, { session, wait, at }: Timer) =>
  tx
    .insertInto('timers')
    .values({ session, wait, at, leasedBy: null, leaseUntil: null })
    .onConflict((conflict) => conflict.doNothing()),
)

/** Takes timers that are due, for one worker; one that is not dropped while its lease runs comes again. */
export const dueTimers = async (
  tx: Tx,
  worker: string,
  now: number,
  limit: number,
): Promise<readonly Timer[]> => {
  const query = tx
    .selectFrom('timers')
    .select(['session', 'wait', 'at'])
    .where('at', '<=', now)
    .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', now)]))
    .orderBy('at')
    .limit(limit)
  const due = await (locksRows(tx) ? query.forUpdate().skipLocked() : query).execute()
  for (const { session, wait, at } of due)
    await tx
      .updateTable('timers')
      .set({ leasedBy: worker, leaseUntil: now + LEASE })
      .where('session', '=', session)
      .where('wait', '=', wait)
      .where('at', '=', at)
      .execute()
  return due
}

/** Timers that a worker holds and has not rung, others may take at once. */
export const releaseTimers = async (tx: Tx, worker: string): Promise<void> => {
  await tx
    .updateTable('timers')
    .set({ leasedBy: null, leaseUntil: null })
    .where('leasedBy', '=', worker)
    .execute()
}

/** What a conversation waits for. */
export const timersOf = async (tx: Tx, session: string): Promise<readonly Timer[]> =>
  await tx
    .selectFrom('timers')
    .select(['session', 'wait', 'at'])
    .where('session', '=', session)
    .execute()

/** Drops one timer, all of a wait, or all of a conversation, by what is named. */
export const dropTimer = async (
  tx: Tx,
  { session, wait, at }: { readonly session: string; readonly wait?: string; readonly at?: number },
): Promise<void> => {
  if (wait === undefined && at === undefined) return void (await dropAllTimers(tx, { session }))
  let query = tx.deleteFrom('timers').where('session', '=', session)
  if (wait !== undefined) query = query.where('wait', '=', wait)
  if (at !== undefined) query = query.where('at', '=', at)
  await query.execute()
}

const dropAllTimers = kept((tx, { session }: { readonly session: string }) =>
  tx.deleteFrom('timers').where('session', '=', session),
)
