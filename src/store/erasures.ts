import type { Selectable } from 'kysely'
import { present, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** One erasure. Without `doneAt` its keys are still to be destroyed. `sealed`: why, in an officer's words, under `keyId`. */
export type ErasureRow = Present<Selectable<Schema['erasures']>>

/** The same one a second time, by its id, changes nothing. */
export const addErasure = async (tx: Tx, row: ErasureRow): Promise<void> => {
  await tx
    .insertInto('erasures')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Those whose keys are still to be destroyed, oldest first. */
export const owedErasures = async (tx: Tx, limit: number): Promise<readonly ErasureRow[]> => {
  const rows = await tx
    .selectFrom('erasures')
    .selectAll()
    .where('doneAt', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** Its keys are gone; `mac` proves the row from now on. */
export const finishErasure = async (
  tx: Tx,
  id: string,
  { doneAt, mac }: { readonly doneAt: number; readonly mac: Uint8Array },
): Promise<void> => {
  await tx.updateTable('erasures').set({ doneAt, mac }).where('id', '=', id).execute()
}

/** Its keys came back with an old copy of them: they are to be destroyed again. */
export const reopenErasure = async (tx: Tx, id: string): Promise<void> => {
  await tx.updateTable('erasures').set({ doneAt: null, mac: null }).where('id', '=', id).execute()
}

/** All of them, oldest first. */
export const erasures = async (tx: Tx): Promise<readonly ErasureRow[]> => {
  const rows = await tx.selectFrom('erasures').selectAll().orderBy('at').orderBy('id').execute()
  return rows.map((row) => present(row))
}
