import type { Selectable } from 'kysely'
import { present, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A legal hold on one case; both reasons are sealed under the key of the case. */
export type HoldRow = Present<Selectable<Schema['holds']>>

/** All holds of a case, newest first; one without `endedAt` keeps it from being erased. */
export const holdsOf = async (tx: Tx, caseId: string): Promise<readonly HoldRow[]> => {
  const rows = await tx
    .selectFrom('holds')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('placedAt', 'desc')
    .execute()
  return rows.map((row) => present(row))
}
