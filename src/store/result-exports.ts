import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type ResultExportRow = Readonly<Selectable<Schema['resultExports']>>

/** What was given out stays as it was. */
export const keepResultExport = async (tx: Tx, row: ResultExportRow): Promise<void> => {
  await tx.insertInto('resultExports').values(row).execute()
}

export const resultExport = async (tx: Tx, id: string): Promise<ResultExportRow | undefined> =>
  await tx.selectFrom('resultExports').selectAll().where('id', '=', id).executeTakeFirst()

/** What was given out in an area, the newest first, without what was in it. */
export const resultExports = async (
  tx: Tx,
  area: string,
): Promise<readonly Omit<ResultExportRow, 'sealed' | 'keyId'>[]> =>
  await tx
    .selectFrom('resultExports')
    .select(['id', 'area', 'subject', 'use', 'at', 'by', 'digest'])
    .where('area', '=', area)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
