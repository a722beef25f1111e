import { describe, expect, it } from 'vitest'
import { saveCaseRow } from '#store/cases.ts'
import { letGoCase } from '#store/let-go.ts'
import {
  caseOfSecret,
  keepClaimSecret,
  keepNotice,
  keepPayment,
  keepWish,
  nextNoticeNumber,
  paymentsBetween,
} from '#store/reward-books.ts'
import {
  addParameters,
  draftOf,
  dropDraft,
  newestParameters,
  parameterVersions,
  saveDraft,
  sendDraftBack,
} from '#store/reward-parameters.ts'
import {
  appendRewardEvent,
  hasRewardOnItsWay,
  rewardById,
  rewardEvents,
  rewardList,
  rewardsOnDecision,
  rewardAmounts,
  saveReward,
  type RewardRow,
} from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import { aCase, sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const area = '500153'
const nobody = { department: [], unnamed: false }

const aReward = (id: string, given: Partial<RewardRow> = {}): RewardRow => ({
  id,
  caseId: `case of ${id}`,
  number: `RC-2026-${id}`,
  area,
  office: 'office-health',
  department: 'health-commission',
  scheme: 'test',
  offence: 'A1',
  level: '二级',
  state: 'proposed',
  sum: 300_000_000_000,
  paid: 0,
  recover: 0,
  recovered: 0,
  decision: 'mark of the decision',
  version: 1,
  createdAt: 1_000,
  changedAt: 1_000,
  ...given,
})

const event = (id: string) => ({ id, type: 'checked', at: 1, by: 'officer:x', sealed: sealed(id) })

const append = async (tx: Tx, expected: number, id: string): Promise<void> =>
  await appendRewardEvent(tx, { reward: 'r1', caseId: 'c1', expected }, event(id))

export const rewardContract = (store: TheStore): void => {
  describe('rewards', () => {
    it('what two officers did at once is not written over: the second has to read it again', async () => {
      const { db } = store()
      await db.transaction(async (tx) => {
        await append(tx, 0, 'e1')
        await append(tx, 1, 'e2')
      })
      const late = db.transaction(async (tx) => await append(tx, 1, 'e3'))
      await expect(late).rejects.toThrow('changed meanwhile')
      const kept = await db.read(async (tx) => await rewardEvents(tx, 'r1'))
      expect(kept.map(({ seq, id }) => [seq, id])).toEqual([
        [1, 'e1'],
        [2, 'e2'],
      ])
    })

    it('notices are numbered from 1 without gaps by office and year, also where one was given up', async () => {
      const { db } = store()
      const take = async (office: string, year: number): Promise<number> =>
        await db.transaction(async (tx) => await nextNoticeNumber(tx, office, year))
      const given = [await take('a', 2026), await take('a', 2026), await take('b', 2026)]
      const gaveUp = db.transaction(async (tx) => {
        await nextNoticeNumber(tx, 'a', 2026)
        throw new Error('given up')
      })
      await expect(gaveUp).rejects.toThrow('given up')
      expect([...given, await take('a', 2026), await take('a', 2027)]).toEqual([1, 2, 1, 3, 1])
    })

    it('a number of a notice is used once', async () => {
      const { db } = store()
      const notice = { number: '荣卫奖〔2026〕1号', office: 'a', year: 2026, at: 1 }
      await db.transaction(async (tx) => await keepNotice(tx, { ...notice, reward: 'r1', nth: 1 }))
      const twice = db.transaction(
        async (tx) => await keepNotice(tx, { ...notice, reward: 'r2', nth: 2 }),
      )
      await expect(twice).rejects.toThrow(/unique/i)
    })

    it('is listed by state, office and the end of the claim, and not to whom the case accuses', async () => {
      const { db } = store()
      const seen = await db.transaction(async (tx) => {
        await saveCaseRow(tx, aCase('c2', { accuses: 'health-commission' }))
        await saveReward(tx, aReward('r1', { dueOn: '2026-12-02' }))
        await saveReward(tx, aReward('r2', { caseId: 'c2', dueOn: '2026-12-01' }))
        await saveReward(tx, aReward('r3', { office: 'office-market' }))
        await saveReward(tx, aReward('r4', { state: 'paid' }))
        const open = { states: ['proposed'], limit: 9 }
        const own = ['health-commission']
        const hidden = { department: own, unnamed: false }
        const ids = (rows: readonly RewardRow[]) => rows.map(({ id }) => id)
        return [
          ids(await rewardList(tx, { area, hidden: nobody }, open)),
          ids(await rewardList(tx, { area, hidden }, open)),
          ids(await rewardList(tx, { area, office: 'office-market', hidden: nobody }, open)),
          (await rewardById(tx, 'r1'))?.sum,
        ]
      })
      expect(seen).toEqual([['r2', 'r1', 'r3'], ['r1', 'r3'], ['r3'], 300_000_000_000])
    })

    it('of an erased case the books keep what was notified and paid, and nothing leads back to it', async () => {
      const { db } = store()
      const seen = await db.transaction(async (tx) => {
        await saveCaseRow(tx, aCase('c1'))
        await keepWish(tx, { caseId: 'c1', area })
        await keepClaimSecret(tx, 'c1', 'digest of the secret')
        const here = { caseId: 'c1', number: 'RC-2026-c1' }
        await saveReward(tx, aReward('never', here))
        const told = { notice: '荣卫奖〔2026〕1号', year: 2026, notifiedAt: 5, state: 'paid' }
        await saveReward(tx, aReward('told', { ...here, ...told, paid: 100 }))
        await append(tx, 0, 'e1')
        const paid = { area, office: 'office-health', scheme: 'test', offence: 'A1', level: '二级' }
        await keepPayment(tx, { reward: 'told', seq: 7, ...paid, kind: 'paid', sum: 100, at: 9 })
        const before = {
          secret: await caseOfSecret(tx, 'digest of the secret'),
          onItsWay: await hasRewardOnItsWay(tx, 'c1'),
          same: (await rewardsOnDecision(tx, 'mark of the decision')).length,
        }
        await letGoCase(tx, 'c1', 'RC-2026-c1')
        return {
          before,
          secret: await caseOfSecret(tx, 'digest of the secret'),
          never: await rewardById(tx, 'never'),
          told: await rewardById(tx, 'told'),
          events: (await rewardEvents(tx, 'r1')).length,
          same: (await rewardsOnDecision(tx, '')).length,
          listed: (await rewardAmounts(tx, { area }, { from: 0, to: 9 })).length,
          paid: await paymentsBetween(tx, { area }, { from: 9, to: 10 }),
        }
      })
      expect(seen.before).toEqual({ secret: 'c1', onItsWay: true, same: 2 })
      expect(seen.told).toMatchObject({ sum: 300_000_000_000, paid: 100, decision: '' })
      expect(seen.told).not.toHaveProperty('caseId')
      expect(seen.told).not.toHaveProperty('number')
      expect(seen).toMatchObject({ secret: undefined, never: undefined, events: 0, same: 0 })
      expect([seen.listed, seen.paid.length]).toEqual([1, 1])
    })

    it("an area's parameters are kept version by version; the newest holds", async () => {
      const { db } = store()
      const version = {
        area,
        scheme: 's',
        at: 1,
        by: 'o',
        reason: '依据',
        content: '{}',
        hash: 'h',
        approvedBy: 'another',
      }
      const seen = await db.transaction(async (tx) => {
        await addParameters(tx, { ...version, number: 1 })
        await addParameters(tx, { ...version, number: 2 })
        const all = await parameterVersions(tx, area, 's')
        return [
          all.map(({ number }) => number),
          (await newestParameters(tx, area, 's'))?.number,
          await newestParameters(tx, '211382', 's'),
        ]
      })
      expect(seen).toEqual([[2, 1], 2, undefined])
    })

    it('of an area there is one draft for a scheme; a later one takes its place, and it goes once', async () => {
      const { db } = store()
      const draft = { area, scheme: 's', at: 1, by: 'o1', reason: '依据', content: '{}', seen: 0 }
      const seen = await db.transaction(async (tx) => {
        await saveDraft(tx, { ...draft, id: 'd1' })
        await saveDraft(tx, { ...draft, id: 'd2', by: 'o2' })
        await saveDraft(tx, { ...draft, id: 'd3', area: '211382' })
        await dropDraft(tx, 'd1')
        const kept = await draftOf(tx, area, 's')
        await sendDraftBack(tx, 'd2', { sentBackBy: 'o3', sentBack: '不对' })
        const back = (await draftOf(tx, area, 's'))?.sentBack
        await saveDraft(tx, { ...draft, id: 'd2', by: 'o2' })
        const mended = (await draftOf(tx, area, 's'))?.sentBack
        await dropDraft(tx, 'd2')
        return [
          kept,
          back,
          mended,
          await draftOf(tx, area, 's'),
          (await draftOf(tx, '211382', 's'))?.id,
        ]
      })
      expect(seen).toEqual([{ ...draft, id: 'd2', by: 'o2' }, '不对', undefined, undefined, 'd3'])
    })
  })
}
