import { describe, expect, it } from 'vitest'
import { forgetFacts, keepFacts, keepMonth, monthFigures, type FactRow } from '#store/facts.ts'
import { countBehind, figures, happenedIn, inHandBy, listBehind } from '#store/figures.ts'
import { saveCaseRow } from '#store/cases.ts'
import type { Db } from '#store/transaction.ts'
import { aCase } from './builders.ts'
import type { TheStore } from './contract.ts'

const aFact = (caseId: string, more: Partial<FactRow> = {}): FactRow => ({
  caseId,
  task: 't1',
  area: '500153',
  office: 'o1',
  department: 'd1',
  offence: 'A1',
  place: 'p1',
  channel: 'web-chat',
  state: 'open',
  dueOn: '2026-11-10',
  givenOn: '2026-10-20',
  acceptedOn: null,
  acceptDays: null,
  closedOn: null,
  closeDays: null,
  late: 0,
  unnumbered: 0,
  backOn: null,
  again: 0,
  ...more,
})

const keep = async (db: Db, row: FactRow): Promise<void> =>
  await db.transaction(async (tx) => {
    await saveCaseRow(tx, aCase(row.caseId))
    await keepFacts(tx, row.caseId, { rows: [row], month: '2026-11' })
  })

const closed = { state: 'closed', closedOn: '2026-11-02', closeDays: 9, late: 1 } as const
const asked = { area: '500153', today: '2026-11-20', soon: '2026-11-21', end: '2026-11-30' }
const span = { area: '500153', from: '2026-10-01', to: '2026-11-30' }

/** Of counting, on every database. */
export const figureContract = (the: TheStore) =>
  describe('the figures', () => {
    it('are numbers, and the cases behind them are as many', async () => {
      const { db } = the()
      await keep(db, aFact('c1'))
      await keep(db, aFact('c2', { dueOn: '2026-11-20', department: 'd2' }))
      await keep(db, aFact('c3', closed))
      await keep(db, aFact('c4', { state: 'returned', backOn: '2026-11-03', again: 1 }))
      await db.read(async (tx) => {
        expect(await inHandBy(tx, 'department', asked)).toEqual([
          { key: 'd1', open: 1, due: 0, overdue: 1, owed: 1 },
          { key: 'd2', open: 1, due: 1, overdue: 0, owed: 0 },
        ])
        const rows = await happenedIn(tx, span)
        const told = rows.map(({ what, count }) => `${what} ${count}`)
        expect(told.toSorted()).toEqual(['closed 1', 'given 1', 'given 2', 'returned 1'])
        const counts: Record<string, number> = {}
        for (const figure of figures) {
          const behind = { ...asked, ...span, figure, key: '' }
          counts[figure] = await countBehind(tx, behind)
          const list = await listBehind(tx, behind, { limit: 9 })
          expect(list).toHaveLength(counts[figure] ?? 0)
        }
        expect(counts).toMatchObject({ open: 2, due: 1, overdue: 1, given: 3, closed: 1, late: 1 })
        expect(counts).toMatchObject({ returned: 1, again: 1, accepted: 0, unnumbered: 0 })
      })
    })

    it('a counted month that is touched later is dropped, the others stay', async () => {
      const { db } = the()
      await keep(db, aFact('c1', closed))
      const months = async () =>
        await db.read(async (tx) => {
          const kept = await monthFigures(tx, {
            ...span,
            office: '',
            from: '2026-08',
            to: '2026-12',
          })
          return [...kept.keys()].toSorted()
        })
      const count = async () =>
        await db.transaction(async (tx) => {
          for (const month of ['2026-09', '2026-10'])
            await keepMonth(tx, { area: '500153', month }, new Map([['', '{}']]))
        })
      await count()
      await keep(db, aFact('c1', closed))
      expect(await months()).toEqual(['2026-09', '2026-10'])
      await keep(db, aFact('c1', { ...closed, unnumbered: 1 }))
      expect(await months()).toEqual(['2026-09'])
      await count()
      await db.transaction(async (tx) => await forgetFacts(tx, 'c1'))
      expect(await months()).toEqual(['2026-09'])
      const rows = await db.read(async (tx) => await happenedIn(tx, span))
      expect(rows).toMatchObject([
        { what: 'given', place: '', channel: '' },
        { what: 'closed', place: '', channel: '' },
      ])
    })
  })
