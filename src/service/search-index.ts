import type { Case } from '#core/case.ts'
import { keepSearchRow } from '#store/searched.ts'
import type { Tx } from '#store/transaction.ts'
import { piecesIn } from './searchable.ts'
import type { Sealed } from './sealed.ts'

/** Raise it when words become tokens by other rules: what is there is then made anew, a few cases a round. */
export const searchForm = 1

/** Writes what a case can be found by, in the transaction that changed it. */
export async function indexCase(
  { vault }: Pick<Sealed, 'vault'>,
  tx: Tx,
  { id, case: about }: { readonly id: string; readonly case: Case },
): Promise<void> {
  const tokens = vault.caseTokens(about.area, { caseId: id, pieces: piecesIn(about) })
  await keepSearchRow(tx, { caseId: id, at: about.receivedAt, tokens, form: searchForm })
}
