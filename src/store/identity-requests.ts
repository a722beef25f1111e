import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/**
 * A request for the identity behind a case and what became of it. The words of both sides are sealed under the case's
 * key; `proof` is the vault's own mark on a grant, without which it opens nothing.
 */
export type IdentityRequestRow = Present<Selectable<Schema['identityRequests']>>

export const addIdentityRequest = async (
  tx: Tx,
  row: Pick<
    IdentityRequestRow,
    'id' | 'caseId' | 'number' | 'area' | 'purpose' | 'asker' | 'keyId' | 'asked' | 'askedAt'
  >,
): Promise<void> => {
  await tx
    .insertInto('identityRequests')
    .values({ ...row, state: 'asked' })
    .execute()
}

export const identityRequest = async (
  tx: Tx,
  id: string,
): Promise<IdentityRequestRow | undefined> =>
  presentFirst(await tx.selectFrom('identityRequests').selectAll().where('id', '=', id).execute())

/** Requests on one case, newest first. */
export const identityRequestsOf = async (
  tx: Tx,
  caseId: string,
): Promise<readonly IdentityRequestRow[]> => {
  const rows = await tx
    .selectFrom('identityRequests')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('askedAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}

/** Requests of an area that wait for an answer, oldest first; else the others, newest first. */
export const identityRequestsIn = async (
  tx: Tx,
  area: string,
  { waiting, limit }: { readonly waiting: boolean; readonly limit: number },
): Promise<readonly IdentityRequestRow[]> => {
  const rows = await tx
    .selectFrom('identityRequests')
    .selectAll()
    .where('area', '=', area)
    .where('state', waiting ? '=' : '<>', 'asked')
    .orderBy(waiting ? 'askedAt' : 'answeredAt', waiting ? 'asc' : 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** Of two who answer at once, the second gets `false`. */
export const answerIdentityRequest = async (
  tx: Tx,
  id: string,
  answer: Pick<IdentityRequestRow, 'state' | 'answeredBy' | 'answer' | 'answeredAt'> &
    Partial<Pick<IdentityRequestRow, 'until' | 'links' | 'proof'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('identityRequests')
    .set(answer)
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A grant ends before its time. */
export const endIdentityGrant = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx
    .updateTable('identityRequests')
    .set({ state: 'ended', endedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'granted')
    .execute()
}

/** Whether this look was the grant's first. */
export const markIdentitySeen = async (tx: Tx, id: string, at: number): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('identityRequests')
    .set({ seenAt: at })
    .where('id', '=', id)
    .where('seenAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
