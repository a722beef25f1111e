import type { Selectable } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import { changedMeanwhile } from './case-conflict.ts'
import type { NewEvent, StoredEvent } from './cases.ts'
import { present, presentFirst, type Present } from './row.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** The plain columns of a reward. */
export type RewardRow = Present<Selectable<Schema['rewards']>>

/** Nobody else decides on a reward that rests on the same decision until the transaction ends. */
export const holdDecision = async (tx: Tx, decision: string): Promise<void> =>
  await holdName(tx, 'reward', decision)

interface RewardPoint {
  readonly reward: string
  readonly caseId: string
  /** How many events whoever appends knows of. */
  readonly expected: number
}

/** Appends to a reward that must have `expected` events. Throws where it changed meanwhile. */
export const appendRewardEvent = async (
  tx: Tx,
  { reward, caseId, expected }: RewardPoint,
  event: NewEvent,
): Promise<void> => {
  await holdName(tx, 'reward', reward)
  const { last } = await tx
    .selectFrom('rewardEvents')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('reward', '=', reward)
    .executeTakeFirstOrThrow()
  const found = last ?? 0
  if (found !== expected) throw changedMeanwhile(`reward ${reward}`, expected, found)
  await tx
    .insertInto('rewardEvents')
    .values({ ...event, reward, caseId, seq: found + 1 })
    .execute()
}

/** The history of a reward, oldest first. */
export const rewardEvents = async (tx: Tx, reward: string): Promise<readonly StoredEvent[]> =>
  await tx
    .selectFrom('rewardEvents')
    .select(['seq', 'id', 'type', 'at', 'by', 'sealed'])
    .where('reward', '=', reward)
    .orderBy('seq')
    .execute()

/** Writes a new reward's columns, or all of them anew. */
export const saveReward = async (tx: Tx, row: RewardRow): Promise<void> => {
  const kept = {
    ...row,
    caseId: row.caseId ?? null,
    number: row.number ?? null,
    year: row.year ?? null,
    notice: row.notice ?? null,
    dueOn: row.dueOn ?? null,
    notifiedAt: row.notifiedAt ?? null,
    remindedAt: row.remindedAt ?? null,
  }
  await tx
    .insertInto('rewards')
    .values(kept)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
    .execute()
}

export const rewardById = async (tx: Tx, id: string): Promise<RewardRow | undefined> =>
  presentFirst(await tx.selectFrom('rewards').selectAll().where('id', '=', id).execute())

export const rewardsOfCase = async (tx: Tx, caseId: string): Promise<readonly RewardRow[]> => {
  const rows = await tx
    .selectFrom('rewards')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}

/** What rests on the same decision, whichever report it is for. */
export const rewardsOnDecision = async (
  tx: Tx,
  decision: string,
): Promise<readonly RewardRow[]> => {
  const rows = await tx
    .selectFrom('rewards')
    .selectAll()
    .where('decision', '=', decision)
    .where('decision', '<>', '')
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => present(row))
}

/** Whose list it is: of an area, of one office where they see no more; never on what accuses their own. */
export interface RewardScope {
  readonly area: string
  readonly office?: string
  readonly hidden: Hidden
}

/** Rewards in some states, those whose claim ends first before the others. */
export const rewardList = async (
  tx: Tx,
  { area, office, hidden }: RewardScope,
  { states, limit }: { readonly states: readonly string[]; readonly limit: number },
): Promise<readonly RewardRow[]> => {
  let query = tx
    .selectFrom('rewards as r')
    .leftJoin('cases as c', 'c.id', 'r.caseId')
    .selectAll('r')
    .where('r.area', '=', area)
    .where('r.state', 'in', [...states])
    .where((eb) => eb.or([eb('c.id', 'is', null), isFound(hidden)]))
  if (office !== undefined) query = query.where('r.office', '=', office)
  const rows = await query
    .orderBy((eb) => eb.fn.coalesce('r.dueOn', eb.val('9999')))
    .orderBy('r.changedAt', 'desc')
    .orderBy('r.id')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** Where all the money of an office, or an area, stands; whatever was erased is still counted. */
export const rewardAmounts = async (
  tx: Tx,
  { area, office }: Pick<RewardScope, 'area' | 'office'>,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly RewardRow[]> => {
  let query = tx
    .selectFrom('rewards')
    .selectAll()
    .where('area', '=', area)
    .where('notifiedAt', '>=', from)
    .where('notifiedAt', '<', to)
  if (office !== undefined) query = query.where('office', '=', office)
  const rows = await query.orderBy('notifiedAt').orderBy('id').execute()
  return rows.map((row) => present(row))
}

/** Notices whose reporter has not yet been seen to know of them, or whose claim may be over: for the clock. */
export const rewardsToWatch = async (
  tx: Tx,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly RewardRow[]> => {
  const rows = await tx
    .selectFrom('rewards')
    .selectAll()
    .where('state', '=', 'notified')
    .where('caseId', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

export const noteReminded = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx.updateTable('rewards').set({ remindedAt: at }).where('id', '=', id).execute()
}

/** A reward that is on its way keeps its case. */
export const hasRewardOnItsWay = async (tx: Tx, caseId: string): Promise<boolean> => {
  const rows = await tx
    .selectFrom('rewards')
    .select('id')
    .where('caseId', '=', caseId)
    .where('state', 'in', onItsWay)
    .limit(1)
    .execute()
  return rows.length > 0
}

/** Money may still go out for it. */
export const isOnItsWay = async (tx: Tx, id: string): Promise<boolean> => {
  const row = await rewardById(tx, id)
  return row !== undefined && onItsWay.some((state) => state === row.state)
}

const onItsWay = ['proposed', 'checked', 'approved', 'notified', 'claimed', 'reopened'] as const

/** The books keep number, office, sum and days of what was notified; what never was is gone with the case. */
export const letGoRewards = async (tx: Tx, caseId: string): Promise<void> => {
  const ids = (await rewardsOfCase(tx, caseId)).map(({ id }) => id)
  await tx.deleteFrom('rewardWishes').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('rewardEvents').where('caseId', '=', caseId).execute()
  if (ids.length === 0) return
  await tx.deleteFrom('rewards').where('id', 'in', ids).where('notice', 'is', null).execute()
  await tx
    .updateTable('rewards')
    .set({ caseId: null, number: null, decision: '' })
    .where('id', 'in', ids)
    .execute()
}
