import { describe, expect, it } from 'vitest'
import {
  dropRating,
  dueRatings,
  markAsked,
  planRating,
  ratingCounts,
  ratingOf,
  saveRating,
  unlinkRating,
} from '#store/ratings.ts'
import type { Tx } from '#store/transaction.ts'
import type { TheStore } from './contract.ts'

const area = '500153'
const all = { area, from: 0, to: 1_000 }
const plan = async (tx: Tx, caseId: string, more: object = {}): Promise<void> => {
  const row = { area, office: 'health', offence: 'A1', accuses: 0, news: `news of ${caseId}` }
  await planRating(tx, { caseId, askAt: 10, ...row, ...more })
}

export const ratingContract = (store: TheStore): void => {
  describe('what reporters think of the outcome', () => {
    it('a case is asked about once, from its time on', async () => {
      const seen = await store().db.transaction(async (tx) => {
        await plan(tx, 'c1')
        await plan(tx, 'c1', { askAt: 5 })
        await plan(tx, 'c2', { askAt: 7 })
        const due = [await dueRatings(tx, 6, 9), await dueRatings(tx, 10, 9)]
        await markAsked(tx, 'c1', 11)
        return { due, left: await dueRatings(tx, 99, 9) }
      })
      expect(seen).toEqual({ due: [[], ['c2', 'c1']], left: ['c2'] })
    })

    it('a question that is idle is taken back, an answer is not', async () => {
      const seen = await store().db.transaction(async (tx) => {
        for (const id of ['waits', 'asked', 'answered']) await plan(tx, id)
        await markAsked(tx, 'asked', 11)
        await saveRating(tx, 'answered', { stillGoing: 'no', at: 12 })
        const news = []
        for (const id of ['waits', 'asked', 'answered', 'nobody'])
          news.push(await dropRating(tx, id))
        return { news, kept: (await ratingOf(tx, 'answered'))?.stillGoing }
      })
      expect(seen).toEqual({ news: [undefined, 'news of asked', undefined, undefined], kept: 'no' })
    })

    it('is counted by area, office and time, without what is told about officials, and after an erasure too', async () => {
      const seen = await store().db.transaction(async (tx) => {
        await plan(tx, 'c1')
        await plan(tx, 'c2', { office: 'market' })
        await plan(tx, 'c3', { accuses: 1 })
        await plan(tx, 'c4', { area: '211382' })
        await plan(tx, 'c5')
        for (const [n, id] of ['c1', 'c2', 'c3', 'c4', 'c5'].entries()) {
          await markAsked(tx, id, 100 + n)
          if (id !== 'c5') await saveRating(tx, id, { satisfaction: 'fair', at: 200 })
        }
        const before = await ratingCounts(tx, all)
        await unlinkRating(tx, 'c1')
        await unlinkRating(tx, 'c5')
        return {
          before,
          after: await ratingCounts(tx, all),
          office: (await ratingCounts(tx, { ...all, office: 'market' })).asked,
          none: (await ratingCounts(tx, { ...all, to: 100 })).asked,
          gone: await ratingOf(tx, 'c1'),
        }
      })
      expect(seen).toEqual({
        before: { asked: 3, stillGoing: {}, satisfaction: { fair: 2 } },
        after: { asked: 2, stillGoing: {}, satisfaction: { fair: 2 } },
        office: 1,
        none: 0,
        gone: undefined,
      })
    })
  })
}
