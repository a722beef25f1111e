import { describe, expect, it } from 'vitest'
import { saveCaseRow } from '#store/cases.ts'
import { keepFacts, type FactRow } from '#store/facts.ts'
import {
  daysCounted,
  flockMembers,
  flocksWith,
  keepDay,
  noteWatched,
  seriesBetween,
  sumsBetween,
  toldBetween,
  watchedUntil,
} from '#store/surge-counts.ts'
import type { Tx } from '#store/transaction.ts'
import {
  addWarning,
  addWarningEvent,
  adverseNew,
  adverseUnnoted,
  casesOfWarning,
  changeWarning,
  forgetWarnings,
  isWarnedOf,
  listWarnings,
  nextWarning,
  noteAdverseSigns,
  warningById,
  warningEvents,
  warningsOfSeries,
  type WarningRow,
} from '#store/warnings.ts'
import { aCase } from './builders.ts'
import type { TheStore } from './contract.ts'

const area = '500153'
const span = { area, from: '2026-10-01', to: '2026-10-31' }

const aWarning = (id: string, nth: number, more: Partial<WarningRow> = {}): WarningRow => ({
  id,
  area,
  nth,
  kind: 'surge',
  once: `surge ${id}`,
  series: 'cell:A1 p1',
  offence: 'A1',
  place: 'p1',
  subject: '',
  grade: 1,
  state: 'raised',
  clause: '四(六)',
  department: ' health-commission ',
  fromOn: '2026-10-01',
  toOn: '2026-10-03',
  senders: 7,
  cases: 8,
  expected: 120,
  keyId: 'k1',
  version: 1,
  raisedAt: 1,
  changedAt: 1,
  ...more,
})

const aFact = (caseId: string, more: Partial<FactRow> = {}): FactRow => ({
  caseId,
  task: 't1',
  area,
  office: 'o1',
  department: 'd1',
  offence: 'A1',
  place: 'p1',
  channel: 'web-chat',
  state: 'open',
  dueOn: '2026-12-10',
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

const tell = async (tx: Tx, caseId: string, handle: string, flock?: string): Promise<void> => {
  await saveCaseRow(tx, { ...aCase(caseId), area, handle })
  await keepFacts(tx, caseId, { rows: [aFact(caseId)], month: '2026-11' })
  if (flock !== undefined)
    await tx
      .insertInto('likenesses')
      .values({ caseId, area, handle, at: 10, flock, marks: new Uint8Array([1]) })
      .execute()
}

/** Of warnings, on every database. */
export const warningContract = (the: TheStore) =>
  describe('the warnings', () => {
    it('counts each matter on the day it was first given, and nothing of accusations, of erased or of blocked', async () => {
      await the().db.transaction(async (tx) => {
        await tell(tx, 'c1', 'h1', 'f1')
        await tell(tx, 'c2', 'h2')
        const again = [aFact('c2'), aFact('c2', { task: 't2', givenOn: '2026-10-25' })]
        await keepFacts(tx, 'c2', { rows: again, month: '2026-11' })
        await tell(tx, 'c3', 'h3')
        await saveCaseRow(tx, { ...aCase('c3'), area, accuses: '' })
        await tell(tx, 'c4', 'h4')
        await saveCaseRow(tx, { ...aCase('c4'), area, erasedAt: 5 })
        await tell(tx, 'c5', 'h5')
        await tx.insertInto('shelved').values({ caseId: 'c5', block: 'b', area, at: 1 }).execute()
        const told = await toldBetween(tx, span)
        expect(
          told
            .map(({ caseId, day, handle, flock }) => `${caseId} ${day} ${handle} ${flock}`)
            .toSorted(),
        ).toEqual(['c1 2026-10-20 h1 f1', 'c2 2026-10-20 h2 '])
        expect(await adverseUnnoted(tx, { ...span, offences: ['A1'] })).toHaveLength(3)
      })
    })

    it('keeps the counts of a day in place of those before, and sums them', async () => {
      await the().db.transaction(async (tx) => {
        const day = { area, day: '2026-10-02', at: 7 }
        await keepDay(tx, day, [{ kind: 'area', key: '', senders: 9 }])
        await keepDay(tx, day, [
          { kind: 'area', key: '', senders: 3 },
          { kind: 'offence', key: 'A1', senders: 2 },
        ])
        await keepDay(tx, { ...day, day: '2026-10-03' }, [
          { kind: 'offence', key: 'A1', senders: 1 },
        ])
        expect(await daysCounted(tx, span)).toEqual(
          new Map([
            ['2026-10-02', 7],
            ['2026-10-03', 7],
          ]),
        )
        const sums = await sumsBetween(tx, span)
        expect(sums.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
          { kind: 'area', key: '', senders: 3 },
          { kind: 'offence', key: 'A1', senders: 3 },
        ])
        const series = await seriesBetween(tx, span, { kind: 'offence', key: 'A1' })
        expect(series.get('2026-10-03')).toBe(1)
        expect(await watchedUntil(tx, area)).toBeUndefined()
        await noteWatched(tx, day)
        await noteWatched(tx, { ...day, day: '2026-10-03' })
        expect(await watchedUntil(tx, area)).toBe('2026-10-03')
      })
    })

    it('finds groups of similar texts with how many senders they have', async () => {
      await the().db.transaction(async (tx) => {
        await tell(tx, 'c1', 'h1', 'f1')
        await tell(tx, 'c2', 'h2', 'f1')
        await tell(tx, 'c3', 'h2', 'f1')
        await tell(tx, 'c4', 'h4', 'f2')
        expect(await flocksWith(tx, ['c1'], 0)).toEqual([{ flock: 'f1', cases: 3, senders: 2 }])
        expect(await flocksWith(tx, ['c1', 'c4'], 11)).toEqual([])
        expect(await flockMembers(tx, 'f1', 0)).toHaveLength(3)
      })
    })

    it('are numbered, changed once each, listed by department, and their history only grows', async () => {
      await the().db.transaction(async (tx) => {
        await tell(tx, 'c1', 'h1')
        expect(await nextWarning(tx, area)).toBe(1)
        await addWarning(tx, aWarning('w1', 1), ['c1'])
        await addWarning(tx, aWarning('w2', 2, { department: '', grade: 3, kind: 'adverse' }), [
          'c1',
        ])
        expect(await nextWarning(tx, area)).toBe(3)
        expect(await isWarnedOf(tx, { area, once: 'surge w1' })).toBe(true)
        const asked = { area, open: true, limit: 10 }
        expect((await listWarnings(tx, asked)).map(({ id }) => id)).toEqual(['w2', 'w1'])
        const own = await listWarnings(tx, { ...asked, departments: ['health-commission'] })
        expect(own.map(({ id }) => id)).toEqual(['w1'])
        expect(await changeWarning(tx, { id: 'w1', version: 1 }, { state: 'closed' })).toBe(true)
        expect(await changeWarning(tx, { id: 'w1', version: 1 }, { state: 'raised' })).toBe(false)
        expect(await listWarnings(tx, { ...asked, open: false })).toMatchObject([
          { id: 'w1', version: 2 },
        ])
        for (const type of ['raised', 'closed'])
          await addWarningEvent(tx, {
            warning: 'w1',
            id: `e-${type}`,
            type,
            at: 1,
            by: 'clock',
            facts: '{}',
            sealed: null,
          })
        expect((await warningEvents(tx, 'w1')).map(({ seq, type }) => `${seq} ${type}`)).toEqual([
          '1 raised',
          '2 closed',
        ])
        const series = 'cell:A1 p1'
        expect(await warningsOfSeries(tx, { area, series })).toHaveLength(2)
        const hidden = { department: [], unnamed: false }
        expect(await casesOfWarning(tx, 'w1', { hidden })).toHaveLength(1)
        expect(await casesOfWarning(tx, 'w1', { hidden, office: 'nobody' })).toEqual([])
        await noteAdverseSigns(tx, { caseId: 'c1', area, at: 1, grave: 0, signs: '', raised: 0 })
        expect(await adverseNew(tx, 5)).toHaveLength(1)
        await forgetWarnings(tx, 'c1')
        expect(await adverseNew(tx, 5)).toEqual([])
        expect(await casesOfWarning(tx, 'w1', { hidden })).toEqual([])
        expect(await warningById(tx, 'w2')).toMatchObject({ place: '', once: 'w2' })
        expect(await warningById(tx, 'w1')).toMatchObject({ place: 'p1' })
      })
    })
  })
