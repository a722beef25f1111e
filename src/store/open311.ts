import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A report that came by Open311, and the case it became. */
export type Open311Row = Present<Selectable<Schema['open311Reports']>>

/** Takes a report's mark for who comes first; the others get the one that is there. */
export const beginReport = async (
  tx: Tx,
  row: Omit<Open311Row, 'caseId'>,
  sameSince: number,
): Promise<Open311Row | undefined> => {
  const { by, mark = '' } = row
  await tx
    .updateTable('open311Reports')
    .set({ mark: null })
    .where('by', '=', by)
    .where('mark', 'is not', null)
    .where('at', '<', sameSince)
    .execute()
  const taken = await tx
    .insertInto('open311Reports')
    .values({ ...row, mark, caseId: null })
    .onConflict((conflict) =>
      conflict.columns(['by', 'mark']).where('mark', 'is not', null).doNothing(),
    )
    .executeTakeFirst()
  if ((taken.numInsertedOrUpdatedRows ?? 0n) > 0n) return undefined
  return presentFirst(
    await tx
      .selectFrom('open311Reports')
      .selectAll()
      .where('by', '=', by)
      .where('mark', '=', mark)
      .execute(),
  )
}

export const fileReported = async (tx: Tx, id: string, caseId: string): Promise<void> => {
  await tx.updateTable('open311Reports').set({ caseId }).where('id', '=', id).execute()
}

export const reportByToken = async (tx: Tx, tokenHash: string): Promise<Open311Row | undefined> =>
  presentFirst(
    await tx.selectFrom('open311Reports').selectAll().where('tokenHash', '=', tokenHash).execute(),
  )

export const reportById = async (tx: Tx, id: string): Promise<Open311Row | undefined> =>
  presentFirst(await tx.selectFrom('open311Reports').selectAll().where('id', '=', id).execute())

export type Open311UpdateRow = Present<Selectable<Schema['open311Updates']>>

/** Takes a number of a client's for who comes first; the others get what stands under it. */
export const beginUpdate = async (
  tx: Tx,
  row: Open311UpdateRow,
): Promise<Open311UpdateRow | undefined> => {
  const taken = await tx
    .insertInto('open311Updates')
    .values(row)
    .onConflict((conflict) => conflict.columns(['by', 'theirs']).doNothing())
    .executeTakeFirst()
  if ((taken.numInsertedOrUpdatedRows ?? 0n) > 0n) return undefined
  const rows = await tx
    .selectFrom('open311Updates')
    .selectAll()
    .where('by', '=', row.by)
    .where('theirs', '=', row.theirs)
    .execute()
  return rows.map((one) => present(one))[0]
}

/** Of a case that is let go nothing leads to what a client sent; its token says no more than that it was sent. */
export const emptyOpen311 = async (tx: Tx, caseId: string): Promise<void> => {
  await tx
    .deleteFrom('open311Updates')
    .where('report', 'in', (eb) =>
      eb.selectFrom('open311Reports').select('id').where('caseId', '=', caseId),
    )
    .execute()
  await tx
    .updateTable('open311Reports')
    .set({ caseId: null, mark: null })
    .where('caseId', '=', caseId)
    .execute()
}
