import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type RectificationRow = Readonly<Selectable<Schema['rectifications']>>

export async function keepRectification(tx: Tx, row: RectificationRow): Promise<void> {
  await tx.insertInto('rectifications').values(row).execute()
}

export const rectificationById = async (
  tx: Tx,
  id: string,
): Promise<RectificationRow | undefined> =>
  await tx.selectFrom('rectifications').selectAll().where('id', '=', id).executeTakeFirst()

/** Of an area or one office of it; what is still under way first, the nearest day first. */
export async function rectificationsOf(
  tx: Tx,
  {
    area,
    office,
    limit,
  }: { readonly area: string; readonly office?: string; readonly limit: number },
): Promise<readonly RectificationRow[]> {
  const query = tx
    .selectFrom('rectifications')
    .selectAll()
    .where('area', '=', area)
    .orderBy('changedAt', 'desc')
    .orderBy('id')
    .limit(limit)
  return await (office === undefined ? query : query.where('office', '=', office)).execute()
}

export async function changeRectification(
  tx: Tx,
  id: string,
  set: Partial<
    Pick<
      RectificationRow,
      | 'state'
      | 'sealed'
      | 'changedAt'
      | 'codeHash'
      | 'codeUntil'
      | 'tries'
      | 'sessionHash'
      | 'sessionUntil'
    >
  >,
): Promise<void> {
  await tx.updateTable('rectifications').set(set).where('id', '=', id).execute()
}
