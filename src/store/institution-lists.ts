import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type InstitutionListRow = Readonly<Selectable<Schema['institutionLists']>>

/** A version is added once and never changed. */
export const keepInstitutionList = async (tx: Tx, row: InstitutionListRow): Promise<void> => {
  await tx.insertInto('institutionLists').values(row).execute()
}

/** What was imported, the newest first, without what is in it. */
export const institutionLists = async (
  tx: Tx,
  area: string,
): Promise<readonly Omit<InstitutionListRow, 'sealed'>[]> =>
  await tx
    .selectFrom('institutionLists')
    .select(['area', 'number', 'at', 'by', 'rows', 'digest', 'keyId'])
    .where('area', '=', area)
    .orderBy('number', 'desc')
    .execute()

export const institutionList = async (
  tx: Tx,
  area: string,
  number: number,
): Promise<InstitutionListRow | undefined> =>
  await tx
    .selectFrom('institutionLists')
    .selectAll()
    .where('area', '=', area)
    .where('number', '=', number)
    .executeTakeFirst()
