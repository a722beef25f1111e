import type { Selectable } from 'kysely'
import { kept, keptRows, only } from './kept.ts'
import { rowOfCase, taskRowsOfCase } from './case-queries.ts'
import type { CaseRow, TaskRow } from './cases.ts'
import { linesOf } from './queue-lines.ts'
import { present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** Puts a case where it belongs in the lists of the desk, now that its plain columns are others. */
export const standInQueues = async (tx: Tx, caseId: string): Promise<void> => {
  const of = { caseId }
  await leaveQueues(tx, of)
  const [row] = await rowOfCase(tx, of)
  if (!row) return
  const known = (await taskRowsOfCase(tx, of)).map((task) => present(task))
  const [aside] = await asideOf(tx, of)
  const mentioned = await mentionedIn(tx, of)
  const lines = linesOf(present(row), known, { aside: aside !== undefined, mentioned })
  if (lines.length > 0)
    await insertLines(
      tx,
      lines.map((line) => ({ ...line, caseId })),
    )
}

/** A new case, of which there is nothing but its row and its tasks. */
export const standAnew = async (tx: Tx, row: CaseRow, tasks: readonly TaskRow[]): Promise<void> => {
  const lines = linesOf(row, tasks, { aside: false, mentioned: [] })
  if (lines.length > 0)
    await insertLines(
      tx,
      lines.map((line) => ({ ...line, caseId: row.id })),
    )
}

interface OfCase {
  readonly caseId: string
}

const leaveQueues = kept((tx, { caseId }: OfCase) =>
  tx.deleteFrom('queued').where('caseId', '=', caseId),
)

const asideOf = kept((tx, { caseId }: OfCase) =>
  tx.selectFrom('shelved').select('at').where('caseId', '=', caseId),
)

const mentionedIn = kept((tx, { caseId }: OfCase) =>
  tx
    .selectFrom('mentions')
    .select(['officer', 'at'])
    .where('caseId', '=', caseId)
    .where('readAt', 'is', null)
    .orderBy('at'),
)

const insertLines = keptRows((tx, rows: readonly Selectable<Schema['queued']>[]) =>
  tx.insertInto('queued').values(rows.map((row) => only(row, QUEUED))),
)

const QUEUED = [
  'queue',
  'scope',
  'mark',
  'caseId',
  'task',
  'area',
  'accuses',
  'offence',
  'place',
  'stream',
  'state',
  'urgent',
  'waits',
  'holder',
] as const satisfies readonly (keyof Schema['queued'])[]
