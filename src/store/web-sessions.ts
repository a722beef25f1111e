import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** An officer at a browser. Of the cookie only the digest is kept. */
export type WebSession = Readonly<Selectable<Schema['webSessions']>>

export const openWebSession = async (
  tx: Tx,
  row: Omit<WebSession, 'way' | 'agent'> & Partial<Pick<WebSession, 'way' | 'agent'>>,
): Promise<void> => {
  await tx
    .insertInto('webSessions')
    .values({ way: 'password', agent: '', ...row })
    .execute()
}

/** Where an officer is signed in at `now`, the newest first. */
export const webSessionsOf = async (
  tx: Tx,
  officer: string,
  now: number,
): Promise<readonly WebSession[]> =>
  await tx
    .selectFrom('webSessions')
    .selectAll()
    .where('officer', '=', officer)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .execute()

/** The session, unless it is over at `now`. */
export const webSession = async (
  tx: Tx,
  idHash: string,
  now: number,
): Promise<WebSession | undefined> =>
  await tx
    .selectFrom('webSessions')
    .selectAll()
    .where('idHash', '=', idHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst()

/** The officer was here: the session lives until `expiresAt`. */
export const touchWebSession = async (
  tx: Tx,
  idHash: string,
  { seenAt, expiresAt }: Pick<WebSession, 'seenAt' | 'expiresAt'>,
): Promise<void> => {
  await tx
    .updateTable('webSessions')
    .set({ seenAt, expiresAt })
    .where('idHash', '=', idHash)
    .execute()
}

export const closeWebSession = async (tx: Tx, idHash: string): Promise<void> => {
  await tx.deleteFrom('webSessions').where('idHash', '=', idHash).execute()
}

/** Every session of an officer, as after a change of password; but for this one, if they sit at it. */
export const closeWebSessionsOf = async (tx: Tx, officer: string, but = ''): Promise<void> => {
  await tx
    .deleteFrom('webSessions')
    .where('officer', '=', officer)
    .where('idHash', '<>', but)
    .execute()
}

export const pruneWebSessions = async (tx: Tx, now: number): Promise<void> => {
  await tx.deleteFrom('webSessions').where('expiresAt', '<=', now).execute()
}
