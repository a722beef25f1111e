import type { Tx } from './transaction.ts'

/** A conversation that waits for a person of an area's intake office. `why` is a key, never words. */
export interface Waiting {
  readonly session: string
  readonly area: string
  readonly why: string
  readonly at: number
}

/** What the reporter wrote while waiting, sealed under the conversation's key. */
export interface Forward {
  readonly id: string
  readonly session: string
  readonly at: number
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** A conversation waits once: asked again, its place in the queue stays. */
export const addWaiting = async (tx: Tx, row: Waiting): Promise<void> => {
  await tx
    .insertInto('waiting')
    .values(row)
    .onConflict((conflict) => conflict.column('session').doNothing())
    .execute()
}

/** Who waits in an area, longest first. */
export const listWaiting = async (tx: Tx, area: string): Promise<readonly Waiting[]> =>
  await tx
    .selectFrom('waiting')
    .selectAll()
    .where('area', '=', area)
    .orderBy('at')
    .orderBy('session')
    .execute()

export const keepForward = async (tx: Tx, row: Forward): Promise<void> => {
  await tx
    .insertInto('forwards')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export const forwardsOf = async (tx: Tx, session: string): Promise<readonly Forward[]> =>
  await tx
    .selectFrom('forwards')
    .selectAll()
    .where('session', '=', session)
    .orderBy('at')
    .orderBy('id')
    .execute()

/** What was forwarded, sealed anew. */
export const moveForward = async (
  tx: Tx,
  id: string,
  to: { readonly keyId: string; readonly sealed: Uint8Array },
): Promise<void> => {
  await tx.updateTable('forwards').set(to).where('id', '=', id).execute()
}

/** The conversation goes back to its flow; what was forwarded stays in the transcript only. */
export const releaseWaiting = async (tx: Tx, session: string): Promise<void> => {
  await tx.deleteFrom('waiting').where('session', '=', session).execute()
  await tx.deleteFrom('forwards').where('session', '=', session).execute()
}
