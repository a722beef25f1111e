import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** One way an officer has to prove who they are, beside a password. */
export type FactorRow = Present<Selectable<Schema['factors']>>

export const keepFactor = async (tx: Tx, row: FactorRow): Promise<void> => {
  await tx
    .insertInto('factors')
    .values({
      ...row,
      credential: row.credential ?? null,
      confirmedAt: row.confirmedAt ?? null,
      usedAt: row.usedAt ?? null,
    })
    .execute()
}

/** Oldest first. */
export const factorsOf = async (tx: Tx, officer: string): Promise<readonly FactorRow[]> => {
  const rows = await tx
    .selectFrom('factors')
    .selectAll()
    .where('officer', '=', officer)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}

export const factorByCredential = async (
  tx: Tx,
  credential: string,
): Promise<FactorRow | undefined> =>
  presentFirst(
    await tx.selectFrom('factors').selectAll().where('credential', '=', credential).execute(),
  )

/** Takes a step or a count that is higher than every one before; of two who try at once, one gets it. */
export const useFactor = async (
  tx: Tx,
  id: string,
  { counter, at }: { readonly counter: number; readonly at: number },
): Promise<boolean> => {
  const [done] = await tx
    .updateTable('factors')
    .set({ counter, usedAt: at })
    .where('id', '=', id)
    .where('counter', '<', counter)
    .execute()
  return (done?.numUpdatedRows ?? 0n) > 0n
}

/** Used, where its count says nothing: many passkeys count nothing. */
export const noteFactorUse = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx.updateTable('factors').set({ usedAt: at }).where('id', '=', id).execute()
}

export const confirmFactor = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx.updateTable('factors').set({ confirmedAt: at }).where('id', '=', id).execute()
}

export const resealFactor = async (tx: Tx, id: string, sealed: Uint8Array): Promise<void> => {
  await tx.updateTable('factors').set({ sealed }).where('id', '=', id).execute()
}

export const dropFactor = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('factors').where('id', '=', id).execute()
}

/** In place of all there were. */
export const keepRecoveryCodes = async (
  tx: Tx,
  officer: string,
  { hashes, at }: { readonly hashes: readonly string[]; readonly at: number },
): Promise<void> => {
  await tx.deleteFrom('recoveryCodes').where('officer', '=', officer).execute()
  for (const hash of hashes)
    await tx
      .insertInto('recoveryCodes')
      .values({ hash, officer, madeAt: at, usedAt: null })
      .execute()
}

/** Each is good once. */
export const useRecoveryCode = async (
  tx: Tx,
  { hash, officer, at }: { readonly hash: string; readonly officer: string; readonly at: number },
): Promise<boolean> => {
  const [done] = await tx
    .updateTable('recoveryCodes')
    .set({ usedAt: at })
    .where('hash', '=', hash)
    .where('officer', '=', officer)
    .where('usedAt', 'is', null)
    .execute()
  return (done?.numUpdatedRows ?? 0n) > 0n
}

export const recoveryCodesLeft = async (tx: Tx, officer: string): Promise<number> => {
  const row = await tx
    .selectFrom('recoveryCodes')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('officer', '=', officer)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return row?.left ?? 0
}

/** An administrator took all factors of an officer away. */
export type FactorReset = Present<Selectable<Schema['factorResets']>>

export const keepFactorReset = async (tx: Tx, row: Omit<FactorReset, 'toldAt'>): Promise<void> => {
  await tx
    .insertInto('factorResets')
    .values({ ...row, toldAt: null })
    .execute()
}

/** Those that the officer has not been told of. */
export const untoldResets = async (tx: Tx, officer: string): Promise<readonly FactorReset[]> => {
  const rows = await tx
    .selectFrom('factorResets')
    .selectAll()
    .where('officer', '=', officer)
    .where('toldAt', 'is', null)
    .orderBy('at')
    .execute()
  return rows.map((row) => present(row))
}

export const noteResetTold = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx.updateTable('factorResets').set({ toldAt: at }).where('id', '=', id).execute()
}

/** Whether a challenge is new; from now on it is used. Those that are long over are forgotten. */
export const useChallenge = async (
  tx: Tx,
  { id, until, now }: { readonly id: string; readonly until: number; readonly now: number },
): Promise<boolean> => {
  await tx.deleteFrom('usedChallenges').where('until', '<', now).execute()
  const [done] = await tx
    .insertInto('usedChallenges')
    .values({ id, until })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return (done?.numInsertedOrUpdatedRows ?? 0n) > 0n
}
