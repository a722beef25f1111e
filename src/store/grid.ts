import type { Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type GridVersionRow = Present<Selectable<Schema['gridVersions']>>
export type GridWorkerRow = Present<Selectable<Schema['gridWorkers']>>
export type GridLinkRow = Present<Selectable<Schema['gridLinks']>>
export type GridPairRow = Present<Selectable<Schema['gridPairs']>>
export type GridPointRow = Present<Selectable<Schema['gridPoints']>>

export const addGridVersion = async (tx: Tx, row: GridVersionRow): Promise<void> => {
  await tx.insertInto('gridVersions').values(row).execute()
}

/** The version in force, or one by its number. */
export const gridVersion = async (
  tx: Tx,
  area: string,
  number?: number,
): Promise<GridVersionRow | undefined> => {
  let query = tx.selectFrom('gridVersions').selectAll().where('area', '=', area)
  if (number !== undefined) query = query.where('number', '=', number)
  return presentFirst(await query.orderBy('number', 'desc').limit(1).execute())
}

/** Newest first, without what they hold. */
export const gridVersionList = async (tx: Tx, area: string, limit: number) =>
  await tx
    .selectFrom('gridVersions')
    .select(['number', 'at', 'by', 'places'])
    .where('area', '=', area)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()

export const addGridWorker = async (tx: Tx, row: GridWorkerRow): Promise<void> => {
  await tx
    .insertInto('gridWorkers')
    .values({ ...row, endedAt: row.endedAt ?? null })
    .execute()
}

export const changeGridWorker = async (
  tx: Tx,
  id: string,
  change: Partial<
    Pick<Selectable<Schema['gridWorkers']>, 'state' | 'place' | 'endedAt' | 'sealed'>
  >,
): Promise<void> => {
  await tx.updateTable('gridWorkers').set(change).where('id', '=', id).execute()
}

export const gridWorkerById = async (tx: Tx, id: string): Promise<GridWorkerRow | undefined> =>
  presentFirst(await tx.selectFrom('gridWorkers').selectAll().where('id', '=', id).execute())

export const gridWorkersOf = async (
  tx: Tx,
  area: string,
  state?: 'active',
): Promise<readonly GridWorkerRow[]> => {
  let query = tx.selectFrom('gridWorkers').selectAll().where('area', '=', area)
  if (state) query = query.where('state', '=', state)
  const rows = await query.orderBy('place').orderBy('madeAt').orderBy('id').execute()
  return rows.map((row) => present(row))
}

/** Who left before this and is still known by name. */
export const gridWorkersLeft = async (
  tx: Tx,
  before: number,
): Promise<readonly GridWorkerRow[]> => {
  const rows = await tx
    .selectFrom('gridWorkers')
    .selectAll()
    .where('state', '=', 'left')
    .where('endedAt', '<', before)
    .execute()
  return rows.map((row) => present(row))
}

/** A new link; those before it open nothing any more. */
export const addGridLink = async (
  tx: Tx,
  row: Pick<GridLinkRow, 'tokenHash' | 'worker' | 'expiresAt'>,
): Promise<void> => {
  await tx.deleteFrom('gridLinks').where('worker', '=', row.worker).execute()
  await tx
    .insertInto('gridLinks')
    .values({ ...row, tries: 0, usedAt: null })
    .execute()
}

export const gridLink = async (tx: Tx, tokenHash: string): Promise<GridLinkRow | undefined> =>
  presentFirst(
    await tx.selectFrom('gridLinks').selectAll().where('tokenHash', '=', tokenHash).execute(),
  )

export const tryGridLink = async (
  tx: Tx,
  tokenHash: string,
  change: { readonly tries?: number; readonly usedAt?: number },
): Promise<void> => {
  await tx.updateTable('gridLinks').set(change).where('tokenHash', '=', tokenHash).execute()
}

export const dropGridLinks = async (tx: Tx, worker: string): Promise<void> => {
  await tx.deleteFrom('gridLinks').where('worker', '=', worker).execute()
}

/** One browser a worker: a new telephone takes the place of the one before. */
export const pairGrid = async (tx: Tx, row: GridPairRow): Promise<void> => {
  await dropGridPairs(tx, row.worker)
  await tx.insertInto('gridPairs').values(row).execute()
}

export const gridPair = async (tx: Tx, idHash: string): Promise<GridPairRow | undefined> =>
  presentFirst(await tx.selectFrom('gridPairs').selectAll().where('idHash', '=', idHash).execute())

export const gridPairOf = async (tx: Tx, worker: string): Promise<GridPairRow | undefined> =>
  presentFirst(await tx.selectFrom('gridPairs').selectAll().where('worker', '=', worker).execute())

export const seenGridPair = async (tx: Tx, idHash: string, seenAt: number): Promise<void> => {
  await tx.updateTable('gridPairs').set({ seenAt }).where('idHash', '=', idHash).execute()
}

export const dropGridPairs = async (tx: Tx, worker: string): Promise<void> => {
  await tx.deleteFrom('gridPairs').where('worker', '=', worker).execute()
}

export const pruneGridDoors = async (tx: Tx, now: number): Promise<void> => {
  await tx.deleteFrom('gridLinks').where('expiresAt', '<', now).execute()
  await tx.deleteFrom('gridPairs').where('expiresAt', '<', now).execute()
}

export const addGridPoint = async (tx: Tx, row: GridPointRow): Promise<void> => {
  await tx
    .insertInto('gridPoints')
    .values({ ...row, endedAt: null })
    .execute()
}

export const changeGridPoint = async (
  tx: Tx,
  id: string,
  change: Partial<Pick<Selectable<Schema['gridPoints']>, 'nextOn' | 'endedAt'>>,
): Promise<void> => {
  await tx.updateTable('gridPoints').set(change).where('id', '=', id).execute()
}

export const gridPointById = async (tx: Tx, id: string): Promise<GridPointRow | undefined> =>
  presentFirst(await tx.selectFrom('gridPoints').selectAll().where('id', '=', id).execute())

/** Places of the routine round that go on; the longest not looked at first. */
export const gridPointsOf = async (tx: Tx, area: string): Promise<readonly GridPointRow[]> => {
  const rows = await tx
    .selectFrom('gridPoints')
    .selectAll()
    .where('area', '=', area)
    .where('endedAt', 'is', null)
    .orderBy('nextOn')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}

export const gridPointsDue = async (
  tx: Tx,
  today: string,
  limit: number,
): Promise<readonly GridPointRow[]> => {
  const rows = await tx
    .selectFrom('gridPoints')
    .selectAll()
    .where('endedAt', 'is', null)
    .where('nextOn', '<=', today)
    .orderBy('nextOn')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}
