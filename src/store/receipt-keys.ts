import type { Selectable } from 'kysely'
import { holdName } from './row-lock.ts'
import { present, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/**
 * A key that signs acknowledgements; its private half is sealed by the vault. Keys are never deleted: what was signed
 * with a retired one stays verifiable.
 */
export type ReceiptKeyRow = Present<Selectable<Schema['receiptKeys']>>

/** Nobody else makes or retires a key until the transaction ends. */
export const holdReceiptKeys = async (tx: Tx): Promise<void> =>
  await holdName(tx, 'receipt-keys', '')

export const addReceiptKey = async (
  tx: Tx,
  row: Omit<ReceiptKeyRow, 'retiredAt'>,
): Promise<void> => {
  await tx.insertInto('receiptKeys').values(row).execute()
}

/** Every key there ever was, the newest first. */
export const receiptKeys = async (tx: Tx): Promise<readonly ReceiptKeyRow[]> => {
  const rows = await tx
    .selectFrom('receiptKeys')
    .selectAll()
    .orderBy('madeAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}

/** From now on none of the keys there are signs. */
export const retireReceiptKeys = async (tx: Tx, at: number): Promise<void> => {
  await tx
    .updateTable('receiptKeys')
    .set({ retiredAt: at })
    .where('retiredAt', 'is', null)
    .execute()
}
