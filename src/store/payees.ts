import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type PayeeGrantRow = Present<Selectable<Schema['payeeGrants']>>

/** Somebody of finance asks; what they were granted before is over. */
export const askForPayee = async (
  tx: Tx,
  asked: { readonly reward: string; readonly asker: string; readonly askedAt: number },
): Promise<void> => {
  const row = { ...asked, granter: null, until: null, proof: null }
  await tx
    .insertInto('payeeGrants')
    .values(row)
    .onConflict((conflict) => conflict.columns(['reward', 'asker']).doUpdateSet(row))
    .execute()
}

export const payeeGrants = async (tx: Tx, reward: string): Promise<readonly PayeeGrantRow[]> => {
  const rows = await tx
    .selectFrom('payeeGrants')
    .selectAll()
    .where('reward', '=', reward)
    .orderBy('askedAt')
    .orderBy('asker')
    .execute()
  return rows.map((row) => present(row))
}

export const payeeGrant = async (
  tx: Tx,
  reward: string,
  asker: string,
): Promise<PayeeGrantRow | undefined> =>
  presentFirst(
    await tx
      .selectFrom('payeeGrants')
      .selectAll()
      .where('reward', '=', reward)
      .where('asker', '=', asker)
      .execute(),
  )

/** Once for one question. */
export const grantPayeeLook = async (
  tx: Tx,
  { reward, asker, ...granted }: Required<Omit<PayeeGrantRow, 'askedAt'>>,
): Promise<void> => {
  await tx
    .updateTable('payeeGrants')
    .set(granted)
    .where('reward', '=', reward)
    .where('asker', '=', asker)
    .where('proof', 'is', null)
    .execute()
}
