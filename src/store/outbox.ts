import type { Selectable } from 'kysely'
import { keptRows, only } from './kept.ts'
import { onceDigest } from './once.ts'
import {
  FOR_PERSON,
  outboxRow,
  type OutboxKind,
  type OutboxRow,
  type OutboxState,
} from './outbox-row.ts'
import type { Schema } from './schema.ts'
import { takeSeqs } from './seqs.ts'
import type { Tx } from './transaction.ts'

export type { OutboxRow } from './outbox-row.ts'
export { backOff } from './outbox-row.ts'

/** A message to owe. One leased at once belongs to the process that heard; `sending`: its call follows the commit. */
export interface Owed {
  readonly id: string
  readonly session: string
  readonly handle: string
  readonly kind: OutboxKind
  readonly keyId: string
  readonly sealed: Uint8Array
  readonly createdAt: number
  /** Its place in the conversation; the next one if absent. */
  readonly seq?: number
  readonly nextAt?: number
  readonly state?: 'owed' | 'sending'
  readonly attempts?: number
  readonly leasedBy?: string
  readonly leaseUntil?: number
  readonly caseId?: string
  /** The delivery it answers, by the platform's id. */
  readonly inReplyTo?: { readonly channel: string; readonly once: string }
}

/** Owes messages, in the order given. One that is owed already, by its id, stays as it is and is answered as it is. */
export const owe = async (tx: Tx, rows: readonly Owed[]): Promise<readonly OutboxRow[]> => {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const known = rows.every(hasPlace) ? new Map<string, OutboxRow>() : await byIds(tx, ids)
  const fresh = rows.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return inOrder(ids, known)
  const seqs = await placesFor(tx, fresh)
  const given = fresh.map((row) => columns(row, row.seq ?? seqs(row.session)))
  const written = await insertOwed(tx, given)
  if (written.length < fresh.length) return inOrder(ids, await byIds(tx, ids))
  for (const row of given) known.set(row.id, outboxRow(row))
  return inOrder(ids, known)
}

const hasPlace = ({ seq }: Owed): boolean => seq !== undefined

type Columns = Selectable<Schema['outbox']>

const insertOwed = keptRows((tx, rows: readonly Columns[]) =>
  tx
    .insertInto('outbox')
    .values(rows.map((row) => only(row, ALL)))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
)

const ALL = [
  'id',
  'session',
  'handle',
  'seq',
  'kind',
  'keyId',
  'sealed',
  'state',
  'leasedBy',
  'leaseUntil',
  'attempts',
  'doubts',
  'nextAt',
  'caseId',
  'once',
  'createdAt',
  'doneAt',
] as const satisfies readonly (keyof Columns)[]

const inOrder = (ids: readonly string[], rows: ReadonlyMap<string, OutboxRow>): OutboxRow[] =>
  ids.flatMap((id) => rows.get(id) ?? [])

const byIds = async (tx: Tx, ids: readonly string[]): Promise<Map<string, OutboxRow>> => {
  if (ids.length === 0) return new Map()
  const found = await tx.selectFrom('outbox').selectAll().where('id', 'in', ids).execute()
  return new Map(found.map((row) => [row.id, outboxRow(row)]))
}

/** Takes a place for each row that has none, and hands them out in order. */
const placesFor = async (tx: Tx, rows: readonly Owed[]): Promise<(session: string) => number> => {
  const counts = new Map<string, number>()
  for (const { session, seq } of rows)
    if (seq === undefined) counts.set(session, (counts.get(session) ?? 0) + 1)
  const next = new Map<string, number>()
  for (const [session, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    next.set(session, await takeSeqs(tx, session, count))
  return (session) => {
    const place = next.get(session) ?? 0
    next.set(session, place + 1)
    return place
  }
}

const columns = ({ inReplyTo, ...row }: Owed, seq: number): Columns => ({
  ...row,
  seq,
  state: row.state ?? 'owed',
  attempts: row.attempts ?? (row.state === 'sending' ? 1 : 0),
  doubts: 0,
  nextAt: row.nextAt ?? row.createdAt,
  leasedBy: row.leasedBy ?? null,
  leaseUntil: row.leaseUntil ?? null,
  caseId: row.caseId ?? null,
  once: inReplyTo ? onceDigest(inReplyTo.channel, inReplyTo.once) : null,
  doneAt: null,
})

/** What was answered to a delivery, in order: said again, with the same ids, if it comes again. */
export const answersOf = async (
  tx: Tx,
  channel: string,
  once: string,
): Promise<readonly OutboxRow[]> => {
  const rows = await tx
    .selectFrom('outbox')
    .selectAll()
    .where('once', '=', onceDigest(channel, once))
    .orderBy('seq')
    .execute()
  return rows.map(outboxRow)
}

export const outboxById = async (tx: Tx, id: string): Promise<OutboxRow | undefined> => {
  const row = await tx.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  return row && outboxRow(row)
}

export const markSent = async (tx: Tx, id: string, at: number): Promise<void> =>
  await finish(tx, [id], { state: 'sent', at })

/** As `markSent`, for all that one call got out. */
export const markAllSent = async (tx: Tx, ids: readonly string[], at: number): Promise<void> =>
  await finish(tx, ids, { state: 'sent', at })

/** The platform said no for good, or the attempts are used up: it stands on the desk's list. */
export const markUndeliverable = async (tx: Tx, id: string, at: number): Promise<void> =>
  await finish(tx, [id], { state: 'undeliverable', at })

/** The person left: not a failure, and nothing more to try. */
export const markClosed = async (tx: Tx, id: string, at?: number): Promise<void> =>
  await finish(tx, [id], { state: 'closed', ...(at !== undefined && { at }) })

/** What waits and is in nobody's hands is not said any more; `doneAt` is what is noted of when. */
export const closeWaiting = async (
  tx: Tx,
  ids: readonly string[],
  { now, doneAt }: { readonly now: number; readonly doneAt: number },
): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({ state: 'closed', doneAt, leasedBy: null, leaseUntil: null })
    .where('id', 'in', ids)
    .where('state', '=', 'owed')
    .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', now)]))
    .execute()
}

const finish = async (
  tx: Tx,
  ids: readonly string[],
  { state, at }: { readonly state: OutboxState; readonly at?: number },
): Promise<void> => {
  if (ids.length === 0) return
  await finishAll(
    tx,
    ids.map((id) => ({ id, state, doneAt: at ?? null })),
  )
}

interface Finished {
  readonly id: string
  readonly state: OutboxState
  readonly doneAt: number | null
}

const finishAll = keptRows((tx, rows: readonly Finished[]) =>
  tx
    .updateTable('outbox')
    .set({ state: rows[0]?.state, doneAt: rows[0]?.doneAt, leasedBy: null, leaseUntil: null })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    ),
)

/** The call ended without an answer: sent once more from `nextAt` on, and counted as a doubt. What got out by another call stays so. */
export const markUncertain = async (tx: Tx, id: string, nextAt: number): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set((eb) => ({
      state: 'uncertain',
      doubts: eb('doubts', '+', 1),
      nextAt,
      leasedBy: null,
      leaseUntil: null,
    }))
    .where('id', '=', id)
    .where('state', '!=', 'sent')
    .execute()
}

/** It surely did not arrive: tried again from `nextAt` on, and the attempt does not count. */
export const markRetry = async (tx: Tx, id: string, nextAt: number): Promise<void> =>
  await oweAgain(tx, id, { nextAt, leasedBy: null })

/** As `markRetry`, but what the person says next takes it at once. */
export const markForPerson = async (tx: Tx, id: string, nextAt: number): Promise<void> =>
  await oweAgain(tx, id, { nextAt, leasedBy: FOR_PERSON })

const oweAgain = async (
  tx: Tx,
  id: string,
  when: { readonly nextAt: number; readonly leasedBy: string | null },
): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set((eb) => ({
      ...when,
      state: 'owed',
      attempts: eb
        .case()
        .when('attempts', '>', 0)
        .then(eb('attempts', '-', 1))
        .else(0)
        .end(),
      leaseUntil: null,
    }))
    .where('id', '=', id)
    .where('state', '!=', 'sent')
    .execute()
}
