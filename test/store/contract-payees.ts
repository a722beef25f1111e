import { describe, expect, it } from 'vitest'
import { letGoIdentity } from '#store/let-go.ts'
import {
  askForPayee,
  expiredPayees,
  grantPayeeLook,
  letGoPayee,
  payeeGrant,
  payeeGrants,
} from '#store/payees.ts'
import { saveReward, type RewardRow } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import { sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const reward = 'r1'
const granted = { reward, asker: 'cashier', granter: 'head', until: 9_000_000_000_000 }

const ask = async (tx: Tx, asker: string, askedAt: number): Promise<void> =>
  await askForPayee(tx, { reward, asker, askedAt })

const anAccount = async (tx: Tx, id: string, caseId: string): Promise<void> => {
  const row = { reward: id, caseId, keyId: `key of ${id}`, sealed: sealed(id) }
  await tx.insertInto('payees').values(row).execute()
}

const words = (bytes: Uint8Array = new Uint8Array()): string => Buffer.from(bytes).toString()

const aReward = (id: string, given: Partial<RewardRow> = {}): RewardRow => ({
  id,
  caseId: 'c1',
  number: `RC-2026-${id}`,
  area: '500153',
  office: 'o',
  department: 'd',
  scheme: 's',
  offence: 'A1',
  level: '二级',
  state: 'paid',
  sum: 100,
  paid: 100,
  recover: 0,
  recovered: 0,
  decision: 'mark',
  version: 1,
  createdAt: 1,
  changedAt: 10,
  ...given,
})

export const payeeContract = (store: TheStore): void => {
  describe('where rewards are transferred to', () => {
    it('a question is granted once: a second grant changes neither who granted nor until when', async () => {
      const { db } = store()
      await db.transaction(async (tx) => {
        await ask(tx, 'cashier', 1)
        await grantPayeeLook(tx, { ...granted, proof: sealed('proof') })
        await grantPayeeLook(tx, { ...granted, granter: 'another', proof: sealed('other') })
      })
      const row = await db.read(async (tx) => await payeeGrant(tx, reward, 'cashier'))
      expect({ ...row, proof: words(row?.proof) }).toEqual({
        ...granted,
        askedAt: 1,
        proof: 'sealed proof',
      })
    })

    it('who asks again has no grant any more, and nobody has one for not having asked', async () => {
      const { db } = store()
      await db.transaction(async (tx) => {
        await ask(tx, 'cashier', 1)
        await grantPayeeLook(tx, { ...granted, proof: sealed('proof') })
        await grantPayeeLook(tx, { ...granted, asker: 'stranger', proof: sealed('proof') })
        await ask(tx, 'cashier', 2)
      })
      const [row, none] = await db.read(
        async (tx) =>
          [
            await payeeGrant(tx, reward, 'cashier'),
            await payeeGrant(tx, reward, 'stranger'),
          ] as const,
      )
      expect([row, none]).toEqual([{ reward, asker: 'cashier', askedAt: 2 }, undefined])
    })

    it('questions come in the order they were asked, those of one instant by who asked', async () => {
      const { db } = store()
      await db.transaction(async (tx) => {
        await ask(tx, 'b', 2)
        await ask(tx, 'c', 1)
        await ask(tx, 'a', 2)
        await askForPayee(tx, { reward: 'r2', asker: 'd', askedAt: 0 })
      })
      const rows = await db.read(async (tx) => await payeeGrants(tx, reward))
      expect(rows.map(({ asker }) => asker)).toEqual(['c', 'a', 'b'])
    })

    it('there is one account for a reward, and with the identity of a case its accounts go, no other', async () => {
      const { db } = store()
      await db.transaction(async (tx) => {
        for (const [id, caseId] of [
          ['r1', 'c1'],
          ['r2', 'c1'],
          ['r3', 'c2'],
        ] as const) {
          await saveReward(tx, aReward(id, { caseId }))
          await anAccount(tx, id, caseId)
        }
      })
      const twice = db.transaction(async (tx) => await anAccount(tx, 'r1', 'c1'))
      await expect(twice).rejects.toThrow(/unique/i)
      const gone = await db.transaction(async (tx) => await letGoIdentity(tx, 'c1'))
      expect([...gone.keys].toSorted()).toEqual(['key of r1', 'key of r2'])
      const left = await db.read(
        async (tx) => await tx.selectFrom('payees').select(['reward', 'sealed']).execute(),
      )
      expect(left.map((row) => ({ ...row, sealed: words(row.sealed) }))).toEqual([
        { reward: 'r3', sealed: 'sealed r3' },
      ])
    })

    it('an account is due only when nothing is to be paid or to come back, and nobody holds the case', async () => {
      const { db } = store()
      const due = await db.transaction(async (tx) => {
        const rows: readonly RewardRow[] = [
          aReward('r1'),
          aReward('r2', { state: 'claimed' }),
          aReward('r3', { state: 'revoked', recover: 100, recovered: 99 }),
          aReward('r4', { state: 'revoked', recover: 100, recovered: 100 }),
          aReward('r5', { changedAt: 50 }),
          aReward('r6', { caseId: 'held' }),
          aReward('r7', { area: '370300' }),
        ]
        for (const row of rows) {
          await saveReward(tx, row)
          await anAccount(tx, row.id, row.caseId ?? '')
        }
        const ended = { endedBy: null, endedAt: null, endReason: null }
        const place = { caseId: 'held', number: 'RC-2026-r6', area: '500153', keyId: 'k' }
        const placed = { placedBy: 'o', placedAt: 1, reason: sealed('why') }
        await tx
          .insertInto('holds')
          .values({ id: 'h1', ...place, ...placed, ...ended })
          .execute()
        return await expiredPayees(tx, { area: '500153', before: 50, limit: 9 })
      })
      expect(due.map((one) => one.reward)).toEqual(['r1', 'r4'])
    })

    it('with an account go the questions for it; with the identity of a case one that is still to be paid to stays', async () => {
      const { db } = store()
      const left = await db.transaction(async (tx) => {
        await saveReward(tx, aReward('r1'))
        await saveReward(tx, aReward('r2', { state: 'claimed' }))
        for (const id of ['r1', 'r2']) await anAccount(tx, id, 'c1')
        await ask(tx, 'cashier', 1)
        const identity = await letGoIdentity(tx, 'c1')
        const questions = await payeeGrants(tx, 'r1')
        return [identity.keys, questions, (await letGoPayee(tx, 'r2')).keys]
      })
      expect(left).toEqual([['key of r1'], [], ['key of r2']])
    })
  })
}
