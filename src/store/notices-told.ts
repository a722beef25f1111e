import type { Tx } from './transaction.ts'

/** Which version of the privacy notice a person was told last; `undefined`: they have filed nothing. */
export const noticeTold = async (tx: Tx, handle: string): Promise<string | undefined> =>
  (
    await tx
      .selectFrom('noticesTold')
      .select('version')
      .where('handle', '=', handle)
      .executeTakeFirst()
  )?.version

export const tellNotice = async (
  tx: Tx,
  row: { readonly handle: string; readonly version: string; readonly at: number },
): Promise<void> => {
  await tx
    .insertInto('noticesTold')
    .values(row)
    .onConflict((conflict) => conflict.column('handle').doUpdateSet(row))
    .execute()
}

export const forgetNotice = async (tx: Tx, handle: string): Promise<void> => {
  await tx.deleteFrom('noticesTold').where('handle', '=', handle).execute()
}
