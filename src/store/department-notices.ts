import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { EndpointRow } from './notice-endpoints.ts'
import { holdName, locksRows } from './row-lock.ts'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'
import { wakeWorkers } from './wake.ts'

/** One notice for one endpoint. `owed` → `sending` before the call → `sent`; `undeliverable`: given up. */
export type NoticeRow = Present<Selectable<Schema['noticesOwed']>>

type Owed = Pick<
  NoticeRow,
  'id' | 'endpoint' | 'about' | 'type' | 'caseId' | 'keyId' | 'sealed' | 'createdAt'
>

/** How long a worker may keep an endpoint before others may take it. */
const LEASE = 60_000

/**
 * Owes notices, each at the end of its endpoint's queue; what is owed already stays as it is. Holds the area's audit
 * chain, as every deed on a case does in the end: so no two wait for each other, and the order is that of the commits.
 */
export const oweNotices = async (tx: Tx, area: string, notices: readonly Owed[]): Promise<void> => {
  if (notices.length === 0) return
  await holdName(tx, 'audit', area)
  for (const notice of notices)
    await tx
      .insertInto('noticesOwed')
      .values({
        ...notice,
        caseId: notice.caseId ?? null,
        seq: sql<number>`(select coalesce(max("seq"), 0) + 1 from "noticesOwed" where "endpoint" = ${notice.endpoint})`,
        state: 'owed',
        attempts: 0,
        doubts: 0,
        triedAt: null,
        doneAt: null,
      })
      .onConflict((conflict) => conflict.columns(['endpoint', 'about']).doNothing())
      .execute()
  await wakeWorkers(tx)
}

/** Written out, not bound, so that the partial index serves. What stands aside with its case is told when it is back. */
const isDue = (table: string) =>
  sql<boolean>`${sql.ref(`${table}.state`)} in ('owed', 'sending') and not exists
    (select 1 from "shelved" where "shelved"."caseId" = ${sql.ref(`${table}.caseId`)})`

/** Takes endpoints that have something to hear now; no other worker speaks to them while the lease runs. */
export const leaseEndpoints = async (
  tx: Tx,
  worker: string,
  now: number,
): Promise<readonly EndpointRow[]> => {
  const due = tx
    .selectFrom('noticeEndpoints as e')
    .select('e.id')
    .where('e.state', '=', 'on')
    .where('e.nextAt', '<=', now)
    .where((eb) => eb.or([eb('e.leaseUntil', 'is', null), eb('e.leaseUntil', '<=', now)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('noticesOwed as n')
          .select('n.id')
          .whereRef('n.endpoint', '=', 'e.id')
          .where(isDue('n')),
      ),
    )
    .orderBy('e.nextAt')
    .limit(50)
  const ids = await (locksRows(tx) ? due.forUpdate('e').skipLocked() : due).execute()
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('noticeEndpoints')
    .set({ leasedBy: worker, leaseUntil: now + LEASE })
    .where(
      'id',
      'in',
      ids.map(({ id }) => id),
    )
    .returningAll()
    .execute()
  return rows.map((row) => present(row))
}

/**
 * The first that an endpoint has not heard, for a call that follows the commit. One that was `sending` already may have
 * arrived: a doubt more. `undefined`: nothing is left, or another worker has the endpoint.
 */
export const takeFirst = async (
  tx: Tx,
  {
    endpoint,
    worker,
    now,
  }: { readonly endpoint: string; readonly worker: string; readonly now: number },
): Promise<NoticeRow | undefined> => {
  const held = await tx
    .updateTable('noticeEndpoints')
    .set({ leaseUntil: now + LEASE })
    .where('id', '=', endpoint)
    .where('leasedBy', '=', worker)
    .where('state', '=', 'on')
    .returning('id')
    .execute()
  if (held.length === 0) return undefined
  const [first] = await tx
    .selectFrom('noticesOwed as n')
    .select('n.id')
    .where('n.endpoint', '=', endpoint)
    .where(isDue('n'))
    .orderBy('n.seq')
    .limit(1)
    .execute()
  if (!first) return undefined
  const rows = await tx
    .updateTable('noticesOwed')
    .set({
      doubts: sql<number>`case when "state" = 'sending' then "doubts" + 1 else "doubts" end`,
      state: 'sending',
      attempts: sql<number>`"attempts" + 1`,
      triedAt: now,
    })
    .where('id', '=', first.id)
    .returningAll()
    .execute()
  return presentFirst(rows)
}

/** It was taken; the endpoint hears the next one from `nextAt` on. */
export const noteTaken = async (
  tx: Tx,
  { id, endpoint }: NoticeRow,
  { now, nextAt }: { readonly now: number; readonly nextAt: number },
): Promise<void> => {
  await tx
    .updateTable('noticesOwed')
    .set({ state: 'sent', doneAt: now })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('noticeEndpoints')
    .set({ sentAt: now, failures: 0, nextAt })
    .where('id', '=', endpoint)
    .execute()
}

/** Why an attempt failed and what follows; without `nextAt` it was the last one. */
interface Failed {
  readonly failure: string
  readonly doubtful: boolean
  readonly now: number
  readonly nextAt?: number
}

export const noteNotTaken = async (
  tx: Tx,
  { id, endpoint }: NoticeRow,
  { failure, doubtful, now, nextAt }: Failed,
): Promise<void> => {
  await tx
    .updateTable('noticesOwed')
    .set({
      state: nextAt === undefined ? 'undeliverable' : 'owed',
      doneAt: nextAt === undefined ? now : null,
      ...(doubtful ? { doubts: sql<number>`"doubts" + 1` } : {}),
    })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('noticeEndpoints')
    .set({
      failedAt: now,
      failure,
      failures: sql<number>`"failures" + 1`,
      ...(nextAt === undefined ? { state: 'silent' } : { nextAt }),
    })
    .where('id', '=', endpoint)
    .execute()
}

export const releaseEndpoint = async (tx: Tx, id: string, worker: string): Promise<void> => {
  await tx
    .updateTable('noticeEndpoints')
    .set({ leasedBy: null, leaseUntil: null })
    .where('id', '=', id)
    .where('leasedBy', '=', worker)
    .execute()
}

/** What was told or given up before a time is of no more use; the file of the case says what happened. */
export const pruneNotices = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('noticesOwed').where('createdAt', '<', before).execute()
}
