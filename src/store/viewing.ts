import type { Tx } from './transaction.ts'

/** Somebody who has a case before them. */
export interface Viewer {
  readonly officer: string
  readonly since: number
}

/** Notes that an officer looks at a case, and answers who else does: not seen since `forgotten`, they have gone. */
export const lookAt = async (
  tx: Tx,
  { caseId, officer, at, forgotten }: Look,
): Promise<readonly Viewer[]> => {
  await tx.deleteFrom('viewing').where('seenAt', '<', forgotten).execute()
  await tx
    .insertInto('viewing')
    .values({ caseId, officer, since: at, seenAt: at })
    .onConflict((conflict) => conflict.columns(['caseId', 'officer']).doUpdateSet({ seenAt: at }))
    .execute()
  return await tx
    .selectFrom('viewing')
    .select(['officer', 'since'])
    .where('caseId', '=', caseId)
    .where('officer', '<>', officer)
    .orderBy('since')
    .execute()
}

interface Look {
  readonly caseId: string
  readonly officer: string
  readonly at: number
  readonly forgotten: number
}
