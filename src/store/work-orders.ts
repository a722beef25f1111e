import type { Selectable } from 'kysely'
import { presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** An order of another hotline, by its number there, and the case it became. */
export type WorkOrderRow = Present<Selectable<Schema['workOrders']>>

/** Whether an order is new; of two at once the second waits for the first and hears no. */
export const beginOrder = async (
  tx: Tx,
  order: Omit<WorkOrderRow, 'caseId' | 'number'>,
): Promise<boolean> => {
  const rows = await tx
    .insertInto('workOrders')
    .values(order)
    .onConflict((conflict) => conflict.columns(['source', 'theirs']).doNothing())
    .returning('theirs')
    .execute()
  return rows.length > 0
}

export const fileOrder = async (
  tx: Tx,
  { source, theirs }: Pick<WorkOrderRow, 'source' | 'theirs'>,
  filed: { readonly caseId: string; readonly number: string },
): Promise<void> => {
  await tx
    .updateTable('workOrders')
    .set(filed)
    .where('source', '=', source)
    .where('theirs', '=', theirs)
    .execute()
}

export const orderNumbered = async (
  tx: Tx,
  source: string,
  theirs: string,
): Promise<WorkOrderRow | undefined> =>
  presentFirst(
    await tx
      .selectFrom('workOrders')
      .selectAll()
      .where('source', '=', source)
      .where('theirs', '=', theirs)
      .execute(),
  )

export const orderOfCase = async (tx: Tx, caseId: string): Promise<WorkOrderRow | undefined> =>
  presentFirst(await tx.selectFrom('workOrders').selectAll().where('caseId', '=', caseId).execute())
