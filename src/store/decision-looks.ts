import type { Tx } from './transaction.ts'

/** Cases in which a decision that was not taken is to be looked at by now, the longest waiting first. */
export const decisionsToLook = async (
  tx: Tx,
  now: number,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('decisions')
    .select('caseId')
    .where('lookAt', '<=', now)
    .orderBy('lookAt')
    .limit(limit)
    .execute()
  return [...new Set(rows.map(({ caseId }) => caseId))]
}

/** When one of them, or every one of a case, is looked at again. */
export const noteDecisionLook = async (
  tx: Tx,
  { caseId, id, at }: { readonly caseId: string; readonly id?: string; readonly at: number },
): Promise<void> => {
  const rows = tx.updateTable('decisions').set({ lookAt: at }).where('caseId', '=', caseId)
  await (id === undefined ? rows : rows.where('id', '=', id)).execute()
}

/** Cases from before the list that nobody has looked through yet. */
export const decisionsToFill = async (tx: Tx, limit: number): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('decisionsToFill')
    .select('caseId')
    .orderBy('caseId')
    .limit(limit)
    .execute()
  return rows.map(({ caseId }) => caseId)
}

export const noteDecisionsFilled = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.deleteFrom('decisionsToFill').where('caseId', '=', caseId).execute()
}
