import type { Selectable } from 'kysely'
import { sql } from 'kysely'
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

const month = 30 * 24 * 3_600_000
const roughly = (column: string) =>
  sql<number>`${sql.ref(column)} - ${sql.ref(column)} % ${sql.lit(month)}`

/**
 * Of an order whose case is let go nothing is left but that it was taken, and roughly when; what its source was to hear
 * of it goes too.
 */
export const emptyOrder = async (tx: Tx, caseId: string): Promise<void> => {
  await tx
    .updateTable('workOrders')
    .set({
      caseId: null,
      number: null,
      mark: '',
      receivedAt: roughly('receivedAt'),
      at: roughly('at'),
    })
    .where('caseId', '=', caseId)
    .execute()
  await tx
    .deleteFrom('noticesOwed')
    .where('caseId', '=', caseId)
    .where('type', '=', 'work-order.status')
    .execute()
}
