import type { Selectable } from 'kysely'
import { kept } from './kept.ts'
import { presentFirst, present, type Present } from './row.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** One published version of an area's parameters of a scheme. */
export type ParameterVersion = Present<Selectable<Schema['rewardParameters']>>

/** Nobody else publishes for this scheme in this area until the transaction ends. */
export const holdParameters = async (tx: Tx, area: string, scheme: string): Promise<void> =>
  await holdName(tx, 'reward parameters', `${area} ${scheme}`)

/** A number that is taken is refused by the database. */
export const addParameters = async (tx: Tx, version: Required<ParameterVersion>): Promise<void> => {
  await tx.insertInto('rewardParameters').values(version).execute()
}

/** All versions of a scheme's parameters in an area, newest first. */
export const parameterVersions = async (
  tx: Tx,
  area: string,
  scheme: string,
): Promise<readonly ParameterVersion[]> => {
  const rows = await tx
    .selectFrom('rewardParameters')
    .selectAll()
    .where('area', '=', area)
    .where('scheme', '=', scheme)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => present(row))
}

/** The version in force. */
export const newestParameters = async (
  tx: Tx,
  area: string,
  scheme: string,
): Promise<ParameterVersion | undefined> => presentFirst(await newestOf(tx, { area, scheme }))

const newestOf = kept((tx, { area, scheme }: { readonly area: string; readonly scheme: string }) =>
  tx
    .selectFrom('rewardParameters')
    .selectAll()
    .where('area', '=', area)
    .where('scheme', '=', scheme)
    .orderBy('number', 'desc')
    .limit(1),
)

/** What one person entered and nobody has approved yet. */
export type ParameterDraft = Present<Selectable<Schema['rewardDrafts']>>

/** Takes the place of what was entered, or sent back, before. */
export const saveDraft = async (
  tx: Tx,
  draft: Omit<ParameterDraft, 'sentBack' | 'sentBackBy'>,
): Promise<void> => {
  const row = { ...draft, sentBack: null, sentBackBy: null }
  await tx
    .insertInto('rewardDrafts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['area', 'scheme']).doUpdateSet(row))
    .execute()
}

export const draftOf = async (
  tx: Tx,
  area: string,
  scheme: string,
): Promise<ParameterDraft | undefined> =>
  presentFirst(
    await tx
      .selectFrom('rewardDrafts')
      .selectAll()
      .where('area', '=', area)
      .where('scheme', '=', scheme)
      .execute(),
  )

export const sendDraftBack = async (
  tx: Tx,
  id: string,
  given: { readonly sentBackBy: string; readonly sentBack: string },
): Promise<void> => {
  await tx.updateTable('rewardDrafts').set(given).where('id', '=', id).execute()
}

export const dropDraft = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('rewardDrafts').where('id', '=', id).execute()
}
