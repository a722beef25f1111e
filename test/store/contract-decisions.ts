import { describe, expect, it } from 'vitest'
import { saveCaseRow } from '#store/cases.ts'
import {
  decisionsToFill,
  decisionsToLook,
  noteDecisionLook,
  noteDecisionsFilled,
} from '#store/decision-looks.ts'
import {
  countDecisions,
  decisionList,
  saveDecisions,
  type DecisionScope,
  type NewDecision,
} from '#store/decisions.ts'
import { casesMergedInto, holdCases } from '#store/merged-cases.ts'
import { dropDecided, keepReminders, reminderList, type ReminderRow } from '#store/reminders.ts'
import type { Db } from '#store/transaction.ts'
import { aCase } from './builders.ts'
import type { TheStore } from './contract.ts'

const area = '500153'
const hidden = { department: [], unnamed: false }

const aDecision = (id: string, caseId: string, more: Partial<NewDecision> = {}): NewDecision => ({
  id,
  caseId,
  task: 't1',
  kind: 'review',
  area,
  office: 'office-health',
  asker: 'wei',
  offence: 'A1',
  dueOn: '2026-12-01',
  askedAt: 1_000,
  ...more,
})

const waits = async (db: Db, caseId: string, ...rows: readonly NewDecision[]): Promise<boolean> =>
  await db.transaction(async (tx) => {
    await saveCaseRow(tx, aCase(caseId))
    return await saveDecisions(tx, caseId, rows)
  })

const boss: DecisionScope = {
  area,
  inArea: ['extension', 'review'],
  office: '',
  inOffice: [],
  hidden,
}

const told = (id: string, more: Partial<ReminderRow> = {}): ReminderRow => ({
  id,
  caseId: 'c1',
  task: 't1',
  decision: 'd1',
  clock: 'd1@1000',
  step: 'half',
  area,
  office: 'office-health',
  reach: 'office',
  said: 1,
  at: 1_000,
  ...more,
})

export const decisionContract = (the: TheStore): void => {
  describe('what waits for a decision', () => {
    it('is listed the nearest day first, page by page, each once; of the office or the area, and nothing else', async () => {
      const { db } = the()
      for (let n = 0; n < 11; n += 1)
        await waits(db, `c${n}`, aDecision(`d${n}`, `c${n}`, { dueOn: `2026-12-0${(n % 4) + 1}` }))
      await waits(db, 'cx', aDecision('dx', 'cx', { kind: 're-examination', office: '' }))
      await waits(db, 'cy', aDecision('dy', 'cy', { area: '370300' }))
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await db.read(
          async (tx) => await decisionList(tx, boss, { limit: 3, ...(after ? { after } : {}) }),
        )
        seen.push(...page.items.map(({ dueOn, id }) => `${dueOn} ${id}`))
        after = page.next
      } while (after !== undefined)
      expect(seen).toEqual(seen.toSorted())
      expect(new Set(seen).size).toBe(11)
      const own: DecisionScope = { ...boss, inArea: [], office: 'office-vet', inOffice: ['review'] }
      const here = await db.read(async (tx) => await decisionList(tx, own, { limit: 9 }))
      expect(here.items).toEqual([])
      const count = async (officer: string) =>
        await db.read(async (tx) => await countDecisions(tx, { ...boss, officer }, 100))
      expect([await count('wei'), await count('lin')]).toEqual([0, 11])
    })

    it('is looked at when its time has come, anew after every change, and gone when it was decided', async () => {
      const { db } = the()
      expect(await waits(db, 'c1', aDecision('d1', 'c1'), aDecision('d2', 'c1'))).toBe(false)
      await waits(db, 'c2', aDecision('d3', 'c2'))
      const due = async (now: number) =>
        await db.read(async (tx) => await decisionsToLook(tx, now, 10))
      expect((await due(0)).toSorted()).toEqual(['c1', 'c2'])
      await db.transaction(async (tx) => {
        await noteDecisionLook(tx, { caseId: 'c1', id: 'd1', at: 50 })
        await noteDecisionLook(tx, { caseId: 'c1', id: 'd2', at: 99 })
        await noteDecisionLook(tx, { caseId: 'c2', at: 20 })
      })
      expect([await due(19), await due(60)]).toEqual([[], ['c2', 'c1']])
      expect(await waits(db, 'c1', aDecision('d1', 'c1'))).toBe(true)
      expect(await due(0)).toEqual(['c1'])
      expect(await waits(db, 'c1')).toBe(true)
      expect(await due(60)).toEqual(['c2'])
    })

    it('is said to whom it concerns and not to who asked; what was decided is said no more', async () => {
      const { db } = the()
      await waits(db, 'c1', aDecision('d1', 'c1'))
      await db.transaction(async (tx) => await keepReminders(tx, [told('r1')]))
      const scope = { area, office: 'office-health', reaches: [], hidden }
      const read = async (officer: string) =>
        (
          await db.read(async (tx) => await reminderList(tx, { ...scope, officer }, { limit: 9 }))
        ).items.map(({ id, kind, dueOn }) => `${id} ${kind ?? ''} ${dueOn}`)
      expect([await read('lin'), await read('wei')]).toEqual([['r1 review 2026-12-01'], []])
      await db.transaction(async (tx) => await dropDecided(tx, 'c1', ['d1@1000']))
      expect(await read('lin')).toHaveLength(1)
      await db.transaction(async (tx) => await dropDecided(tx, 'c1', ['d1@2000']))
      expect(await read('lin')).toEqual([])
    })

    it('reminders come page by page, the unread first, the newest first, each once', async () => {
      const { db } = the()
      for (let n = 0; n < 11; n += 1) {
        const caseId = `c${n}`
        await waits(db, caseId, aDecision(`d${n}`, caseId))
        const row = told(`r${n}`, { caseId, decision: `d${n}`, at: 1_700_000_000_000 + (n % 3) })
        await db.transaction(async (tx) => {
          await keepReminders(tx, [row])
          if (n % 2 === 0)
            await tx
              .insertInto('remindersRead')
              .values({ reminder: row.id, officer: 'lin', at: 5 })
              .execute()
        })
      }
      const scope = { officer: 'lin', area, office: 'office-health', reaches: [], hidden }
      const page = async (limit: number, after?: string) =>
        await db.read(
          async (tx) => await reminderList(tx, scope, { limit, ...(after ? { after } : {}) }),
        )
      const whole = (await page(99)).items.map(({ id }) => id)
      expect(whole).toEqual(['r5', 'r1', 'r7', 'r3', 'r9', 'r2', 'r8', 'r10', 'r4', 'r0', 'r6'])
      const seen: string[] = []
      let after: string | undefined
      do {
        const { items, next } = await page(3, after)
        seen.push(...items.map(({ id }) => id))
        after = next
      } while (after !== undefined)
      expect(seen).toEqual(whole)
      expect((await page(99, "1 x' or 1=1")).items).toHaveLength(11)
    })

    it('of cases from before there was a list is looked for once', async () => {
      const { db } = the()
      const values = ['c2', 'c1'].map((caseId) => ({ caseId }))
      await db.transaction(
        async (tx) => await tx.insertInto('decisionsToFill').values(values).execute(),
      )
      await db.transaction(async (tx) => await noteDecisionsFilled(tx, 'c1'))
      expect(await db.read(async (tx) => await decisionsToFill(tx, 9))).toEqual(['c2'])
    })
  })

  describe('merged cases', () => {
    it('are found by the number of the main case, by their own number, without what was erased', async () => {
      const { db } = the()
      const into = { state: 'merged', mergedInto: 'RC-2026-main' } as const
      await db.transaction(async (tx) => {
        for (const id of ['c3', 'c1', 'c2']) await saveCaseRow(tx, aCase(id, into))
        await saveCaseRow(tx, aCase('c4'))
        await tx.updateTable('cases').set({ erasedAt: 9 }).where('id', '=', 'c2').execute()
      })
      const within = await db.read(async (tx) => await casesMergedInto(tx, 'RC-2026-main'))
      expect(within.map(({ id }) => id)).toEqual(['c1', 'c3'])
    })

    it('held in any order by several at once, none waits for ever', async () => {
      const { db, again } = the()
      const other = await again()
      const holds = async (store: Db, ids: readonly string[]) =>
        await store.transaction(async (tx) => {
          await holdCases(tx, ids)
          return 'done'
        })
      const all = Array.from({ length: 12 }, async (_, n) =>
        n % 2 === 0 ? await holds(db, ['c1', 'c2', 'c3']) : await holds(other, ['c3', 'c1', 'c2']),
      )
      expect(new Set(await Promise.all(all))).toEqual(new Set(['done']))
    })
  })
}
