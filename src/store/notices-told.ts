import { kept } from './kept.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** Which version of the privacy notice a person was told last; `undefined`: they have filed nothing. */
export const noticeTold = async (tx: Tx, handle: string): Promise<string | undefined> =>
  (await versionTold(tx, { handle }))[0]?.version

const versionTold = kept((tx, { handle }: { readonly handle: string }) =>
  tx.selectFrom('noticesTold').select('version').where('handle', '=', handle),
)

export const tellNotice = async (
  tx: Tx,
  row: { readonly handle: string; readonly version: string; readonly at: number },
): Promise<void> => {
  await writeTold(tx, row)
}

const writeTold = kept((tx, { handle, version, at }: Schema['noticesTold']) =>
  tx
    .insertInto('noticesTold')
    .values({ handle, version, at })
    .onConflict((conflict) => conflict.column('handle').doUpdateSet({ version, at })),
)

export const forgetNotice = async (tx: Tx, handle: string): Promise<void> => {
  await tx.deleteFrom('noticesTold').where('handle', '=', handle).execute()
}
