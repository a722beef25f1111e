import { describe, expect, it } from 'vitest'
import type { Office } from '#core/plan.ts'
import { saveCaseRow, saveTaskRows, type CaseRow, type TaskRow } from '#store/cases.ts'
import { inbox, type InboxQuestion } from '#store/inbox.ts'
import {
  disableOfficer,
  listOfficers,
  officerById,
  officerByLogin,
  saveOfficer,
} from '#store/officers.ts'
import { officesOf, saveOffices } from '#store/offices.ts'
import { keepSetup, setupByHash, takeSetup } from '#store/setups.ts'
import { deskCounts, mattersByOffence } from '#store/statistics.ts'
import type { Db } from '#store/transaction.ts'
import {
  closeWebSession,
  closeWebSessionsOf,
  openWebSession,
  pruneWebSessions,
  touchWebSession,
  webSession,
} from '#store/web-sessions.ts'
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

const officers = (the: TheStore) =>
  describe('officers', () => {
    const anOfficer = {
      id: 'o1',
      name: '李明',
      login: 'liming',
      passwordHash: 'x',
      role: 'handler',
      office: 'office-health',
      area: '500153',
    }
    const aWebSession = {
      idHash: 'w1',
      officer: 'o1',
      csrf: 'c',
      createdAt: 1,
      seenAt: 1,
      expiresAt: 100,
    }

    it('are found by id, login and area, and a login is one person’s', async () => {
      const { db } = the()
      await db.transaction(async (tx) => await saveOfficer(tx, anOfficer))
      await db.read(async (tx) => {
        expect(await officerByLogin(tx, 'liming')).toEqual(anOfficer)
        expect((await officerById(tx, 'o1'))?.name).toBe('李明')
        expect(await listOfficers(tx, '370300')).toEqual([])
        expect(await listOfficers(tx)).toHaveLength(1)
      })
      const twin = { ...anOfficer, id: 'o2' }
      await expect(db.transaction(async (tx) => await saveOfficer(tx, twin))).rejects.toThrow(Error)
    })

    it('who are disabled are signed out everywhere at once', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        await saveOfficer(tx, anOfficer)
        await openWebSession(tx, aWebSession)
        await disableOfficer(tx, 'o1', 50)
        expect(await webSession(tx, 'w1', 51)).toBeUndefined()
        expect((await officerById(tx, 'o1'))?.disabledAt).toBe(50)
      })
    })

    it('are signed in until the session ends, longer while they work', async () => {
      await the().db.transaction(async (tx) => {
        await openWebSession(tx, aWebSession)
        await openWebSession(tx, { ...aWebSession, idHash: 'w2' })
        expect(await webSession(tx, 'w1', 100)).toBeUndefined()
        await touchWebSession(tx, 'w1', { seenAt: 99, expiresAt: 200 })
        expect((await webSession(tx, 'w1', 100))?.seenAt).toBe(99)
        await pruneWebSessions(tx, 150)
        expect(await webSession(tx, 'w2', 99)).toBeUndefined()
        await closeWebSession(tx, 'w1')
        expect(await webSession(tx, 'w1', 100)).toBeUndefined()
        await openWebSession(tx, aWebSession)
        await closeWebSessionsOf(tx, 'o1')
        expect(await webSession(tx, 'w1', 50)).toBeUndefined()
      })
    })

    it('set a password by a link that works once and in time', async () => {
      const { db } = the()
      const link = {
        tokenHash: 't',
        name: '李明',
        role: 'intake',
        office: 'intake',
        area: '500153',
        expiresAt: 100,
      }
      await db.transaction(async (tx) => await keepSetup(tx, link))
      expect(await db.read(async (tx) => await setupByHash(tx, 't', 100))).toBeUndefined()
      expect(await db.read(async (tx) => await setupByHash(tx, 't', 99))).toEqual(link)
      const takers = Array.from({ length: 5 }, async () => {
        return await db.transaction(async (tx) => await takeSetup(tx, 't', 50))
      })
      expect((await Promise.all(takers)).filter((taken) => taken !== undefined)).toHaveLength(1)
    })
  })

const offices = (the: TheStore) =>
  describe('offices', () => {
    it('of an area are written as a whole and leave other areas alone', async () => {
      const office = (id: string, area: string): Office => ({
        id,
        area,
        name: '卫生监督所',
        department: 'health-commission',
        place: area,
        level: 'county',
        ...(id === 'b' && { delegatedBy: '荣昌区卫生健康委' }),
      })
      const found = await the().db.transaction(async (tx) => {
        await saveOffices(tx, '370300', [office('z', '370300')])
        await saveOffices(tx, '500153', [office('a', '500153')])
        await saveOffices(tx, '500153', [office('b', '500153'), office('c', '500153')])
        return [await officesOf(tx, '500153'), await officesOf(tx, '370300')]
      })
      expect(found).toEqual([
        [office('b', '500153'), office('c', '500153')],
        [office('z', '370300')],
      ])
    })
  })

export const deskContract = (the: TheStore): void => {
  queues(the)
  officers(the)
  offices(the)
}
