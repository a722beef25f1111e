import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/**
 * Somebody who works at the desk. `disabledAt`: may not any more; the row stays, since the audit names it. `invitedBy`: whose
 * link made the account. `ssoName`: by which another service that signs people in names them; `ssoSubject`: who that was the
 * first time.
 */
export type OfficerRow = Present<Selectable<Schema['officers']>>

/** Writes a new officer, or all columns anew. A login that is another's is refused by the table. */
export const saveOfficer = async (tx: Tx, row: OfficerRow): Promise<void> => {
  const kept = {
    ...row,
    disabledAt: row.disabledAt ?? null,
    invitedBy: row.invitedBy ?? null,
    passwordAt: row.passwordAt ?? null,
    ssoName: row.ssoName ?? null,
    ssoSubject: row.ssoSubject ?? null,
  }
  await tx
    .insertInto('officers')
    .values(kept)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
    .execute()
}

export const officerById = async (tx: Tx, id: string): Promise<OfficerRow | undefined> =>
  presentFirst(await tx.selectFrom('officers').selectAll().where('id', '=', id).execute())

export const officerByLogin = async (tx: Tx, login: string): Promise<OfficerRow | undefined> =>
  presentFirst(await tx.selectFrom('officers').selectAll().where('login', '=', login).execute())

/** All officers, or those of one area. */
export const listOfficers = async (tx: Tx, area?: string): Promise<readonly OfficerRow[]> => {
  const all = tx.selectFrom('officers').selectAll().orderBy('area').orderBy('login')
  const rows = await (area === undefined ? all : all.where('area', '=', area)).execute()
  return rows.map((row) => present(row))
}

/** Ends what the officer may do, and every session of theirs with it. */
export const disableOfficer = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx.updateTable('officers').set({ disabledAt: at }).where('id', '=', id).execute()
  await tx.deleteFrom('webSessions').where('officer', '=', id).execute()
}

/** A new password, with its day. */
export const setPassword = async (
  tx: Tx,
  id: string,
  { passwordHash, at }: { readonly passwordHash: string; readonly at: number },
): Promise<void> => {
  await tx
    .updateTable('officers')
    .set({ passwordHash, passwordAt: at })
    .where('id', '=', id)
    .execute()
}

export const officerBySso = async (tx: Tx, ssoName: string): Promise<OfficerRow | undefined> =>
  presentFirst(await tx.selectFrom('officers').selectAll().where('ssoName', '=', ssoName).execute())

/** By which name another service signs the officer in; whoever had come by the one before has to be met anew. */
export const setSsoName = async (tx: Tx, id: string, ssoName: string | null): Promise<void> => {
  await tx.updateTable('officers').set({ ssoName, ssoSubject: null }).where('id', '=', id).execute()
}

/** From the first time on it is this person and no other of that name; of two who come at once, one. */
export const bindSso = async (tx: Tx, id: string, ssoSubject: string): Promise<boolean> => {
  const [done] = await tx
    .updateTable('officers')
    .set({ ssoSubject })
    .where('id', '=', id)
    .where('ssoSubject', 'is', null)
    .execute()
  return (done?.numUpdatedRows ?? 0n) > 0n
}
