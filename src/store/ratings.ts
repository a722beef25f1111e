import { sql } from 'kysely'
import type { Rating } from '#core/rating.ts'
import type { RatingTables } from './rating-tables.ts'
import type { Tx } from './transaction.ts'

type Row = RatingTables['ratings']

/** Someone to ask one day. Once a case: a second one for the same changes nothing. */
export const planRating = async (
  tx: Tx,
  row: Pick<Row, 'caseId' | 'area' | 'office' | 'offence' | 'accuses' | 'news' | 'askAt'>,
): Promise<void> => {
  await tx
    .insertInto('ratings')
    .values({ ...row, askedAt: null, stillGoing: null, satisfaction: null, ratedAt: null })
    .onConflict((conflict) => conflict.column('caseId').doNothing())
    .execute()
}

/** The cases whose reporter is to be asked by now, the oldest first. */
export const dueRatings = async (
  tx: Tx,
  now: number,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('ratings')
    .select('caseId')
    .where('askedAt', 'is', null)
    .where('askAt', '<=', now)
    .orderBy('askAt')
    .limit(limit)
    .execute()
  return rows.map(({ caseId }) => caseId)
}

export const ratingOf = async (tx: Tx, caseId: string): Promise<Row | undefined> =>
  await tx.selectFrom('ratings').selectAll().where('caseId', '=', caseId).executeTakeFirst()

export const markAsked = async (tx: Tx, caseId: string, at: number): Promise<void> => {
  await tx.updateTable('ratings').set({ askedAt: at }).where('caseId', '=', caseId).execute()
}

/** Nobody is asked any more; gives the news by which it was asked, if it was. */
export const dropRating = async (tx: Tx, caseId: string): Promise<string | undefined> => {
  const row = await ratingOf(tx, caseId)
  if (!row || row.ratedAt !== null) return undefined
  await tx.deleteFrom('ratings').where('caseId', '=', caseId).execute()
  return row.askedAt === null ? undefined : row.news
}

export const saveRating = async (
  tx: Tx,
  caseId: string,
  { stillGoing, satisfaction, at }: Rating,
): Promise<void> => {
  await tx
    .updateTable('ratings')
    .set({ stillGoing: stillGoing ?? null, satisfaction: satisfaction ?? null, ratedAt: at })
    .where('caseId', '=', caseId)
    .execute()
}

/** The answer stays in the counts; which report it was of is gone. */
export const unlinkRating = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.deleteFrom('ratings').where('caseId', '=', caseId).where('ratedAt', 'is', null).execute()
  await tx
    .updateTable('ratings')
    .set({ caseId: sql`'gone:' || "news"`, news: '' })
    .where('caseId', '=', caseId)
    .execute()
}

/** How many were asked in a span of time, and how many of them answered what. */
export interface RatingCounts {
  readonly asked: number
  readonly stillGoing: Readonly<Record<string, number>>
  readonly satisfaction: Readonly<Record<string, number>>
}

/** Of an area, or of one office in it. Accusations are not told by number. */
export const ratingCounts = async (
  tx: Tx,
  asked: {
    readonly area: string
    readonly office?: string
    readonly from: number
    readonly to: number
  },
): Promise<RatingCounts> => {
  const { area, office, from, to } = asked
  const here = tx
    .selectFrom('ratings')
    .where('area', '=', area)
    .where('accuses', '=', 0)
    .where('askedAt', '>=', from)
    .where('askedAt', '<', to)
  const rows = await (office === undefined ? here : here.where('office', '=', office))
    .select((eb) => ['stillGoing', 'satisfaction', eb.fn.countAll<number | string>().as('count')])
    .groupBy(['stillGoing', 'satisfaction'])
    .execute()
  return {
    asked: rows.reduce((sum, { count }) => sum + Number(count), 0),
    stillGoing: summed(rows, 'stillGoing'),
    satisfaction: summed(rows, 'satisfaction'),
  }
}

function summed<K extends 'stillGoing' | 'satisfaction'>(
  rows: readonly ({ readonly [name in K]: string | null } & { readonly count: number | string })[],
  name: K,
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const row of rows) {
    const answer = row[name]
    if (answer !== null) sums[answer] = (sums[answer] ?? 0) + Number(row.count)
  }
  return sums
}
