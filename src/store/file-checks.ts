import type { Selectable } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type FileCheckRow = Readonly<Selectable<Schema['fileChecks']>>

/** Closed parts of cases that can be drawn: of a span of days, with how they ended. What was erased is not among them. */
export const closedFiles = async (
  tx: Tx,
  { area, from, to }: { readonly area: string; readonly from: string; readonly to: string },
) =>
  await tx
    .selectFrom('facts as f')
    .innerJoin('cases as c', 'c.id', 'f.caseId')
    .leftJoin('tasks as t', (join) =>
      join.onRef('t.caseId', '=', 'f.caseId').onRef('t.task', '=', 'f.task'),
    )
    .select(['f.caseId', 'f.task', 'f.department', 'f.office', 'c.outcome', 'c.keyId'])
    .select('t.state')
    .where('f.area', '=', area)
    .where('f.closedOn', '>=', from)
    .where('f.closedOn', '<=', to)
    .where('c.erasedAt', 'is', null)
    .orderBy('f.caseId')
    .orderBy('f.task')
    .execute()

export const keepFileChecks = async (tx: Tx, rows: readonly FileCheckRow[]): Promise<void> => {
  for (let n = 0; n < rows.length; n += 50)
    await tx
      .insertInto('fileChecks')
      .values(rows.slice(n, n + 50))
      .execute()
}

const nothing: Hidden = { department: [], unnamed: false }

/** The files that were drawn and may be found, as they were drawn, with the number of each and whether it is gone. */
export const fileChecksOf = async (tx: Tx, scrutiny: string, hidden: Hidden = nothing) =>
  await tx
    .selectFrom('fileChecks as k')
    .innerJoin('cases as c', 'c.id', 'k.caseId')
    .selectAll('k')
    .select(['c.number', 'c.erasedAt'])
    .where('k.scrutiny', '=', scrutiny)
    .where(isFound(hidden))
    .orderBy('k.nth')
    .execute()

export const saveFileCheck = async (tx: Tx, row: FileCheckRow): Promise<void> => {
  await tx
    .updateTable('fileChecks')
    .set(row)
    .where('scrutiny', '=', row.scrutiny)
    .where('caseId', '=', row.caseId)
    .where('task', '=', row.task)
    .execute()
}

/** How the files of a drawing stand, by department. */
export const fileCheckCounts = async (tx: Tx, scrutinies: readonly string[], today: string) =>
  scrutinies.length === 0
    ? []
    : await tx
        .selectFrom('fileChecks')
        .select(['department', 'grade', 'state'])
        .select((eb) => [
          eb.fn.countAll<number | string>().as('count'),
          eb.fn
            .countAll<number | string>()
            .filterWhere((w) => w.and([w('state', '=', 'to-mend'), w('dueOn', '<', today)]))
            .as('overdue'),
        ])
        .where('scrutiny', 'in', [...scrutinies])
        .groupBy(['department', 'grade', 'state'])
        .execute()

/** What was found in a case that is erased is erased with it; that it was looked at, and the grade, stay. */
export const forgetFindings = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.updateTable('fileChecks').set({ sealed: null }).where('caseId', '=', caseId).execute()
}
