import type { Selectable } from 'kysely'
import { sql, type RawBuilder } from 'kysely'
import { kept } from './kept.ts'
import { standInQueues } from './queued.ts'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A conversation whose new reports stand aside for a while. Who it is, is not in it: only the random handle. */
export type BlockRow = Present<Selectable<Schema['blocks']>>

export const addBlock = async (tx: Tx, block: BlockRow): Promise<void> => {
  await tx
    .insertInto('blocks')
    .values({
      ...block,
      liftedBy: block.liftedBy ?? null,
      liftedAt: block.liftedAt ?? null,
      liftReason: block.liftReason ?? null,
    })
    .execute()
}

/** The one that holds now, if any. */
export const blockOf = async (
  tx: Tx,
  { handle, area, at }: { readonly handle: string; readonly area: string; readonly at: number },
): Promise<BlockRow | undefined> => presentFirst(await blocksOf(tx, { handle, area, at }))

const blocksOf = kept(
  (tx, of: { readonly handle: string; readonly area: string; readonly at: number }) =>
    tx
      .selectFrom('blocks')
      .selectAll()
      .where('handle', '=', of.handle)
      .where('area', '=', of.area)
      .where('until', '>', of.at)
      .where('liftedAt', 'is', null)
      .orderBy('at', 'desc')
      .limit(1),
)

export const blockById = async (tx: Tx, id: string): Promise<BlockRow | undefined> =>
  presentFirst(await tx.selectFrom('blocks').selectAll().where('id', '=', id).execute())

/** Those of an area, newest first. */
export const blocksIn = async (tx: Tx, area: string): Promise<readonly BlockRow[]> => {
  const rows = await tx
    .selectFrom('blocks')
    .selectAll()
    .where('area', '=', area)
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => present(row))
}

/** Ends a block; what stood aside because of it is in the queues again. */
export const endBlock = async (
  tx: Tx,
  id: string,
  lifted: { readonly by: string; readonly at: number; readonly reason: Uint8Array },
): Promise<void> => {
  await tx
    .updateTable('blocks')
    .set({ liftedBy: lifted.by, liftedAt: lifted.at, liftReason: lifted.reason })
    .where('id', '=', id)
    .execute()
  const back = await tx.deleteFrom('shelved').where('block', '=', id).returning('caseId').execute()
  for (const { caseId } of back) await standInQueues(tx, caseId)
}

export const putAside = async (tx: Tx, row: Readonly<Schema['shelved']>): Promise<void> => {
  await tx.insertInto('shelved').values(row).execute()
  await standInQueues(tx, row.caseId)
}

/** Back into the queues; `false` where it stood in them already. */
export const takeUp = async (tx: Tx, caseId: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('shelved')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  await standInQueues(tx, caseId)
  return numDeletedRows > 0n
}

export const isAside = async (tx: Tx, caseId: string): Promise<boolean> =>
  (await tx.selectFrom('shelved').select('at').where('caseId', '=', caseId).execute()).length > 0

/** Of the cases as `c`, those that stand aside. */
const standsAside: RawBuilder<boolean> = sql<boolean>`exists
  (select 1 from "shelved" where "shelved"."caseId" = "c"."id")`

/** Of the cases as `c`, those that do not. */
export const standsInQueue: RawBuilder<boolean> = sql<boolean>`not ${standsAside}`
