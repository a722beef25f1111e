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

/** Whether somebody keeps a case from being erased now. */
export const isHeld = async (tx: Tx, caseId: string): Promise<boolean> =>
  (await holdsOf(tx, caseId)).some(({ endedAt }) => endedAt === undefined)

export const addHold = async (
  tx: Tx,
  row: Omit<HoldRow, 'endedBy' | 'endedAt' | 'endReason'>,
): Promise<void> => {
  await tx.insertInto('holds').values(row).execute()
}

/** Ends the hold of a case that runs; gives whether there was one. */
export const endHoldOf = async (
  tx: Tx,
  caseId: string,
  end: { readonly endedBy: string; readonly endedAt: number; readonly endReason: Uint8Array },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('holds')
    .set(end)
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
