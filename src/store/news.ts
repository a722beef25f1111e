import { dayOf, startOf } from '#core/clock.ts'
import { kept } from './kept.ts'
import type { Tx } from './transaction.ts'

/** What a reporter has not read yet; opened with the key of its case. */
export interface NewsRow {
  readonly id: string
  readonly caseId: string
  readonly handle: string
  readonly sealed: Uint8Array
  readonly at: number
}

/**
 * Adding the same news, by its id, a second time changes nothing. They are read in the order in which they came, also where the
 * clock stood still, was set back, or is another machine's.
 */
export const addNews = async (tx: Tx, row: NewsRow): Promise<void> => {
  const [last] = await lastUnread(tx, { handle: row.handle })
  const at = Math.max(row.at, (last?.at ?? 0) + 1)
  await tx
    .insertInto('news')
    .values({ ...row, at, readAt: null, lostAt: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

const lastUnread = kept((tx, { handle }: { readonly handle: string }) =>
  tx
    .selectFrom('news')
    .select('at')
    .where('handle', '=', handle)
    .where('readAt', 'is', null)
    .orderBy('at', 'desc')
    .limit(1),
)

/** Unread news of a person, oldest first, each with the key of its case. */
export const unreadNews = async (
  tx: Tx,
  handle: string,
): Promise<readonly (NewsRow & { readonly keyId: string; readonly number: string })[]> =>
  await tx
    .selectFrom('news as n')
    .innerJoin('cases as c', 'c.id', 'n.caseId')
    .select(['n.id', 'n.caseId', 'n.handle', 'n.sealed', 'n.at', 'c.keyId', 'c.number'])
    .where('n.handle', '=', handle)
    .where('n.readAt', 'is', null)
    .orderBy('n.at')
    .orderBy('n.id')
    .execute()

/** Only what was shown: news that arrived meanwhile stays unread. Of the moment the day is kept: it leads to no conversation. */
export const markRead = async (tx: Tx, ids: readonly string[], at: number): Promise<void> => {
  if (ids.length === 0) return
  await tx
    .updateTable('news')
    .set({ readAt: startOf(dayOf(at)) })
    .where('id', 'in', ids)
    .where('readAt', 'is', null)
    .execute()
}

/** The day on which one of the news was read, as its first instant. */
export const newsReadAt = async (tx: Tx, id: string): Promise<number | undefined> => {
  const row = await tx.selectFrom('news').select('readAt').where('id', '=', id).executeTakeFirst()
  return row?.readAt ?? undefined
}
