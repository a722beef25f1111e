import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

type PasswordReset = Readonly<Selectable<Schema['passwordResets']>>

/** The only link of its officer that is still good: those before end. */
export const keepPasswordReset = async (
  tx: Tx,
  row: Omit<PasswordReset, 'usedAt'>,
): Promise<void> => {
  await tx
    .deleteFrom('passwordResets')
    .where('officer', '=', row.officer)
    .where('usedAt', 'is', null)
    .execute()
  await tx
    .insertInto('passwordResets')
    .values({ ...row, usedAt: null })
    .execute()
}

/** For whom a link is still good at `now`. */
export const passwordResetFor = async (
  tx: Tx,
  tokenHash: string,
  now: number,
): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('passwordResets')
    .select('officer')
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return row?.officer
}

/** Uses the link up: of two who try at once, one gets it. */
export const takePasswordReset = async (
  tx: Tx,
  tokenHash: string,
  now: number,
): Promise<string | undefined> => {
  const [row] = await tx
    .updateTable('passwordResets')
    .set({ usedAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('officer')
    .execute()
  return row?.officer
}
