import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A call as its operator's browser named it, until its passcode is handed over or a day has passed. */
export type CallRow = Present<Selectable<Schema['calls']>>

/** How the passcode reached the caller; `sending`: nobody knows whether it did. */
export type Handed = 'not' | 'sending' | 'sent' | 'printed'

/** Whether this is the first time that the call is written down; of two at once the second waits and hears no. */
export const beginCall = async (
  tx: Tx,
  call: Pick<CallRow, 'id' | 'officer' | 'at'>,
): Promise<boolean> => {
  const rows = await tx
    .insertInto('calls')
    .values({ ...call, handed: 'not' })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

export const saveCall = async (
  tx: Tx,
  id: string,
  change: Partial<Pick<Selectable<Schema['calls']>, 'number' | 'keyId' | 'sealed' | 'handed'>>,
): Promise<void> => {
  await tx.updateTable('calls').set(change).where('id', '=', id).execute()
}

export const callById = async (tx: Tx, id: string): Promise<CallRow | undefined> =>
  presentFirst(await tx.selectFrom('calls').selectAll().where('id', '=', id).execute())

/** Calls of one conversation, by its key. */
export const callsUnder = async (tx: Tx, keyId: string): Promise<readonly CallRow[]> =>
  (await tx.selectFrom('calls').selectAll().where('keyId', '=', keyId).execute()).map((row) =>
    present(row),
  )

export const pruneCalls = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('calls').where('at', '<', before).execute()
}
