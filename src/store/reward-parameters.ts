import type { Selectable } from 'kysely'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** One published version of an area's parameters of a scheme. */
export type ParameterVersion = Readonly<Selectable<Schema['rewardParameters']>>

/** Nobody else publishes for this scheme in this area until the transaction ends. */
export const holdParameters = async (tx: Tx, area: string, scheme: string): Promise<void> =>
  await holdName(tx, 'reward parameters', `${area} ${scheme}`)

/** A number that is taken is refused by the database. */
export const addParameters = async (tx: Tx, version: ParameterVersion): Promise<void> => {
  await tx.insertInto('rewardParameters').values(version).execute()
}

/** All versions of a scheme's parameters in an area, newest first. */
export const parameterVersions = async (
  tx: Tx,
  area: string,
  scheme: string,
): Promise<readonly ParameterVersion[]> =>
  await tx
    .selectFrom('rewardParameters')
    .selectAll()
    .where('area', '=', area)
    .where('scheme', '=', scheme)
    .orderBy('number', 'desc')
    .execute()

/** The version in force. */
export const newestParameters = async (
  tx: Tx,
  area: string,
  scheme: string,
): Promise<ParameterVersion | undefined> =>
  await tx
    .selectFrom('rewardParameters')
    .selectAll()
    .where('area', '=', area)
    .where('scheme', '=', scheme)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
