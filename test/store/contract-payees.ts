import { describe, expect, it } from 'vitest'
import { letGoIdentity } from '#store/let-go.ts'
import { askForPayee, grantPayeeLook, payeeGrant, payeeGrants } from '#store/payees.ts'
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
        await anAccount(tx, 'r1', 'c1')
        await anAccount(tx, 'r2', 'c1')
        await anAccount(tx, 'r3', 'c2')
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
  })
}
