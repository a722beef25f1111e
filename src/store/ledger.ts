import { changedMeanwhile } from './case-conflict.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'
import type { Selectable } from 'kysely'

export type LedgerItemRow = Readonly<Selectable<Schema['ledgerItems']>>
type EventRow = Readonly<Selectable<Schema['ledgerEvents']>>

export const ledgerItems = async (tx: Tx, area: string): Promise<readonly LedgerItemRow[]> =>
  await tx.selectFrom('ledgerItems').selectAll().where('area', '=', area).orderBy('item').execute()

export const ledgerItem = async (
  tx: Tx,
  area: string,
  item: string,
): Promise<LedgerItemRow | undefined> =>
  await tx
    .selectFrom('ledgerItems')
    .selectAll()
    .where('area', '=', area)
    .where('item', '=', item)
    .executeTakeFirst()

/** Everything that was noted in an area, each item's oldest first. */
export const ledgerEvents = async (tx: Tx, area: string): Promise<readonly EventRow[]> =>
  await tx
    .selectFrom('ledgerEvents')
    .selectAll()
    .where('area', '=', area)
    .orderBy('item')
    .orderBy('seq')
    .execute()

/** Adds what was noted and writes how the item stands; throws where somebody else noted something meanwhile. */
export const keepLedgerEvent = async (
  tx: Tx,
  row: LedgerItemRow,
  event: Pick<EventRow, 'at' | 'by' | 'sealed'>,
): Promise<void> => {
  const { area, item, version } = row
  await holdName(tx, 'ledger', `${area} ${item}`)
  const found = (await ledgerItem(tx, area, item))?.version ?? 0
  if (found !== version - 1) throw changedMeanwhile(item, version - 1, found)
  await tx
    .insertInto('ledgerEvents')
    .values({ ...event, area, item, seq: version })
    .execute()
  await tx
    .insertInto('ledgerItems')
    .values(row)
    .onConflict((conflict) => conflict.columns(['area', 'item']).doUpdateSet(row))
    .execute()
}
