import { describe, expect, it } from 'vitest'
import { saveCaseRow } from '#store/cases.ts'
import {
  addPartner,
  casesChangedAfter,
  changePartner,
  keepMessage,
  messageOf,
  messagesOn,
  messagesOpen,
  partnersIn,
  settleMessage,
} from '#store/exchange.ts'
import { letGoCase, leaveTombstone } from '#store/let-go.ts'
import {
  beginReport,
  beginUpdate,
  fileReported,
  reportById,
  reportByToken,
} from '#store/open311.ts'
import { aCase, sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const area = '500153'

const report = (id: string, at: number) => ({
  id,
  area,
  by: 'key',
  mark: 'm',
  tokenHash: `t${id}`,
  at,
})

const partner = {
  id: 'p1',
  area,
  name: '信息系统',
  departments: '',
  tells: 'codes',
  state: 'on',
  keyId: 'k',
  sealed: sealed('p1'),
  createdAt: 1,
}

const message = (id: string, serial: number, state: string) => ({
  id,
  partner: 'p1',
  area,
  theirs: `their-${id}`,
  mark: id,
  type: 'case.status',
  caseId: 'x1',
  number: 'RC-2026-90001',
  serial,
  state,
  status: 200,
  keyId: 'k',
  sealed: sealed(id),
  at: serial,
})

export const exchangeContract = (the: TheStore): void => {
  describe('reports of other programs', () => {
    it('the same one within a time is one, after it another; an update’s number is taken once', async () => {
      await the().db.transaction(async (tx) => {
        expect(await beginReport(tx, report('a', 1000), 0)).toBeUndefined()
        expect(await beginReport(tx, report('b', 2000), 500)).toMatchObject({ id: 'a' })
        expect(await beginReport(tx, report('c', 3000), 1500)).toBeUndefined()
        await fileReported(tx, 'c', 'x9')
        expect(await reportByToken(tx, 'tc')).toMatchObject({ id: 'c', caseId: 'x9' })
        const update = { by: 'key', theirs: '1', mark: 'u', id: 'u1', report: 'c', at: 1 }
        expect(await beginUpdate(tx, update)).toBeUndefined()
        expect(await beginUpdate(tx, { ...update, id: 'u2' })).toMatchObject({ id: 'u1' })
        await letGoCase(tx, 'x9', 'RC-2026-90009')
        const left = await reportById(tx, 'c')
        expect([left?.caseId, left?.mark]).toEqual([undefined, undefined])
        expect(await beginUpdate(tx, { ...update, id: 'u3' })).toBeUndefined()
      })
    })
  })

  describe('what is exchanged with other systems', () => {
    it('partners and what they sent, each id once; of a case that is let go nothing is left', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        await addPartner(tx, partner)
        await changePartner(tx, 'p1', { heardOn: '2026-11-20' })
        expect(await partnersIn(tx, area)).toMatchObject([{ id: 'p1', heardOn: '2026-11-20' }])
        await keepMessage(tx, message('m2', 2, 'held'))
        await keepMessage(tx, message('m1', 1, 'open'))
        expect((await messagesOn(tx, 'p1', 'x1')).map(({ id }) => id)).toEqual(['m1', 'm2'])
        expect((await messagesOpen(tx, area, 9)).map(({ id }) => id)).toEqual(['m1', 'm2'])
        expect(
          await settleMessage(tx, 'm1', { from: ['open'], state: 'noted', doneBy: 'o', doneAt: 5 }),
        ).toBe(true)
        expect(await settleMessage(tx, 'm1', { from: ['open'], state: 'noted' })).toBe(false)
        await letGoCase(tx, 'x1', 'RC-2026-90001')
        const left = await messageOf(tx, 'p1', 'their-m2')
        expect(left).toMatchObject({ state: 'set-aside', mark: '' })
        expect([left?.caseId, left?.number, left?.sealed.length]).toEqual([undefined, undefined, 0])
      })
      await expect(
        db.transaction(async (tx) => await keepMessage(tx, message('m1', 3, 'open'))),
      ).rejects.toThrow(/unique/i)
    })

    it('cases that changed or were let go after a point, in that order, each once', async () => {
      await the().db.transaction(async (tx) => {
        for (const n of [1, 2, 3])
          await saveCaseRow(tx, {
            ...aCase(`e${n}`),
            number: `ZB-2026-8000${n}`,
            area: '370300',
            changedAt: n === 3 ? 200 : n * 100,
          })
        const asked = { area: '370300', until: 10_000 }
        const all = await casesChangedAfter(tx, { ...asked, after: { at: 0, id: '' }, limit: 9 })
        expect(all.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3'])
        const after = all[1]?.point ?? { at: 0, id: '' }
        const rest = await casesChangedAfter(tx, { ...asked, after, limit: 9 })
        expect(rest.map(({ id }) => id)).toEqual(['e3'])
        await leaveTombstone(tx, 'e1', { state: 'closed', erasedAt: 500 })
        const later = await casesChangedAfter(tx, {
          ...asked,
          after: { at: 200, id: 'e3' },
          limit: 9,
        })
        expect(later.map(({ id, erasedAt }) => [id, erasedAt])).toEqual([['e1', 500]])
        const settled = await casesChangedAfter(tx, {
          area: '370300',
          until: 150,
          after: { at: 0, id: '' },
          limit: 9,
        })
        expect(settled).toEqual([])
      })
    })
  })
}
