import type { Selectable } from 'kysely'
import { changedMeanwhile } from './case-conflict.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type ScrutinyRow = Readonly<Selectable<Schema['scrutinies']>>
type EventRow = Readonly<Selectable<Schema['scrutinyEvents']>>

export const scrutinyById = async (tx: Tx, id: string): Promise<ScrutinyRow | undefined> =>
  await tx.selectFrom('scrutinies').selectAll().where('id', '=', id).executeTakeFirst()

/** Of an area and kind, the newest first. */
export const scrutiniesOf = async (
  tx: Tx,
  { area, kind, limit }: { readonly area: string; readonly kind: string; readonly limit: number },
): Promise<readonly ScrutinyRow[]> =>
  await tx
    .selectFrom('scrutinies')
    .selectAll()
    .where('area', '=', area)
    .where('kind', '=', kind)
    .orderBy('changedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export const scrutinyEvents = async (tx: Tx, id: string): Promise<readonly EventRow[]> =>
  await tx
    .selectFrom('scrutinyEvents')
    .selectAll()
    .where('scrutiny', '=', id)
    .orderBy('seq')
    .execute()

/** Adds what was done and writes how it stands; throws where somebody else did something meanwhile. */
export const keepScrutinyEvent = async (
  tx: Tx,
  row: ScrutinyRow,
  event: Pick<EventRow, 'at' | 'by' | 'sealed'>,
): Promise<void> => {
  const { id, version } = row
  await holdName(tx, 'scrutiny', id)
  const found = (await scrutinyById(tx, id))?.version ?? 0
  if (found !== version - 1) throw changedMeanwhile(id, version - 1, found)
  await tx
    .insertInto('scrutinyEvents')
    .values({ ...event, scrutiny: id, seq: version })
    .execute()
  await tx
    .insertInto('scrutinies')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}
