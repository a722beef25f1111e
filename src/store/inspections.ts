import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type InspectionListRow = Readonly<Selectable<Schema['inspectionLists']>>
type WeightsRow = Readonly<Selectable<Schema['inspectionWeights']>>

/** The weights in force, if the area set its own. */
export const weightsOfArea = async (tx: Tx, area: string): Promise<WeightsRow | undefined> =>
  await tx
    .selectFrom('inspectionWeights')
    .selectAll()
    .where('area', '=', area)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

export const addWeights = async (tx: Tx, row: WeightsRow): Promise<void> => {
  await tx.insertInto('inspectionWeights').values(row).execute()
}

/** Added once and never changed. */
export const keepInspectionList = async (tx: Tx, row: InspectionListRow): Promise<void> => {
  await tx.insertInto('inspectionLists').values(row).execute()
}

/** What an area published, the newest first, without what is in it. */
export const inspectionLists = async (
  tx: Tx,
  area: string,
): Promise<readonly Omit<InspectionListRow, 'sealed' | 'keyId'>[]> =>
  await tx
    .selectFrom('inspectionLists')
    .select(['area', 'month', 'number', 'at', 'by', 'rows', 'digest'])
    .where('area', '=', area)
    .orderBy('month', 'desc')
    .orderBy('number', 'desc')
    .limit(120)
    .execute()

export const inspectionList = async (
  tx: Tx,
  { area, month, number }: Pick<InspectionListRow, 'area' | 'month' | 'number'>,
): Promise<InspectionListRow | undefined> =>
  await tx
    .selectFrom('inspectionLists')
    .selectAll()
    .where('area', '=', area)
    .where('month', '=', month)
    .where('number', '=', number)
    .executeTakeFirst()
