import type { CaseRow } from './cases.ts'
import { present } from './row.ts'
import { holdName } from './row-lock.ts'
import type { Tx } from './transaction.ts'

/** The cases that are handled within this one, by number. */
export const casesMergedInto = async (tx: Tx, number: string): Promise<readonly CaseRow[]> => {
  const rows = await tx
    .selectFrom('cases')
    .selectAll()
    .where('mergedInto', '=', number)
    .where('erasedAt', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map((row) => present(row))
}

/** Until this transaction ends nobody else changes these cases; always in one order, so that no two wait for each other. */
export const holdCases = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  for (const id of [...new Set(ids)].toSorted()) await holdName(tx, 'case', id)
}
