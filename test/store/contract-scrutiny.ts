import { describe, expect, it } from 'vitest'
import {
  closedFiles,
  fileCheckCounts,
  fileChecksOf,
  forgetFindings,
  keepFileChecks,
  saveFileCheck,
  type FileCheckRow,
} from '#store/file-checks.ts'
import { keepLedgerEvent, ledgerEvents, ledgerItems } from '#store/ledger.ts'
import {
  answersByOffice,
  keepReopened,
  overdueByOffice,
  reopenedByOffice,
} from '#store/scrutiny-figures.ts'
import { keepScrutinyEvent, scrutiniesOf, scrutinyEvents } from '#store/scrutiny.ts'
import type { Tx } from '#store/transaction.ts'
import type { TheStore } from './contract.ts'

const area = '500153'
const sealed = Uint8Array.of(1, 2, 3)

const aFile = async (tx: Tx, id: string, more: object = {}): Promise<void> => {
  const plain = { state: 'concluded', offence: 'A1', area, version: 1, handle: 'h', keyId: 'k' }
  const row = { id, number: `RC-${id}`, ...plain, receivedAt: 0, changedAt: 0 }
  await tx.insertInto('cases').values(row).execute()
  const days = { dueOn: '2026-03-01', givenOn: '2026-02-01', acceptedOn: null, acceptDays: null }
  const none = { late: 0, unnumbered: 0, backOn: null, again: 0 }
  const who = { office: 'health', department: 'health-commission', offence: 'A1', place: '' }
  const fact = { caseId: id, task: 't1', area, ...who, channel: '', ...days, ...none }
  const closed = { state: 'closed', closedOn: '2026-02-10', closeDays: 6 }
  await tx
    .insertInto('facts')
    .values({ ...fact, ...closed, ...more })
    .execute()
}

const open = { state: 'open', closedOn: null, closeDays: null }

const drawn = (caseId: string, more: Partial<FileCheckRow> = {}): FileCheckRow => ({
  scrutiny: 's1',
  caseId,
  task: 't1',
  nth: 1,
  department: 'health-commission',
  office: 'health',
  outcome: 'none',
  grade: '',
  state: 'to-check',
  dueOn: '',
  aspects: '',
  by: '',
  at: null,
  keyId: 'k',
  sealed: null,
  ...more,
})

/** Whatever the dialect gives for a count. */
const plain = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        ['overdue', 'owed', 'count', 'answered', 'dissatisfied'].includes(name)
          ? Number(value)
          : (value as unknown),
      ]),
    ),
  )

export const scrutinyContract = (store: TheStore): void => {
  describe('the supervision of departments', () => {
    it('counts by office what is overdue, what was looked at again and who was not content', async () => {
      const seen = await store().db.transaction(async (tx) => {
        await aFile(tx, 'c1', open)
        await aFile(tx, 'c2', { ...open, dueOn: '2026-09-01' })
        await aFile(tx, 'c3')
        const one = { task: 't1', office: 'health', day: '2026-05-05' }
        await keepReopened(tx, { caseId: 'c3', area }, [one])
        await keepReopened(tx, { caseId: 'c3', area }, [{ ...one, day: '2026-06-06' }])
        for (const [n, satisfaction] of ['satisfied', 'dissatisfied', null].entries())
          await tx
            .insertInto('ratings')
            .values({
              caseId: `c${n}`,
              area,
              office: 'health',
              offence: 'A1',
              accuses: 0,
              news: '',
              askAt: 1,
              askedAt: 2,
              stillGoing: null,
              satisfaction,
              ratedAt: 3,
            })
            .execute()
        const span = { area, from: '2026-01-01', to: '2026-06-30' }
        return {
          overdue: plain(await overdueByOffice(tx, { ...span, today: '2026-11-20' })),
          reopened: plain(await reopenedByOffice(tx, span)),
          answers: plain(await answersByOffice(tx, { area, from: 0, to: 9 })),
        }
      })
      expect(seen).toEqual({
        overdue: [{ office: 'health', overdue: 2, owed: 1 }],
        reopened: [{ office: 'health', count: 1 }],
        answers: [{ office: 'health', answered: 2, dissatisfied: 1 }],
      })
    })

    it('finds the closed files of a span, and loses what was found in one that is erased, not that it was found', async () => {
      const seen = await store().db.transaction(async (tx) => {
        for (const id of ['c1', 'c2']) await aFile(tx, id)
        await aFile(tx, 'c3', { closedOn: '2026-08-01' })
        const span = { area, from: '2026-02-01', to: '2026-02-28' }
        const found = (await closedFiles(tx, span)).map(({ caseId }) => caseId)
        await keepFileChecks(tx, [drawn('c1'), drawn('c2', { nth: 2 })])
        const graded = { grade: 'wrong', state: 'to-mend', dueOn: '2026-03-01', sealed }
        await saveFileCheck(tx, drawn('c1', graded))
        const counts = plain(await fileCheckCounts(tx, ['s1'], '2026-11-20'))
        await forgetFindings(tx, 'c1')
        const rows = await fileChecksOf(tx, 's1')
        return {
          found,
          counts,
          left: rows.map(({ number, grade, sealed: own }) => [number, grade, own]),
        }
      })
      expect(seen.found).toEqual(['c1', 'c2'])
      expect(seen.counts).toEqual(
        expect.arrayContaining([
          {
            department: 'health-commission',
            grade: 'wrong',
            state: 'to-mend',
            count: 1,
            overdue: 1,
          },
          { department: 'health-commission', grade: '', state: 'to-check', count: 1, overdue: 0 },
        ]),
      )
      expect(seen.left).toEqual([
        ['RC-c1', 'wrong', null],
        ['RC-c2', '', null],
      ])
    })

    it('adds to a record and to the ledger only where nobody else did meanwhile', async () => {
      const { db } = store()
      const row = { id: 's9', area, kind: 'interview', department: 'd', place: '', state: 'called' }
      const rest = { dueOn: '', startedAt: 1, changedAt: 1, version: 1, keyId: 'k' }
      const item = {
        area,
        item: '1',
        state: 'open',
        doneOn: '',
        dueOn: '',
        changedAt: 1,
        keyId: 'k',
      }
      const event = { at: 1, by: 'o', sealed }
      await db.transaction(async (tx) => {
        await keepScrutinyEvent(tx, { ...row, ...rest }, event)
        await keepLedgerEvent(tx, { ...item, version: 1 }, event)
      })
      const next = async (work: (tx: Tx) => Promise<void>): Promise<boolean> =>
        await db.transaction(work).then(
          () => true,
          () => false,
        )
      expect(
        await next(async (tx) => await keepScrutinyEvent(tx, { ...row, ...rest }, event)),
      ).toBe(false)
      expect(
        await next(async (tx) => await keepLedgerEvent(tx, { ...item, version: 3 }, event)),
      ).toBe(false)
      expect(
        await next(
          async (tx) => await keepLedgerEvent(tx, { ...item, state: 'done', version: 2 }, event),
        ),
      ).toBe(true)
      const seen = await db.read(async (tx) => ({
        records: (await scrutiniesOf(tx, { area, kind: 'interview', limit: 9 })).length,
        events: (await scrutinyEvents(tx, 's9')).length,
        items: (await ledgerItems(tx, area)).map(({ state }) => state),
        noted: (await ledgerEvents(tx, area)).length,
      }))
      expect(seen).toEqual({ records: 1, events: 1, items: ['done'], noted: 2 })
    })
  })
}
