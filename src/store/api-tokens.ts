import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A token of an officer; of the token itself only the digest is kept. */
export type ApiTokenRow = Present<Selectable<Schema['apiTokens']>>

export const addApiToken = async (
  tx: Tx,
  row: Omit<ApiTokenRow, 'usedOn' | 'revokedAt'>,
): Promise<void> => {
  await tx
    .insertInto('apiTokens')
    .values({ ...row, usedOn: null, revokedAt: null })
    .execute()
}

export const apiTokenByHash = async (tx: Tx, hash: string): Promise<ApiTokenRow | undefined> =>
  presentFirst(await tx.selectFrom('apiTokens').selectAll().where('tokenHash', '=', hash).execute())

/** An officer's tokens, newest first; those that ended too. */
export const apiTokensOf = async (tx: Tx, officer: string): Promise<readonly ApiTokenRow[]> =>
  (
    await tx
      .selectFrom('apiTokens')
      .selectAll()
      .where('officer', '=', officer)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .execute()
  ).map((row) => present(row))

export const revokeApiToken = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx.updateTable('apiTokens').set({ revokedAt: at }).where('id', '=', id).execute()
}

/** All that an officer has. */
export const revokeApiTokensOf = async (tx: Tx, officer: string, at: number): Promise<void> => {
  await tx
    .updateTable('apiTokens')
    .set({ revokedAt: at })
    .where('officer', '=', officer)
    .where('revokedAt', 'is', null)
    .execute()
}

export const noteApiTokenUsed = async (tx: Tx, id: string, day: string): Promise<void> => {
  await tx.updateTable('apiTokens').set({ usedOn: day }).where('id', '=', id).execute()
}
