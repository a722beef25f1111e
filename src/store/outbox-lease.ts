import { sql } from 'kysely'
import { FOR_PERSON, outboxRow, UNSENT, type OutboxRow } from './outbox-row.ts'
import { locksRows } from './row-lock.ts'
import type { Tx } from './transaction.ts'

/** How long a worker may keep a row before others may take it. */
export const LEASE = 60_000

/** What a worker is able to take. */
export interface Taking {
  readonly limit: number
  /** Only messages to these channels, and those whose place is not known any more; absent: to any. */
  readonly channels?: readonly string[]
  /** What was owed before this is taken whatever its channel: nobody else has sent it. */
  readonly anyBefore?: number
}

/**
 * Takes messages that are due, for one worker; no other worker gets them while the lease runs. Of each
 * conversation only the earliest unsent one, so that nobody reads an answer before the one it follows. A row
 * that was `sending` when its lease ran out comes as `uncertain`, with one doubt more.
 */
export const leaseDue = async (
  tx: Tx,
  worker: string,
  now: number,
  taking: Taking,
): Promise<readonly OutboxRow[]> => {
  const ids = await dueIds(tx, now, taking)
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('outbox')
    .set({
      leasedBy: worker,
      leaseUntil: now + LEASE,
      doubts: sql<number>`case when "state" = 'sending' then "doubts" + 1 else "doubts" end`,
      state: sql<string>`case when "state" = 'sending' then 'uncertain' else "state" end`,
    })
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  return rows.map(outboxRow).toSorted((a, b) => a.nextAt - b.nextAt || a.seq - b.seq)
}

const dueIds = async (
  tx: Tx,
  now: number,
  { limit, channels, anyBefore = 0 }: Taking,
): Promise<string[]> => {
  const due = tx
    .selectFrom('outbox as o')
    .select('o.id')
    .where(unsent('o'))
    .where('o.nextAt', '<=', now)
    .where((eb) => eb.or([eb('o.leaseUntil', 'is', null), eb('o.leaseUntil', '<=', now)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as e')
            .select('e.id')
            .whereRef('e.session', '=', 'o.session')
            .whereRef('e.seq', '<', 'o.seq')
            .where(unsent('e')),
        ),
      ),
    )
    .$if(channels !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('o.createdAt', '<', anyBefore),
          eb.not(
            eb.exists(
              eb
                .selectFrom('addresses as a')
                .select('a.handle')
                .whereRef('a.handle', '=', 'o.handle')
                .where('a.channel', 'not in', channels ?? []),
            ),
          ),
        ]),
      ),
    )
    .orderBy('o.nextAt')
    .limit(limit)
  const rows = await (locksRows(tx) ? due.forUpdate('o').skipLocked() : due).execute()
  return rows.map(({ id }) => id)
}

/**
 * Before the call to the platform: a crash from here on leaves a doubt, never a silence. The lease begins anew. False where
 * the worker holds the message no more, since it came to it too late: somebody else says it.
 */
export const markSending = async (
  tx: Tx,
  id: string,
  { worker, now }: { readonly worker: string; readonly now: number },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1), leaseUntil: now + LEASE }))
    .where('id', '=', id)
    .where('state', 'in', ['owed', 'uncertain'])
    .where('leasedBy', '=', worker)
    .where('leaseUntil', '>', now)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** What a worker holds and has not begun to send, others may take at once. */
export const releaseRows = async (tx: Tx, worker: string): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({ leasedBy: null, leaseUntil: null })
    .where('leasedBy', '=', worker)
    .where(unsent('outbox'))
    .where('state', '!=', 'sending')
    .execute()
}

/**
 * Takes what a conversation still has to say before a place in it, oldest first, for a call that follows the commit:
 * the person is there, so a doubtful one does not wait for its time. `undefined`: it has to wait, since another call
 * is under way or the platform asked for a pause.
 */
export const leaseBefore = async (
  tx: Tx,
  place: { readonly session: string; readonly seq: number; readonly worker: string },
  { now, until }: { readonly now: number; readonly until: number },
): Promise<readonly OutboxRow[] | undefined> => {
  const rows = await unsentBefore(tx, place)
  const mustWait = rows.some(
    ({ state, nextAt, leaseUntil, leasedBy }) =>
      (leaseUntil ?? 0) > now || (state === 'owed' && nextAt > now && leasedBy !== FOR_PERSON),
  )
  if (mustWait) return undefined
  if (rows.length === 0) return []
  await tx
    .updateTable('outbox')
    .set({
      leasedBy: place.worker,
      leaseUntil: until,
      doubts: sql<number>`case when "state" = 'sending' then "doubts" + 1 else "doubts" end`,
      state: 'sending',
      attempts: sql<number>`"attempts" + 1`,
    })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  return await unsentBefore(tx, place)
}

const unsentBefore = async (
  tx: Tx,
  { session, seq }: { readonly session: string; readonly seq: number },
): Promise<readonly OutboxRow[]> => {
  const rows = await tx
    .selectFrom('outbox')
    .selectAll()
    .where('session', '=', session)
    .where('seq', '<', seq)
    .where(unsent('outbox'))
    .orderBy('seq')
    .execute()
  return rows.map(outboxRow)
}

/** Written out, not bound, so that the partial indexes serve. */
export const unsent = (table: string) =>
  sql<boolean>`${sql.ref(`${table}.state`)} in ('owed', 'sending', 'uncertain')`

/** How many messages nobody got: given up, or owed since before `since`. Those in doubt that were sent are not among them. */
export const countUndelivered = async (tx: Tx, since: number): Promise<number> => {
  const { count } = await tx
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where((eb) =>
      eb.or([
        eb('state', '=', 'undeliverable'),
        eb.and([eb('state', 'in', UNSENT), eb('createdAt', '<', since)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return count
}

/** What the desk must see: given up, doubtful, or still unsent though owed since before `since`. */
export const undelivered = async (
  tx: Tx,
  since = 0,
  limit = 200,
): Promise<readonly OutboxRow[]> => {
  const rows = await tx
    .selectFrom('outbox')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('state', '=', 'undeliverable'),
        eb('doubts', '>', 0),
        eb.and([eb('state', 'in', UNSENT), eb('createdAt', '<', since)]),
      ]),
    )
    .orderBy('createdAt')
    .limit(limit)
    .execute()
  return rows.map(outboxRow)
}
