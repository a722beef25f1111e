import { describe, expect, it } from 'vitest'
import { absencesOf, endAbsence, keepAbsence } from '#store/absences.ts'
import { keepMentions, readMentions } from '#store/mentions.ts'
import { dropView, keepView, openWith, viewsOf } from '#store/saved-views.ts'
import { lookAt } from '#store/viewing.ts'
import type { TheStore } from './contract.ts'

export const colleagueContract = (the: TheStore) =>
  describe('colleagues', () => {
    it('are away on one span of days each, the last that was told, until it is over', async () => {
      const { db } = the()
      const away = { officer: 'wei', first: '2026-12-01', last: '2026-12-05', by: 'wei', at: 1 }
      await db.transaction(async (tx) => {
        await keepAbsence(tx, away)
        await keepAbsence(tx, { ...away, last: '2026-12-09', at: 2 })
        await keepAbsence(tx, { ...away, officer: 'lin' })
        await endAbsence(tx, 'lin')
      })
      const on = async (today: string, officers = ['wei', 'lin']) =>
        await db.read(async (tx) => await absencesOf(tx, officers, today))
      expect(await on('2026-12-09')).toEqual([
        { officer: 'wei', first: '2026-12-01', last: '2026-12-09' },
      ])
      expect([await on('2026-12-10'), await on('2026-12-02', [])]).toEqual([[], []])
    })

    it('keep a list once, twenty at most, begin with one, and nobody drops another’s', async () => {
      const { db } = the()
      const keep = async (id: string, query: string, officer = 'wei') =>
        await db.transaction(async (tx) => await keepView(tx, { id, officer, query, at: 1 }))
      const views = async () => await db.read(async (tx) => await viewsOf(tx, 'wei'))
      for (let n = 10; n < 33; n += 1) await keep(`v${n}`, `offence=A${n}`)
      expect(await views()).toHaveLength(20)
      await db.transaction(async (tx) => {
        for (let n = 12; n < 33; n += 1) await dropView(tx, 'wei', `v${n}`)
        await dropView(tx, 'lin', 'v10')
      })
      await keep('twin', 'offence=A10')
      await db.transaction(async (tx) => await openWith(tx, 'wei', 'v10'))
      await db.transaction(async (tx) => await openWith(tx, 'wei', 'v11'))
      expect(await views()).toEqual([
        { id: 'v10', query: 'offence=A10', opens: false },
        { id: 'v11', query: 'offence=A11', opens: true },
      ])
    })

    it('who have a case before them see each other, not themselves, and not who went away', async () => {
      const { db } = the()
      const look = async (officer: string, at: number, forgotten = 0) =>
        (
          await db.transaction(
            async (tx) => await lookAt(tx, { caseId: 'c1', officer, at, forgotten }),
          )
        ).map((one) => `${one.officer} ${one.since}`)
      expect(await look('wei', 10)).toEqual([])
      expect(await look('lin', 20)).toEqual(['wei 10'])
      expect(await look('wei', 30)).toEqual(['lin 20'])
      expect(await look('lin', 40)).toEqual(['wei 10'])
      expect(await look('wei', 50, 45)).toEqual([])
    })

    it('who were asked to look are asked once for each note, and have looked when they have', async () => {
      const { db } = the()
      const asked = { event: 'e1', caseId: 'c1', at: 1_700_000_000_000 }
      await db.transaction(async (tx) => {
        await keepMentions(tx, asked, ['wei', 'lin'])
        await keepMentions(tx, asked, ['wei'])
        await keepMentions(tx, asked, [])
      })
      const reads = async (officer: string) =>
        await db.transaction(async (tx) => await readMentions(tx, { caseId: 'c1', officer, at: 2 }))
      expect([await reads('wei'), await reads('wei'), await reads('yao')]).toEqual([
        true,
        false,
        false,
      ])
      const rows = await db.read(
        async (tx) => await tx.selectFrom('mentions').select('officer').execute(),
      )
      expect(rows).toHaveLength(2)
    })
  })
