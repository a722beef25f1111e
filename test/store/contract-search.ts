import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { letGoCase } from '#store/let-go.ts'
import { casesByNumberEnd, casesInScope } from '#store/search-scope.ts'
import {
  findByTokens,
  forgetSearchRow,
  keepSearchRow,
  notSearchable,
  type SearchTerms,
} from '#store/searched.ts'
import { nextNumber, saveCaseRow, saveTaskRows } from '#store/cases.ts'
import type { Db } from '#store/transaction.ts'
import { aCase, aTask } from './builders.ts'
import type { TheStore } from './contract.ts'

const keep = async (db: Db, caseId: string, at: number, tokens: readonly string[], form = 1) =>
  await db.transaction(async (tx) => await keepSearchRow(tx, { caseId, at, tokens, form }))

const finds = async (db: Db, terms: SearchTerms, before = 9e15, limit = 50) => {
  const found = await db.read(async (tx) => await findByTokens(tx, terms, { before, limit }))
  return found.map(({ caseId }) => caseId)
}

const one = (...tokens: readonly string[]): SearchTerms => [[tokens]]

/** Of searching by tokens, on every database. */
export const searchContract = (the: TheStore) =>
  describe('the search index', () => {
    it('finds by all tokens of a way and any way of a term, newest first, page by page', async () => {
      const { db } = the()
      await keep(db, 'c1', 1000, ['aaaa', 'bbbb'])
      await keep(db, 'c2', 3000, ['aaaa', 'cccc'])
      await keep(db, 'c3', 2000, ['aaaa', 'bbbb', 'cccc'])
      expect(await finds(db, one('aaaa'))).toEqual(['c2', 'c3', 'c1'])
      expect(await finds(db, one('aaaa', 'bbbb'))).toEqual(['c3', 'c1'])
      expect(await finds(db, [[['bbbb']], [['cccc']]])).toEqual(['c3'])
      expect(await finds(db, [[['bbbb'], ['cccc']]])).toEqual(['c2', 'c3', 'c1'])
      expect(await finds(db, [[['bbbb', 'cccc'], ['2222']]])).toEqual(['c3'])
      expect(await finds(db, one('aaaa'), 3000)).toEqual(['c3', 'c1'])
      expect(await finds(db, one('aaaa'), 9e15, 2)).toEqual(['c2', 'c3'])
      expect(await finds(db, one('zzzz'))).toEqual([])
    })

    it('keeps reports of one moment apart, each found once', async () => {
      const { db } = the()
      for (const id of ['c1', 'c2', 'c3']) await keep(db, id, 1000, ['aaaa'])
      expect((await finds(db, one('aaaa'))).toSorted()).toEqual(['c1', 'c2', 'c3'])
    })

    it('writes tokens anew in place of those before; what went is found no more', async () => {
      const { db } = the()
      await keep(db, 'c1', 1000, ['aaaa', 'bbbb'])
      await keep(db, 'c1', 1000, ['bbbb', 'cccc'])
      await keep(db, 'c1', 1000, ['bbbb', 'cccc'])
      expect(await finds(db, one('aaaa'))).toEqual([])
      expect(await finds(db, one('bbbb', 'cccc'))).toEqual(['c1'])
    })

    it('keeps nothing of a case that is forgotten, not a token in its pages', async () => {
      const { db } = the()
      await keep(db, 'c1', 1000, ['aaaa', 'gggg'])
      await keep(db, 'c2', 2000, ['aaaa'])
      const isOnDisk = async (token: string): Promise<boolean> => {
        await db.read(async (tx) => await tx.selectFrom('searched').select('caseId').execute())
        return ['', '-wal'].some((journal) => {
          const file = `${db.path ?? ''}${journal}`
          return existsSync(file) && readFileSync(file).includes(token)
        })
      }
      if (db.path !== undefined) expect(await isOnDisk('gggg')).toBe(true)
      await db.transaction(async (tx) => {
        await letGoCase(tx, 'c1', 'RC-2026-00001')
        await forgetSearchRow(tx, 'never-there')
      })
      expect(await finds(db, one('aaaa'))).toEqual(['c2'])
      expect(await finds(db, one('gggg'))).toEqual([])
      if (db.path === undefined) return
      const other = new DatabaseSync(db.path)
      other.exec('pragma wal_checkpoint(truncate)')
      other.close()
      expect([await isOnDisk('aaaa'), await isOnDisk('gggg')]).toEqual([true, false])
    })

    it('knows which cases are of an older form or have none yet', async () => {
      const { db } = the()
      await keep(db, 'c1', 1000, ['aaaa'], 1)
      await keep(db, 'c2', 2000, ['aaaa'], 2)
      const older = async (form: number) =>
        await db.read(async (tx) => await notSearchable(tx, form, 10))
      expect(await older(1)).toEqual([])
      expect(await older(2)).toEqual(['c1'])
      await keep(db, 'c1', 1000, ['aaaa'], 2)
      expect(await older(2)).toEqual([])
    })

    it('takes back what a transaction that failed had written', async () => {
      const { db } = the()
      await keep(db, 'c1', 1000, ['aaaa'])
      const failing = db.transaction(async (tx) => {
        await keepSearchRow(tx, { caseId: 'c1', at: 1000, tokens: ['bbbb'], form: 1 })
        await keepSearchRow(tx, { caseId: 'c2', at: 1000, tokens: ['aaaa'], form: 1 })
        throw new Error('on purpose')
      })
      await expect(failing).rejects.toThrow('on purpose')
      expect(await finds(db, one('aaaa'))).toEqual(['c1'])
      expect(await finds(db, one('bbbb'))).toEqual([])
    })

    it('leaves out what is of another area, office or queue, or accuses the reader’s own', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        await saveCaseRow(tx, aCase('c1'))
        await saveTaskRows(tx, 'c1', [aTask('t1', { office: 'office-health' })])
        await saveCaseRow(tx, aCase('c2', { accuses: 'health-commission' }))
        await saveTaskRows(tx, 'c2', [aTask('t1', { office: 'office-police', state: 'concluded' })])
        await saveCaseRow(tx, aCase('c3', { area: '370300' }))
      })
      const { area } = aCase('c1')
      const nobody = { department: [], unnamed: false }
      const within = async (
        more: object,
        hidden: { readonly department: readonly string[]; readonly unnamed: boolean } = nobody,
      ) => {
        const rows = await db.read(
          async (tx) => await casesInScope(tx, ['c1', 'c2', 'c3'], { area, hidden, ...more }),
        )
        return [...rows].toSorted()
      }
      expect(await within({})).toEqual(['c1', 'c2'])
      expect(await within({}, { department: ['health-commission'], unnamed: false })).toEqual([
        'c1',
      ])
      expect(await within({ office: 'office-police' })).toEqual(['c2'])
      expect(await within({ queue: 'mine' })).toEqual(['c1'])
      expect(await within({ queue: 'done' })).toEqual(['c2'])
      expect(await within({ queue: 'done', office: 'office-health' })).toEqual([])
      expect(await within({ queue: 'urgent' })).toEqual([])
      const none = await db.read(async (tx) => await casesInScope(tx, [], { area, hidden: nobody }))
      expect([...none]).toEqual([])
    })

    it('finds a number by its last digits, in every year, the number itself too', async () => {
      const { db } = the()
      const { area } = aCase('c1')
      await db.transaction(async (tx) => {
        for (const year of [2025, 2026])
          for (let n = 1; n <= 13; n += 1) {
            const serial = String(await nextNumber(tx, area, year)).padStart(5, '0')
            await saveCaseRow(
              tx,
              aCase(`c${year}-${n}`, {
                number: `LY-${year}-${serial}`,
                receivedAt: year * 100 + n,
              }),
            )
          }
      })
      const ends = async (serial: string, year?: number) => {
        const end = { letters: 'LY', serial, ...(year === undefined ? {} : { year }) }
        const rows = await db.read(async (tx) => await casesByNumberEnd(tx, area, end))
        return rows.map(({ number }) => number)
      }
      expect(await ends('3')).toEqual(['LY-2026-00003', 'LY-2025-00003'])
      expect(await ends('00013', 2025)).toEqual(['LY-2025-00013'])
      expect(await ends('14')).toEqual([])
      expect(await ends('0')).toEqual([])
      expect(await ends('999999999')).toEqual([])
    })
  })
