import { dayOf, startOf } from '#core/clock.ts'
import { presentFirst } from './row.ts'
import type { NewsRow } from './news.ts'
import type { Tx } from './transaction.ts'

/**
 * That news were told at a place beside the first: `mark` is a keyed digest of the message, so that nobody without the
 * vault's key sees which message of which conversation belongs to which report.
 */
export const keepHop = async (tx: Tx, hop: { readonly mark: string; readonly news: string }) => {
  await tx
    .insertInto('hops')
    .values(hop)
    .onConflict((conflict) => conflict.column('mark').doNothing())
    .execute()
}

export const isHop = async (tx: Tx, mark: string): Promise<boolean> =>
  (await tx.selectFrom('hops').select('news').where('mark', '=', mark).execute()).length > 0

/** Of which news a message was, by its mark. */
export const newsOfHop = async (tx: Tx, mark: string): Promise<NewsAt | undefined> =>
  presentFirst(
    await tx
      .selectFrom('news as n')
      .innerJoin('hops as h', 'h.news', 'n.id')
      .selectAll('n')
      .where('h.mark', '=', mark)
      .execute(),
  )

/** News with what became of them. `lostAt`: since that day there is no place left to tell it. */
export type NewsAt = NewsRow & { readonly readAt?: number; readonly lostAt?: number }

export const newsById = async (tx: Tx, id: string): Promise<NewsAt | undefined> =>
  presentFirst(await tx.selectFrom('news').selectAll().where('id', '=', id).execute())

/** No place is left: it waits until the person speaks or looks the report up, and stands on the desk's list. The day is kept. */
export const markLost = async (tx: Tx, id: string, at: number): Promise<void> => {
  await tx
    .updateTable('news')
    .set({ lostAt: startOf(dayOf(at)) })
    .where('id', '=', id)
    .execute()
}

/** The person has looked their report up: what could not be told has been seen. Gives how many there were. */
export const markFound = async (tx: Tx, caseId: string): Promise<void> => {
  await tx
    .updateTable('news')
    .set({ lostAt: null })
    .where('caseId', '=', caseId)
    .where('lostAt', 'is not', null)
    .execute()
}

export const hasLost = async (tx: Tx, caseId: string): Promise<boolean> =>
  (
    await tx
      .selectFrom('news')
      .select('id')
      .where('caseId', '=', caseId)
      .where('lostAt', 'is not', null)
      .limit(1)
      .execute()
  ).length > 0

/** A report whose person could not be told something. */
export interface LostNews {
  readonly number: string
  readonly area: string
  readonly count: number
  readonly since: number
}

/** Of an area, or of all where it is empty; what has stood longest first. `from`: how many are passed over. */
export const lostNews = async (
  tx: Tx,
  area: string,
  { limit, from }: { readonly limit: number; readonly from: number } = { limit: 200, from: 0 },
): Promise<readonly LostNews[]> => {
  const rows = await tx
    .selectFrom('news as n')
    .innerJoin('cases as c', 'c.id', 'n.caseId')
    .select((eb) => [
      'c.number',
      'c.area',
      eb.fn.countAll<number | string>().as('count'),
      eb.fn.min('n.lostAt').as('since'),
    ])
    .where('n.lostAt', 'is not', null)
    .where('n.readAt', 'is', null)
    .$if(area !== '', (query) => query.where('c.area', '=', area))
    .groupBy(['c.number', 'c.area'])
    .orderBy('since')
    .orderBy('c.number')
    .limit(limit)
    .offset(from)
    .execute()
  return rows.map(({ number, area: at, count, since }) => ({
    number,
    area: at,
    count: Number(count),
    since: Number(since),
  }))
}
