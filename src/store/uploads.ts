import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A file that comes piece by piece. `owner`: whose conversation it is for, as a keyed hash. */
export type UploadRow = Present<Selectable<Schema['uploads']>>

export const addUpload = async (tx: Tx, row: UploadRow): Promise<void> => {
  await tx.insertInto('uploads').values(row).execute()
}

export const uploadOf = async (tx: Tx, owner: string, id: string): Promise<UploadRow | undefined> =>
  presentFirst(
    await tx
      .selectFrom('uploads')
      .selectAll()
      .where('id', '=', id)
      .where('owner', '=', owner)
      .execute(),
  )

/** How many files of one conversation are still on their way. */
export const uploadsUnderWay = async (tx: Tx, owner: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('uploads')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('owner', '=', owner)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export const dropUpload = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('uploads').where('id', '=', id).execute()
}

/** Those begun before this and never finished. */
export const uploadsBefore = async (tx: Tx, before: number): Promise<readonly UploadRow[]> => {
  const rows = await tx.selectFrom('uploads').selectAll().where('at', '<', before).execute()
  return rows.map((row) => present(row))
}
