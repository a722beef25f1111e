import { describe, expect, it } from 'vitest'
import {
  appendEvents,
  caseById,
  caseByNumber,
  caseEvents,
  casesOfHandle,
  nextNumber,
  saveCaseRow,
  saveTaskRows,
  tasksOf,
} from '#store/cases.ts'
import { addNews, markRead, unreadNews } from '#store/news.ts'
import { addPrecedent, precedentsOf } from '#store/precedents.ts'
import {
  clearThrottle,
  countWrongTry,
  keepReceipt,
  pruneThrottles,
  receiptByHmac,
  throttleOf,
} from '#store/receipts.ts'
import { aCase, anEvent, aTask, sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const numbers = (the: TheStore) =>
  describe('the numbers of an area', () => {
    it('of 64 reports filed at once, some of which fail, are unique and without gaps', async () => {
      const { db, again } = the()
      const other = await again()
      const file = async (n: number): Promise<number> =>
        await (n % 2 ? db : other).transaction(async (tx) => {
          await appendEvents(tx, `c${n}`, 0, [anEvent(`e${n}`, { type: 'filed' })])
          const number = await nextNumber(tx, '500153', 2026)
          if (n % 8 === 0) throw new Error('the disk said no')
          await saveCaseRow(tx, aCase(`c${n}`, { number: `RC-2026-${number}` }))
          return number
        })
      const filed = await Promise.allSettled(
        Array.from({ length: 64 }, async (_, n) => await file(n)),
      )
      const taken = filed.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 56 }, (_, n) => n + 1))
    })

    it('begin at 1 for each area and each year', async () => {
      const taken = await the().db.transaction(async (tx) => [
        await nextNumber(tx, '500153', 2026),
        await nextNumber(tx, '500153', 2026),
        await nextNumber(tx, '500153', 2027),
        await nextNumber(tx, '370300', 2026),
      ])
      expect(taken).toEqual([1, 2, 1, 1])
    })
  })

const history = (the: TheStore) =>
  describe('the history of a case', () => {
    it('is read as it was appended', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        expect(await appendEvents(tx, 'c1', 0, [anEvent('e1'), anEvent('e2')])).toBe(2)
        expect(await appendEvents(tx, 'c1', 2, [anEvent('e3', { type: 'closed' })])).toBe(3)
      })
      const events = await db.read(async (tx) => await caseEvents(tx, 'c1'))
      expect(events.map(({ seq, id, type }) => `${seq} ${id} ${type}`)).toEqual([
        '1 e1 noted',
        '2 e2 noted',
        '3 e3 closed',
      ])
      expect(Buffer.from(events[0]?.sealed ?? [])).toEqual(sealed('e1'))
    })

    it('is not written over: of two officers who knew the same version, one is refused', async () => {
      const { db } = the()
      await db.transaction(async (tx) => await appendEvents(tx, 'c1', 0, [anEvent('e1')]))
      await db.transaction(async (tx) => await appendEvents(tx, 'c1', 1, [anEvent('e2')]))
      const late = db.transaction(async (tx) => await appendEvents(tx, 'c1', 1, [anEvent('e3')]))
      await expect(late).rejects.toThrow('changed meanwhile')
      expect(await db.read(async (tx) => await caseEvents(tx, 'c1'))).toHaveLength(2)
    })

    it('takes every one of many officers who read it in the same transaction', async () => {
      const { db, again } = the()
      const other = await again()
      const add = async (n: number): Promise<void> =>
        await (n % 2 ? db : other).transaction(async (tx) => {
          const { length } = await caseEvents(tx, 'c1')
          await appendEvents(tx, 'c1', length, [anEvent(`e${n}`)])
        })
      // More than Db.transaction tries again for one of them would be a fault of the test, not of the store.
      for (let n = 0; n < 12; n += 2) await Promise.all([add(n), add(n + 1)])
      const events = await db.read(async (tx) => await caseEvents(tx, 'c1'))
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1))
    })
  })

const columns = (the: TheStore) =>
  describe('the plain columns of a case', () => {
    it('are found by id, number and person', async () => {
      const { db } = the()
      const urgent = aCase('c2', { urgent: 'life', acknowledgedAt: 5, receivedAt: 2_000 })
      await db.transaction(async (tx) => {
        await saveCaseRow(tx, aCase('c1', { waitingSince: 7 }))
        await saveCaseRow(tx, aCase('c1', { state: 'accepted' }))
        await saveCaseRow(tx, urgent)
      })
      await db.read(async (tx) => {
        expect(await caseById(tx, 'c1')).toEqual(aCase('c1', { state: 'accepted' }))
        expect(await caseByNumber(tx, urgent.number)).toEqual(urgent)
        expect((await casesOfHandle(tx, 'h1')).map(({ id }) => id)).toEqual(['c2', 'c1'])
      })
    })

    it('and its tasks are written anew as a whole', async () => {
      const { db } = the()
      const kept = await db.transaction(async (tx) => {
        await saveTaskRows(tx, 'c1', [aTask('t1'), aTask('t2')])
        await saveTaskRows(tx, 'c1', [aTask('t1', { state: 'accepted' }), aTask('t3')])
        return await tasksOf(tx, 'c1')
      })
      expect(kept).toEqual([aTask('t1', { state: 'accepted' }), aTask('t3')])
    })
  })

const reporter = (the: TheStore) =>
  describe('what a reporter is told', () => {
    it('is news until it was shown', async () => {
      const { db } = the()
      const news = (id: string, at: number) => ({
        id,
        caseId: 'c1',
        handle: 'h1',
        sealed: sealed(id),
        at,
      })
      await db.transaction(async (tx) => {
        await saveCaseRow(tx, aCase('c1'))
        for (const row of [news('n2', 2), news('n1', 1), news('n1', 1)]) await addNews(tx, row)
        await markRead(tx, ['n1'], 5)
        await addNews(tx, news('n1', 1))
      })
      const unread = await db.read(async (tx) => await unreadNews(tx, 'h1'))
      expect(unread.map(({ id, keyId, number }) => `${id} ${keyId} ${number}`)).toEqual([
        'n2 key of c1 RC-2026-c1',
      ])
    })

    it('a receipt is found by the passcode’s HMAC alone', async () => {
      const receipt = { number: 'RC-2026-00001', caseId: 'c1', passcodeHmac: 'hmac' }
      await the().db.transaction(async (tx) => await keepReceipt(tx, receipt))
      await the().db.read(async (tx) => {
        expect(await receiptByHmac(tx, 'hmac')).toEqual(receipt)
        expect(await receiptByHmac(tx, 'other')).toBeUndefined()
      })
    })

    it('wrong passcodes slow the one who asks, and nobody else', async () => {
      await the().db.transaction(async (tx) => {
        for (let n = 0; n < 3; n++) expect((await countWrongTry(tx, 'a', 1_000)).until).toBe(0)
        expect(await countWrongTry(tx, 'a', 1_000)).toEqual({ tries: 4, until: 31_000 })
        for (let n = 0; n < 30; n++) await countWrongTry(tx, 'a', 1_000)
        expect((await throttleOf(tx, 'a')).until).toBe(3_601_000)
        expect(await throttleOf(tx, 'b')).toEqual({ tries: 0, until: 0 })
        await clearThrottle(tx, 'a')
        expect(await throttleOf(tx, 'a')).toEqual({ tries: 0, until: 0 })
        await countWrongTry(tx, 'b', 1_000)
        await pruneThrottles(tx, 5_000)
        expect((await throttleOf(tx, 'b')).tries).toBe(0)
      })
    })
  })

const rulings = (the: TheStore) =>
  describe('a ruling', () => {
    it('becomes a precedent of its area, the newest first, its reason sealed', async () => {
      const ruling = (number: string, on: string) => ({
        number,
        area: '500153',
        offence: 'B2',
        lead: 'market-regulation',
        cooperate: ['health-commission'],
        on,
        at: 1,
        keyId: 'k',
        sealed: sealed(number),
      })
      const found = await the().db.transaction(async (tx) => {
        await addPrecedent(tx, ruling('RC-1', '2026-01-05'))
        await addPrecedent(tx, ruling('RC-2', '2026-03-05'))
        await addPrecedent(tx, { ...ruling('RC-1', '2026-01-06'), cooperate: [] })
        await addPrecedent(tx, { ...ruling('ZB-1', '2026-01-06'), area: '370300' })
        await addPrecedent(tx, { ...ruling('RC-0', '2026-01-06'), at: 2, cooperate: [] })
        return await precedentsOf(tx, '500153')
      })
      expect(found.map(({ number, on, cooperate }) => ({ number, on, cooperate }))).toEqual([
        { number: 'RC-2', on: '2026-03-05', cooperate: ['health-commission'] },
        { number: 'RC-0', on: '2026-01-06', cooperate: [] },
        { number: 'RC-1', on: '2026-01-06', cooperate: [] },
      ])
    })
  })

export const caseContract = (the: TheStore): void => {
  numbers(the)
  history(the)
  columns(the)
  reporter(the)
  rulings(the)
}
