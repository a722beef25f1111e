import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { putAside } from '#store/blocks.ts'
import { saveCaseRow, saveTaskRows, type CaseRow, type TaskRow } from '#store/cases.ts'
import { inbox, type InboxQuestion } from '#store/inbox.ts'
import { queueMigration } from '#store/queue-tables.ts'
import { deskCounts, mattersByOffence } from '#store/statistics.ts'
import type { Db } from '#store/transaction.ts'
import { aCase, aTask } from './builders.ts'
import type { TheStore } from './contract.ts'

const filed = async (db: Db, row: CaseRow, tasks: readonly TaskRow[]): Promise<void> => {
  await db.transaction(async (tx) => {
    await saveCaseRow(tx, row)
    await saveTaskRows(tx, row.id, tasks)
  })
}

const ids = async (db: Db, question: Omit<InboxQuestion, 'limit'>): Promise<readonly string[]> =>
  (await db.read(async (tx) => await inbox(tx, { ...question, limit: 50 }))).items.map(
    ({ caseId, task }) => (task ? `${caseId} ${task}` : caseId),
  )

const aDay = async (db: Db): Promise<void> => {
  const intake = aTask('t2', { role: 'intake', office: 'intake', dueOn: '2026-12-03' })
  await filed(db, aCase('c1'), [aTask('t1', { dueOn: '2026-12-09' }), intake])
  await filed(db, aCase('c2', { urgent: 'life' }), [aTask('t1', { dueOn: '2026-12-02' })])
  await filed(db, aCase('c3', { waitingSince: 5 }), [aTask('t1', { state: 'accepted' })])
  await filed(db, aCase('c4'), [aTask('t1', { state: 'concluded' })])
  await filed(db, aCase('c5', { urgent: 'life', acknowledgedAt: 9 }), [
    aTask('t1', { office: 'office-police' }),
  ])
  await filed(db, aCase('c6', { area: '370300', waitingSince: 1 }), [
    aTask('t1', { role: 'intake', office: 'elsewhere' }),
  ])
}

const queues = (the: TheStore) =>
  describe('the queues', () => {
    it('mine: open tasks of an office, the earliest due first', async () => {
      const { db } = the()
      await aDay(db)
      const mine = await ids(db, { queue: 'mine', office: 'office-health' })
      expect(mine).toEqual(['c3 t1', 'c2 t1', 'c1 t1'])
    })

    it('open: what waits for the intake office of the area', async () => {
      const { db } = the()
      await aDay(db)
      expect(await ids(db, { queue: 'open', area: '500153' })).toEqual(['c1 t2'])
    })

    it('waiting: cases whose reporter was asked, of an office that takes part', async () => {
      const { db } = the()
      await aDay(db)
      expect(await ids(db, { queue: 'waiting', area: '500153' })).toEqual(['c3'])
      expect(await ids(db, { queue: 'waiting', office: 'elsewhere' })).toEqual(['c6'])
    })

    it('done: what an office has finished', async () => {
      const { db } = the()
      await aDay(db)
      expect(await ids(db, { queue: 'done', office: 'office-health' })).toEqual(['c4 t1'])
    })

    it('done: the latest first, page by page, whenever it was due', async () => {
      const { db } = the()
      const over = (endedAt: number, dueOn: string) => [
        aTask('t1', { state: 'concluded', endedAt, dueOn }),
      ]
      await filed(db, aCase('c1'), over(30, '2026-12-09'))
      await filed(db, aCase('c2'), over(10, '2026-12-01'))
      await filed(db, aCase('c3'), over(20, '2026-12-30'))
      await filed(db, aCase('c4'), over(20, '2026-11-30'))
      for (const where of [{ office: 'office-health' }, { area: '500153' }]) {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const asked = { queue: 'done', limit: 1, ...where, ...(cursor && { cursor }) } as const
          const page = await db.read(async (tx) => await inbox(tx, asked))
          seen.push(...page.items.map(({ caseId }) => caseId))
          cursor = page.next
        } while (cursor !== undefined)
        expect(seen).toEqual(['c1', 'c4', 'c3', 'c2'])
      }
    })

    it('urgent: danger nobody has acknowledged', async () => {
      const { db } = the()
      await aDay(db)
      expect(await ids(db, { queue: 'urgent', area: '500153' })).toEqual(['c2'])
    })

    it.each(['mine', 'waiting'] as const)('%s: page by page, each line once', async (queue) => {
      const { db } = the()
      for (let n = 0; n < 23; n++)
        await filed(db, aCase(`c${n}`, { waitingSince: 1 }), [
          aTask('t1', { dueOn: `2026-12-0${n % 4}` }),
        ])
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const question = { queue, office: 'office-health', limit: 5, ...(cursor && { cursor }) }
        const page = await db.read(async (tx) => await inbox(tx, question))
        seen.push(...page.items.map(({ caseId, dueOn }) => `${dueOn} ${caseId}`))
        cursor = page.next
      } while (cursor !== undefined)
      expect(new Set(seen).size).toBe(23)
      expect(seen.map((line) => line.slice(0, 10))).toEqual(
        seen.map((line) => line.slice(0, 10)).toSorted(),
      )
    })

    it('hold after the migration what they hold when a case changes', async () => {
      const { db } = the()
      await aDay(db)
      await filed(db, aCase('c7', { supervisedSince: 3, accuses: '' }), [
        aTask('t1', { state: 'returned', endedAt: 1_700_000_000_000 }),
        aTask('t2', { role: 'intake', office: 'intake' }),
        aTask('t3', { dueOn: '9999-12-31', waitsFor: 'pause', office: 'office-police' }),
      ])
      const block = { block: 'b1', area: '500153', at: 1 }
      await db.transaction(async (tx) => await putAside(tx, { ...block, caseId: 'c3' }))
      const kept = async () =>
        (await db.read(async (tx) => await tx.selectFrom('queued').selectAll().execute()))
          .map((line) =>
            JSON.stringify([
              line.queue,
              line.scope,
              line.mark,
              line.caseId,
              line.task,
              line.area,
              line.accuses,
              line.offence,
              line.state,
              line.urgent,
              line.waits,
            ]),
          )
          .toSorted()
      const before = await kept()
      const fills = queueMigration.split(';').filter((one) => one.includes('insert into "queued"'))
      await db.transaction(async (tx) => {
        await tx.deleteFrom('queued').execute()
        for (const fill of fills) await sql.raw(fill).execute(tx)
      })
      expect(before.length).toBeGreaterThan(20)
      expect(await kept()).toEqual(before)
    })

    it('taken: what an officer took; today and overdue: of the open ones; others: whose office waits', async () => {
      const { db } = the()
      await filed(db, aCase('c1'), [aTask('t1', { dueOn: '2026-12-01', holder: 'o1' })])
      await filed(db, aCase('c2'), [aTask('t1', { dueOn: '2026-12-02', waitsFor: 'reporter' })])
      await filed(db, aCase('c3'), [aTask('t1', { dueOn: '2026-12-03', holder: 'o2' })])
      await filed(db, aCase('c4'), [aTask('t1', { state: 'concluded', holder: 'o1' })])
      const today = '2026-12-02'
      const office = 'office-health'
      expect(await ids(db, { queue: 'taken', officer: 'o1' })).toEqual(['c1 t1'])
      expect(await ids(db, { queue: 'today', office, today })).toEqual(['c2 t1'])
      expect(await ids(db, { queue: 'overdue', office, today })).toEqual(['c1 t1'])
      expect(await ids(db, { queue: 'others', office })).toEqual(['c2 t1'])
      const free = { queue: 'mine', office, filter: { free: true } } as const
      expect(await ids(db, free)).toEqual(['c2 t1'])
    })

    it('returned: what the intake office has to give out again', async () => {
      const { db } = the()
      const atIntake = aTask('t2', { role: 'intake', office: 'intake' })
      await filed(db, aCase('c1'), [aTask('t1', { state: 'returned' }), atIntake])
      await filed(db, aCase('c2'), [atIntake])
      expect(await ids(db, { queue: 'returned', area: '500153' })).toEqual(['c1 t2'])
    })

    it('narrowed: page by page, each line once, and nothing else', async () => {
      const { db } = the()
      for (let n = 0; n < 40; n += 1)
        await filed(db, aCase(`c${String(n).padStart(2, '0')}`, n % 4 ? {} : { urgent: 'life' }), [
          aTask('t1', { offence: n % 2 ? 'A1' : 'B2', place: '500153001', stream: 'tip-off' }),
        ])
      const filter = { offence: 'B2', urgent: true, place: '500153001', state: 'assigned' } as const
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const asked = { queue: 'mine', area: '500153', limit: 4, filter } as const
        const page = await db.read(
          async (tx) => await inbox(tx, { ...asked, ...(cursor && { cursor }) }),
        )
        seen.push(...page.items.map(({ caseId }) => caseId))
        cursor = page.next
      } while (cursor !== undefined)
      expect(seen).toEqual(
        ['00', '04', '08', '12', '16', '20', '24', '28', '32', '36'].map((n) => `c${n}`),
      )
    })

    it('a cursor that is not ours begins at the first page', async () => {
      const { db } = the()
      await aDay(db)
      for (const cursor of ['nonsense', 'e30', 'WzEsMl0'])
        expect(await ids(db, { queue: 'urgent', area: '500153', cursor })).toEqual(['c2'])
    })

    it('are counted at the head of the desk', async () => {
      const { db } = the()
      await aDay(db)
      const days = { today: '2026-12-02', soon: '2026-12-05' }
      const counts = await db.read(async (tx) => ({
        area: await deskCounts(tx, { area: '500153', ...days }),
        office: await deskCounts(tx, { office: 'office-health', ...days }),
      }))
      const none = { accusations: 0, waiting: 1, urgent: 1, supervised: 0, shelved: 0 }
      expect(counts.area).toEqual({ ...none, open: 5, due: 2, overdue: 2 })
      expect(counts.office).toEqual({ ...none, open: 3, due: 1, overdue: 1 })
    })

    it('matters of a year are counted by offence, each once, and accusations never', async () => {
      const { db } = the()
      const inYear = { receivedAt: 5_000 }
      const two = [aTask('t1'), aTask('t2', { role: 'cooperate' }), aTask('t3', { matter: 'm2' })]
      await filed(db, aCase('y1', inYear), two)
      await filed(db, aCase('y2', { receivedAt: 9_000 }), [aTask('t1')])
      await filed(db, aCase('y3', { ...inYear, area: '370300' }), [aTask('t1')])
      await filed(db, aCase('y4', { ...inYear, accuses: 'justice' }), [aTask('t1')])
      const span = { area: '500153', from: 5_000, to: 9_000 }
      const counts = await db.read(async (tx) => await mattersByOffence(tx, span))
      expect([...counts.values()]).toEqual([2])
    })

    it('an accusation is found by its own list, and never by whom it accuses', async () => {
      const { db } = the()
      const given = { urgent: 'life', waitingSince: 3, supervisedSince: 3 } as const
      await filed(db, aCase('a1', { ...given, accuses: 'health-commission' }), [aTask('t1')])
      await filed(db, aCase('a2', { ...given, accuses: '' }), [aTask('t1')])
      await filed(db, aCase('a3'), [aTask('t1')])
      await filed(db, aCase('a4', { accuses: 'justice' }), [aTask('t1', { state: 'concluded' })])
      const all = { department: [], unnamed: false }
      const health = { department: ['health-commission'], unnamed: true }
      const found = async (queue: InboxQuestion['queue'], hidden: typeof all | typeof health) =>
        await ids(db, { queue, area: '500153', hidden })
      expect(await found('accusations', all)).toEqual(['a1 t1', 'a2 t1'])
      expect(await found('accusations', health)).toEqual([])
      expect(await found('mine', health)).toEqual(['a3 t1'])
      expect(await found('waiting', health)).toEqual([])
      expect(await found('urgent', health)).toEqual([])
      expect(await found('supervised', health)).toEqual([])
      expect(await found('done', { department: ['justice'], unnamed: false })).toEqual([])
      expect(await ids(db, { queue: 'mine', area: '500153', apart: true })).toEqual(['a3 t1'])
      const asked = { area: '500153', today: '2026-12-02', soon: '2026-12-05' }
      const counts = await db.read(async (tx) => await deskCounts(tx, { ...asked, hidden: health }))
      expect(counts).toEqual({
        open: 1,
        accusations: 0,
        due: 0,
        overdue: 1,
        waiting: 0,
        supervised: 0,
        urgent: 0,
        shelved: 0,
      })
      const whole = await db.read(async (tx) => await deskCounts(tx, asked))
      expect(whole).toMatchObject({ open: 3, accusations: 2, waiting: 2, urgent: 2 })
    })
  })

export const queueContract = (the: TheStore): void => {
  queues(the)
}
