import { kept } from './kept.ts'
import type { Tx } from './transaction.ts'

/** When a case is to be put away by itself; `undefined`: not as it stands now. */
export const planArchive = async (
  tx: Tx,
  { caseId, at }: { readonly caseId: string; readonly at: number | undefined },
): Promise<void> => {
  if (at === undefined) {
    await dropArchive(tx, { caseId })
    return
  }
  await tx
    .insertInto('archives')
    .values({ caseId, at })
    .onConflict((conflict) => conflict.column('caseId').doUpdateSet({ at }))
    .execute()
}

const dropArchive = kept((tx, { caseId }: { readonly caseId: string }) =>
  tx.deleteFrom('archives').where('caseId', '=', caseId),
)

/** Cases to be put away by now, the longest waiting first. */
export const dueArchives = async (
  tx: Tx,
  now: number,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('archives')
    .select('caseId')
    .where('at', '<=', now)
    .orderBy('at')
    .limit(limit)
    .execute()
  return rows.map(({ caseId }) => caseId)
}
