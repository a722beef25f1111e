import type { Tx } from './transaction.ts'

/** Those who were asked to look at a case, once for each note. */
export const keepMentions = async (
  tx: Tx,
  { event, caseId, at }: { readonly event: string; readonly caseId: string; readonly at: number },
  officers: readonly string[],
): Promise<void> => {
  if (officers.length === 0) return
  await tx
    .insertInto('mentions')
    .values(officers.map((officer) => ({ event, officer, caseId, at, readAt: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** They have looked; answers whether there was anything to read. */
export const readMentions = async (
  tx: Tx,
  {
    caseId,
    officer,
    at,
  }: { readonly caseId: string; readonly officer: string; readonly at: number },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('mentions')
    .set({ readAt: at })
    .where('caseId', '=', caseId)
    .where('officer', '=', officer)
    .where('readAt', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
