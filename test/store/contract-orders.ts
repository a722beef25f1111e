import { describe, expect, it } from 'vitest'
import { oweNotices } from '#store/department-notices.ts'
import { letGoCase } from '#store/let-go.ts'
import { beginOrder, fileOrder, orderNumbered, orderOfCase } from '#store/work-orders.ts'
import { sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const area = '500153'
const source = `${area}/rc12345`
const month = 30 * 24 * 3_600_000
const received = 690 * month + 2_000_000_123

const order = (theirs: string) =>
  ({ source, theirs, area, mark: 'm', receivedAt: received, at: received + 1, by: 'x' }) as const

export const orderContract = (the: TheStore): void => {
  describe('orders of other hotlines', () => {
    it('of a case that is let go its order is known for ever, and nothing leads from it to the case', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        for (const theirs of ['1', '2']) {
          expect(await beginOrder(tx, order(theirs))).toBe(true)
          await fileOrder(tx, { source, theirs }, { caseId: `c${theirs}`, number: `RC-${theirs}` })
        }
        const owed = ['c1', 'c2'].flatMap((caseId) =>
          ['work-order.status', 'task.new'].map((type) => ({
            id: `${caseId} ${type}`,
            type,
            caseId,
          })),
        )
        await oweNotices(
          tx,
          area,
          owed.map((one) => ({
            ...one,
            endpoint: 'e',
            about: one.id,
            keyId: 'k',
            sealed: sealed(one.id),
            createdAt: 1,
          })),
        )
        await letGoCase(tx, 'c1', 'RC-1')
      })
      await db.transaction(async (tx) => {
        const emptied = { ...order('1'), mark: '', receivedAt: 690 * month, at: 690 * month }
        expect(await orderNumbered(tx, source, '1')).toEqual(emptied)
        expect(await orderOfCase(tx, 'c1')).toBeUndefined()
        expect(await beginOrder(tx, order('1'))).toBe(false)
        expect(await orderNumbered(tx, source, '2')).toMatchObject({ mark: 'm', at: received + 1 })
        const left = await tx.selectFrom('noticesOwed').select('id').orderBy('id').execute()
        expect(left.map(({ id }) => id)).toEqual([
          'c1 task.new',
          'c2 task.new',
          'c2 work-order.status',
        ])
      })
    })
  })
}
