import { describe, expect, it } from 'vitest'
import { putAside } from '#store/blocks.ts'
import { saveCaseRow, saveTaskRows, type CaseRow, type TaskRow } from '#store/cases.ts'
import {
  casesToLook,
  dropReminders,
  keepReminders,
  noteLook,
  readReminders,
  reminderList,
  remindersOf,
  unreadReminders,
  type ReminderRow,
  type ReminderScope,
} from '#store/reminders.ts'
import { inbox, type InboxQuestion } from '#store/inbox.ts'
import { casesInScope } from '#store/search-scope.ts'
import { deskCounts } from '#store/statistics.ts'
import type { Db } from '#store/transaction.ts'
import { aCase, aTask } from './builders.ts'
import type { TheStore } from './contract.ts'

const area = '500153'

const filed = async (db: Db, id: string, tasks: readonly TaskRow[], accuses?: string) =>
  await db.transaction(async (tx) => {
    await saveCaseRow(tx, aCase(id, accuses === undefined ? {} : { accuses }))
    await saveTaskRows(tx, id, tasks)
  })

const aReminder = (id: string, caseId: string, more: Partial<ReminderRow> = {}): ReminderRow => ({
  id,
  caseId,
  task: 't1',
  decision: '',
  clock: 'accept+0',
  step: 'half',
  area,
  office: 'office-health',
  reach: 'office',
  said: 1,
  at: 1_000,
  ...more,
})

const says = async (db: Db, ...rows: readonly ReminderRow[]) =>
  await db.transaction(async (tx) => await keepReminders(tx, rows))

const all = { department: [], unnamed: false }
const ofOffice: ReminderScope = {
  officer: 'doctor',
  area,
  office: 'office-health',
  reaches: [],
  hidden: all,
}
const above: ReminderScope = { officer: 'boss', area, reaches: ['supervisors'], hidden: all }

const listed = async (db: Db, scope: ReminderScope): Promise<readonly string[]> =>
  (await db.read(async (tx) => await reminderList(tx, scope, { limit: 50 }))).items.map(
    ({ id, read }) => `${id}${read ? ' read' : ''}`,
  )

export const reminderContract = (the: TheStore) =>
  describe('reminders and supervision', () => {
    it('clocks are looked at when their time has come, the longest waiting first, and none that ended', async () => {
      const { db } = the()
      await filed(db, 'c1', [aTask('t1', { lookAt: 30 }), aTask('t2', { lookAt: 10 })])
      await filed(db, 'c2', [aTask('t1', { lookAt: 20 })])
      await filed(db, 'c3', [aTask('t1', { lookAt: 5, state: 'concluded' })])
      await filed(db, 'c4', [aTask('t1', { lookAt: 99 })])
      const toLook = async () => await db.read(async (tx) => await casesToLook(tx, 50, 10))
      expect(await toLook()).toEqual(['c1', 'c2'])
      await db.transaction(async (tx) => await noteLook(tx, { caseId: 'c1', task: 't2', at: 99 }))
      expect(await toLook()).toEqual(['c2', 'c1'])
      await db.transaction(async (tx) => await noteLook(tx, { caseId: 'c1', at: 99 }))
      expect(await toLook()).toEqual(['c2'])
    })

    it('of one task the last is in the list; the same step of the same clock is kept once', async () => {
      const { db } = the()
      await filed(db, 'c1', [aTask('t1')])
      await says(db, aReminder('r1', 'c1'))
      await says(
        db,
        aReminder('r2', 'c1', { step: 'soon', said: 0 }),
        aReminder('r3', 'c1', { step: 'due' }),
      )
      expect(await listed(db, ofOffice)).toEqual(['r3'])
      const kept = await db.read(async (tx) => await remindersOf(tx, 'c1'))
      expect(kept.map(({ id, said }) => `${id} ${said}`).toSorted()).toEqual([
        'r1 0',
        'r2 0',
        'r3 1',
      ])
      await expect(says(db, aReminder('r4', 'c1', { step: 'due' }))).rejects.toThrow(/unique/i)
      expect(await listed(db, ofOffice)).toEqual(['r3'])
    })

    it('an office has its own, those above what reaches them; paused, finished and set aside nobody', async () => {
      const { db } = the()
      const paused = aTask('t1', { dueOn: '9999-12-31' })
      await filed(db, 'c1', [aTask('t1')])
      await filed(db, 'c2', [paused])
      await filed(db, 'c3', [aTask('t1', { state: 'concluded' })])
      await filed(db, 'c4', [aTask('t1')])
      await filed(db, 'c5', [aTask('t1')], 'health-commission')
      await filed(db, 'c6', [aTask('t1')])
      await says(db, aReminder('r1', 'c1'), aReminder('r2', 'c2'), aReminder('r3', 'c3'))
      await says(db, aReminder('r4', 'c4', { office: 'office-police', reach: 'supervisors' }))
      await says(db, aReminder('r5', 'c5'), aReminder('r6', 'c6'))
      await db.transaction(
        async (tx) => await putAside(tx, { caseId: 'c6', block: 'b1', area, at: 1 }),
      )
      expect((await listed(db, ofOffice)).toSorted()).toEqual(['r1', 'r5'])
      const closed = { department: ['health-commission'], unnamed: false }
      expect(await listed(db, { ...ofOffice, hidden: closed })).toEqual(['r1'])
      expect(await listed(db, above)).toEqual(['r4'])
      expect(await listed(db, { ...above, area: '370300' })).toEqual([])
    })

    it('who has read one has read it for themselves, and nobody reads what is not theirs', async () => {
      const { db } = the()
      await filed(db, 'c1', [aTask('t1')])
      await filed(db, 'c2', [aTask('t1')])
      await says(db, aReminder('r1', 'c1'), aReminder('r2', 'c2', { at: 2_000 }))
      const reads = async (scope: ReminderScope, ids: readonly string[]) =>
        await db.transaction(async (tx) => await readReminders(tx, scope, { ids, at: 9 }))
      const unread = async (scope: ReminderScope) =>
        await db.read(async (tx) => await unreadReminders(tx, scope, 100))
      await reads(ofOffice, ['r2', 'r9'])
      await reads(ofOffice, ['r2'])
      await reads({ ...ofOffice, officer: 'vet', office: 'office-vet' }, ['r1'])
      expect(await listed(db, ofOffice)).toEqual(['r1', 'r2 read'])
      expect([await unread(ofOffice), await unread({ ...ofOffice, officer: 'nurse' })]).toEqual([
        1, 2,
      ])
      await db.transaction(async (tx) => await dropReminders(tx, ['r1', 'r2']))
      expect(await listed(db, ofOffice)).toEqual([])
    })

    it('supervised: cases under supervision that are not over, of an office that takes part', async () => {
      const { db } = the()
      const watched = async (id: string, more: Partial<CaseRow>, tasks = [aTask('t1')]) =>
        await db.transaction(async (tx) => {
          await saveCaseRow(tx, aCase(id, more))
          await saveTaskRows(tx, id, tasks)
        })
      const ids = async (question: Omit<InboxQuestion, 'limit'>) =>
        (await db.read(async (tx) => await inbox(tx, { ...question, limit: 50 }))).items.map(
          ({ caseId }) => caseId,
        )
      await watched('c1', { supervisedSince: 5 })
      await watched('c2', { supervisedSince: 4, state: 'concluded' }, [
        aTask('t1', { state: 'concluded' }),
      ])
      await watched('c3', { supervisedSince: 3, state: 'closed' })
      await watched('c4', {})
      const queue = 'supervised' as const
      expect(await ids({ queue, area: '500153' })).toEqual(['c2', 'c1'])
      expect(await ids({ queue, office: 'office-police' })).toEqual([])
      const asked = { area: '500153', today: '2026-12-02', soon: '2026-12-05' }
      const counts = await db.read(async (tx) => await deskCounts(tx, asked))
      expect(counts.supervised).toBe(2)
      const caseIds = ['c1', 'c2', 'c3', 'c4']
      const scope = { area: '500153', hidden: { department: [], unnamed: false }, queue }
      expect(await db.read(async (tx) => await casesInScope(tx, caseIds, scope))).toEqual(
        new Set(['c1', 'c2']),
      )
    })
  })
