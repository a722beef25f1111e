import { sql, type ExpressionBuilder, type Selectable } from 'kysely'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type NominationRow = Present<Selectable<Schema['nominations']>>
export type NominationDrawRow = Present<Selectable<Schema['nominationDraws']>>

export const addNomination = async (
  tx: Tx,
  row: Pick<
    NominationRow,
    'id' | 'area' | 'month' | 'place' | 'kind' | 'state' | 'on' | 'keyId' | 'sealed'
  >,
): Promise<void> => {
  await tx
    .insertInto('nominations')
    .values({
      ...row,
      into: null,
      draw: null,
      outcome: null,
      inspectedOn: null,
      publishedOn: null,
    })
    .execute()
}

export const changeNomination = async (
  tx: Tx,
  id: string,
  change: Partial<Omit<Selectable<Schema['nominations']>, 'id' | 'area' | 'month'>>,
): Promise<void> => {
  await tx.updateTable('nominations').set(change).where('id', '=', id).execute()
}

export const nominationById = async (tx: Tx, id: string): Promise<NominationRow | undefined> =>
  presentFirst(await tx.selectFrom('nominations').selectAll().where('id', '=', id).execute())

interface Asked {
  readonly area: string
  readonly month?: string
  readonly states: readonly string[]
  readonly limit?: number
}

export const listNominations = async (
  tx: Tx,
  { area, month, states, limit = 1000 }: Asked,
): Promise<readonly NominationRow[]> => {
  let query = tx
    .selectFrom('nominations')
    .selectAll()
    .where('area', '=', area)
    .where('state', 'in', [...states])
  if (month !== undefined) query = query.where('month', '=', month)
  const rows = await query.orderBy('month', 'desc').orderBy('id').limit(limit).execute()
  return rows.map((row) => present(row))
}

/** Whether this browser had not voted this month. */
export const markVote = async (
  tx: Tx,
  mark: Selectable<Schema['nominationMarks']>,
): Promise<boolean> => {
  const rows = await tx
    .insertInto('nominationMarks')
    .values(mark)
    .onConflict((conflict) => conflict.columns(['area', 'month', 'mark']).doNothing())
    .returning('mark')
    .execute()
  return rows.length > 0
}

export const hasVoted = async (
  tx: Tx,
  { area, month, mark }: Selectable<Schema['nominationMarks']>,
): Promise<boolean> => {
  const rows = await tx
    .selectFrom('nominationMarks')
    .select('mark')
    .where('area', '=', area)
    .where('month', '=', month)
    .where('mark', '=', mark)
    .execute()
  return rows.length > 0
}

export const countVotes = async (
  tx: Tx,
  nomination: string,
  { on, votes }: { readonly on: string; readonly votes: number },
): Promise<void> => {
  await tx
    .insertInto('nominationDays')
    .values({ nomination, on, votes })
    .onConflict((conflict) =>
      conflict
        .columns(['nomination', 'on'])
        .doUpdateSet({ votes: sql<number>`"nominationDays"."votes" + ${votes}` }),
    )
    .execute()
}

/** Votes a day, by nomination. */
export const voteDays = async (
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly { readonly on: string; readonly votes: number }[]>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('nominationDays')
    .selectAll()
    .where('nomination', 'in', [...ids])
    .orderBy('on')
    .execute()
  return Map.groupBy(rows, ({ nomination }) => nomination)
}

/** Votes of one count for another from now on, with those of all that were joined to it. */
export const moveVotes = async (tx: Tx, from: string, to: string): Promise<void> => {
  await tx.updateTable('nominations').set({ into: to }).where('into', '=', from).execute()
  for (const day of (await voteDays(tx, [from])).get(from) ?? []) await countVotes(tx, to, day)
  await tx.deleteFrom('nominationDays').where('nomination', '=', from).execute()
}

export const addDraw = async (tx: Tx, row: NominationDrawRow): Promise<void> => {
  await tx.insertInto('nominationDraws').values(row).execute()
}

export const drawsOf = async (tx: Tx, area: string): Promise<readonly NominationDrawRow[]> => {
  const rows = await tx
    .selectFrom('nominationDraws')
    .selectAll()
    .where('area', '=', area)
    .orderBy('month', 'desc')
    .limit(36)
    .execute()
  return rows.map((row) => present(row))
}

/** Who voted in months before this one is forgotten. Gives how many marks went. */
export const dropMarks = async (tx: Tx, before: string): Promise<number> => {
  const rows = await tx
    .deleteFrom('nominationMarks')
    .where('month', '<', before)
    .returning('mark')
    .execute()
  return rows.length
}

const drawnFrom = (eb: ExpressionBuilder<Schema, 'nominations'>) =>
  eb
    .selectFrom('nominationDraws')
    .select('nominationDraws.id')
    .whereRef('nominationDraws.area', '=', 'nominations.area')
    .whereRef('nominationDraws.month', '=', 'nominations.month')

/** What was never shown, or was not drawn when its month was, of months before this one; its keys are to be destroyed. */
export const dropUnshown = async (tx: Tx, before: string): Promise<readonly string[]> => {
  const rows = await tx
    .deleteFrom('nominations')
    .where('month', '<', before)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['new', 'refused', 'joined']),
        eb.and([eb('state', '=', 'shown'), eb.exists(drawnFrom(eb))]),
      ]),
    )
    .returning(['id', 'keyId'])
    .execute()
  for (const { id } of rows)
    await tx.deleteFrom('nominationDays').where('nomination', '=', id).execute()
  return rows.map(({ keyId }) => keyId)
}
