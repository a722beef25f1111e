import type { Selectable } from 'kysely'
import { changedMeanwhile } from './case-conflict.ts'
import { rowOfCase, taskRowsOfCase } from './case-queries.ts'
import { kept, keptRows, only } from './kept.ts'
import { standAnew, standInQueues } from './queued.ts'
import { present, presentFirst, type Present } from './row.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** The plain columns of a case: what lists and counts may know. `waitingSince`: a question to the reporter is open. */
export type CaseRow = Present<Selectable<Schema['cases']>>
/** One office's part, as lists know it. */
export type TaskRow = Omit<Present<Selectable<Schema['tasks']>>, 'caseId'>

/** An event to append; its whole body is sealed. */
export interface NewEvent {
  readonly id: string
  readonly type: string
  readonly at: number
  readonly by: string
  readonly sealed: Uint8Array
}

export type StoredEvent = NewEvent & { readonly seq: number }

/**
 * The next number of an area and year, from 1 and without gaps: a transaction that fails gives its number
 * back. Others of the area wait from here to the commit, so take it as late as you can.
 */
export const nextNumber = async (tx: Tx, area: string, year: number): Promise<number> => {
  const [counted] = await countCase(tx, { area, year })
  if (!counted) throw new Error('no number was given')
  return counted.last
}

const countCase = kept((tx, { area, year }: { readonly area: string; readonly year: number }) =>
  tx
    .insertInto('counters')
    .values({ area, year, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['area', 'year'])
        .doUpdateSet((eb) => ({ last: eb('counters.last', '+', 1) })),
    )
    .returning('last'),
)

/**
 * Appends to a case that must have `expectedVersion` events, and answers how many it has then. Throws where
 * it changed meanwhile: nothing is written over what another officer did.
 */
export const appendEvents = async (
  tx: Tx,
  caseId: string,
  expectedVersion: number,
  events: readonly NewEvent[],
): Promise<number> => {
  await holdName(tx, 'case', caseId)
  const found = await versionOf(tx, caseId)
  if (found !== expectedVersion) throw changedMeanwhile(caseId, expectedVersion, found)
  if (events.length === 0) return found
  const rows = events.map((event, index) => ({ ...event, caseId, seq: found + index + 1 }))
  await insertEvents(tx, rows)
  return found + events.length
}

const insertEvents = keptRows((tx, rows: readonly (StoredEvent & OfCase)[]) =>
  tx
    .insertInto('caseEvents')
    .values(rows.map((row) => only(row, ['caseId', 'seq', 'id', 'type', 'at', 'by', 'sealed']))),
)

interface OfCase {
  readonly caseId: string
}

const versionOf = async (tx: Tx, caseId: string): Promise<number> => {
  const [newest] = await newestEvent(tx, { caseId })
  return newest?.last ?? 0
}

const newestEvent = kept((tx, { caseId }: OfCase) =>
  tx
    .selectFrom('caseEvents')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('caseId', '=', caseId),
)

/** The history of a case, oldest first. */
export const caseEvents = async (tx: Tx, caseId: string): Promise<readonly StoredEvent[]> =>
  await eventsOf(tx, { caseId })

const eventsOf = kept((tx, { caseId }: OfCase) =>
  tx
    .selectFrom('caseEvents')
    .select(['seq', 'id', 'type', 'at', 'by', 'sealed'])
    .where('caseId', '=', caseId)
    .orderBy('seq'),
)

/** Writes a new case's columns, or all of them anew. */
export const saveCaseRow = async (tx: Tx, row: CaseRow): Promise<void> => {
  await writeCase(tx, {
    ...row,
    urgent: row.urgent ?? null,
    acknowledgedAt: row.acknowledgedAt ?? null,
    waitingSince: row.waitingSince ?? null,
    supervisedSince: row.supervisedSince ?? null,
    accuses: row.accuses ?? null,
    outcome: row.outcome ?? null,
    erasedAt: row.erasedAt ?? null,
    mergedInto: row.mergedInto ?? null,
  })
}

const writeCase = kept((tx, row: Selectable<Schema['cases']>) => {
  const columns = only(row, CASE)
  return tx
    .insertInto('cases')
    .values(columns)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
})

const CASE = [
  'id',
  'number',
  'area',
  'state',
  'offence',
  'urgent',
  'acknowledgedAt',
  'waitingSince',
  'supervisedSince',
  'receivedAt',
  'changedAt',
  'version',
  'handle',
  'keyId',
  'accuses',
  'outcome',
  'erasedAt',
  'mergedInto',
] as const satisfies readonly (keyof Schema['cases'])[]

/** Writes all tasks of a case in place of those known before; after its row, so that it stands in its lists anew. */
export const saveTaskRows = async (
  tx: Tx,
  caseId: string,
  rows: readonly TaskRow[],
): Promise<void> => {
  await dropTasks(tx, { caseId })
  await writeTasks(tx, caseId, rows)
  await standInQueues(tx, caseId)
}

/** A case that was not there before, with its tasks, where it belongs in the lists. */
export const saveNewCase = async (
  tx: Tx,
  row: CaseRow,
  tasks: readonly TaskRow[],
): Promise<void> => {
  await saveCaseRow(tx, row)
  await writeTasks(tx, row.id, tasks)
  await standAnew(tx, row, tasks)
}

const writeTasks = async (tx: Tx, caseId: string, rows: readonly TaskRow[]): Promise<void> => {
  const written = rows.map((row) => ({
    ...row,
    caseId,
    clause: row.clause ?? null,
    place: row.place ?? null,
    stream: row.stream ?? null,
    holder: row.holder ?? null,
    waitsFor: row.waitsFor ?? null,
  }))
  if (written.length > 0) await insertTasks(tx, written)
}

const dropTasks = kept((tx, { caseId }: OfCase) =>
  tx.deleteFrom('tasks').where('caseId', '=', caseId),
)

const insertTasks = keptRows((tx, rows: readonly Selectable<Schema['tasks']>[]) =>
  tx.insertInto('tasks').values(rows.map((row) => only(row, TASK))),
)

const TASK = [
  'caseId',
  'task',
  'matter',
  'office',
  'department',
  'role',
  'state',
  'dueOn',
  'clause',
  'offence',
  'countedBy',
  'lookAt',
  'endedAt',
  'place',
  'stream',
  'holder',
  'waitsFor',
] as const satisfies readonly (keyof Schema['tasks'])[]

export const caseById = async (tx: Tx, id: string): Promise<CaseRow | undefined> =>
  presentFirst(await rowOfCase(tx, { caseId: id }))

export const caseByNumber = async (tx: Tx, number: string): Promise<CaseRow | undefined> =>
  presentFirst(await numbered(tx, { number }))

const numbered = kept((tx, { number }: { readonly number: string }) =>
  tx.selectFrom('cases').selectAll().where('number', '=', number),
)

/** All cases by number, a page at a time: those after a number. */
export const casesAfter = async (
  tx: Tx,
  number: string,
  limit: number,
): Promise<readonly CaseRow[]> => {
  const rows = await tx
    .selectFrom('cases')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** The cases of an area that are not over, by number, a page at a time: those after a number. */
export const casesInHandAfter = async (
  tx: Tx,
  area: string,
  number: string,
  limit: number,
): Promise<readonly CaseRow[]> => {
  const rows = await tx
    .selectFrom('cases')
    .selectAll()
    .where('area', '=', area)
    .where('state', 'not in', ['closed', 'withdrawn', 'declined', 'merged'])
    .where('erasedAt', 'is', null)
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** The cases of one person, newest first. */
export const casesOfHandle = async (tx: Tx, handle: string): Promise<readonly CaseRow[]> => {
  const rows = await casesUnder(tx, { handle })
  return rows.map((row) => present(row))
}

const casesUnder = kept((tx, { handle }: { readonly handle: string }) =>
  tx
    .selectFrom('cases')
    .selectAll()
    .where('handle', '=', handle)
    .orderBy('receivedAt', 'desc')
    .orderBy('id'),
)

export const tasksOf = async (tx: Tx, caseId: string): Promise<readonly TaskRow[]> => {
  const rows = await taskRowsOfCase(tx, { caseId })
  return rows.map(({ caseId: _caseId, ...row }) => present(row))
}

/** Open cases with a task whose due day was counted by other days off than these. */
export const countedOtherwise = async (
  tx: Tx,
  mark: string,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('tasks')
    .select('caseId')
    .distinct()
    .where('state', 'in', ['assigned', 'accepted'])
    .where('countedBy', '<>', mark)
    .orderBy('caseId')
    .limit(limit)
    .execute()
  return rows.map(({ caseId }) => caseId)
}

/** Those due days are right by these days off too. */
export const noteCounted = async (tx: Tx, caseId: string, mark: string): Promise<void> => {
  await tx.updateTable('tasks').set({ countedBy: mark }).where('caseId', '=', caseId).execute()
}
