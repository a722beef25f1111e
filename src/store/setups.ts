import { presentFirst, type Present } from './row.ts'
import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A link by which a new officer sets a password: good once, and for a time. */
export type SetupRow = Present<Selectable<Schema['setups']>>

export const keepSetup = async (tx: Tx, row: Omit<SetupRow, 'usedAt'>): Promise<void> => {
  await tx
    .insertInto('setups')
    .values({ ...row, usedAt: null, invitedBy: row.invitedBy ?? null })
    .execute()
}

/** The link, if it is still good at `now`. */
export const setupByHash = async (
  tx: Tx,
  tokenHash: string,
  now: number,
): Promise<SetupRow | undefined> =>
  presentFirst(
    await tx
      .selectFrom('setups')
      .selectAll()
      .where('tokenHash', '=', tokenHash)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now)
      .execute(),
  )

/** Uses the link up: of two who try at once, one gets it. */
export const takeSetup = async (
  tx: Tx,
  tokenHash: string,
  now: number,
): Promise<SetupRow | undefined> =>
  presentFirst(
    await tx
      .updateTable('setups')
      .set({ usedAt: now })
      .where('tokenHash', '=', tokenHash)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now)
      .returningAll()
      .execute(),
  )

/** Links of a role that were not used end. */
export const dropSetupsFor = async (tx: Tx, role: string): Promise<void> => {
  await tx.deleteFrom('setups').where('role', '=', role).where('usedAt', 'is', null).execute()
}

/** Forgets links whose time was over before `before`. */
export const pruneSetups = async (tx: Tx, before: number): Promise<void> => {
  await tx.deleteFrom('setups').where('expiresAt', '<', before).execute()
}
