import { describe, expect, it } from 'vitest'
import {
  addIdentityRequest,
  answerIdentityRequest,
  endIdentityGrant,
  identityRequest,
  identityRequestsIn,
  identityRequestsOf,
  markIdentitySeen,
} from '#store/identity-requests.ts'
import { officerById, saveOfficer } from '#store/officers.ts'
import { addReceiptKey, receiptKeys, retireReceiptKeys } from '#store/receipt-keys.ts'
import { keepSetup, takeSetup } from '#store/setups.ts'
import type { Db } from '#store/transaction.ts'
import { sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const aRequest = (id: string, given: object = {}) => ({
  id,
  caseId: 'c1',
  number: 'RC-2026-00001',
  area: '500153',
  purpose: 'verify-facts',
  asker: 'officer-wei',
  keyId: 'k1',
  asked: sealed(id),
  askedAt: 1_800_000_000_000,
  ...given,
})

const granted = (by: string) => ({
  state: 'granted',
  answeredBy: by,
  answer: sealed('yes'),
  answeredAt: 1_800_000_000_001,
  until: 1_800_003_600_001,
  links: 'same-inviter',
  proof: new Uint8Array([0, 1, 255]),
})

const ask = async (db: Db, ...requests: readonly ReturnType<typeof aRequest>[]): Promise<void> =>
  await db.transaction(async (tx) => {
    for (const request of requests) await addIdentityRequest(tx, request)
  })

/** Requests for identities, who made which account, and the keys that sign receipts. */
export const identityContract = (the: TheStore) =>
  describe('requests for identities', () => {
    it('come back as they were asked and answered', async () => {
      const { db } = the()
      await ask(db, aRequest('r1'))
      await db.transaction(async (tx) => {
        expect(await identityRequest(tx, 'r1')).toMatchObject({ state: 'asked', askedAt: 1.8e12 })
        expect(await answerIdentityRequest(tx, 'r1', granted('officer-du'))).toBe(true)
      })
      const kept = await db.read(async (tx) => await identityRequest(tx, 'r1'))
      expect(kept).toMatchObject({
        state: 'granted',
        until: 1_800_003_600_001,
        links: 'same-inviter',
      })
      expect([...(kept?.proof ?? [])]).toEqual([0, 1, 255])
      expect(kept).not.toHaveProperty('endedAt')
    })

    it('are answered once: of two at the same time the second is told', async () => {
      const { db, again } = the()
      const other = await again()
      await ask(db, aRequest('r1'))
      const answers = await Promise.all(
        [db, other].map(
          async (one, n) =>
            await one.transaction(
              async (tx) => await answerIdentityRequest(tx, 'r1', granted(`officer-${n}`)),
            ),
        ),
      )
      expect(answers.filter(Boolean)).toHaveLength(1)
    })

    it('wait in the order of asking; what was answered stands apart, and each area sees its own', async () => {
      const { db } = the()
      await ask(
        db,
        aRequest('r1', { askedAt: 3 }),
        aRequest('r2', { askedAt: 2, caseId: 'c2' }),
        aRequest('r3', { askedAt: 1 }),
        aRequest('r4', { area: '370300' }),
      )
      await db.transaction(async (tx) => {
        await answerIdentityRequest(tx, 'r3', granted('officer-du'))
        const ids = async (waiting: boolean) =>
          (await identityRequestsIn(tx, '500153', { waiting, limit: 10 })).map(({ id }) => id)
        expect(await ids(true)).toEqual(['r2', 'r1'])
        expect(await ids(false)).toEqual(['r3'])
        expect((await identityRequestsOf(tx, 'c1')).map(({ id }) => id)).toEqual(['r4', 'r1', 'r3'])
      })
    })

    it('a first look is the first once; an ended grant stays ended', async () => {
      const { db } = the()
      await ask(db, aRequest('r1'))
      await db.transaction(async (tx) => {
        await answerIdentityRequest(tx, 'r1', granted('officer-du'))
        expect(await markIdentitySeen(tx, 'r1', 5)).toBe(true)
        expect(await markIdentitySeen(tx, 'r1', 6)).toBe(false)
        await endIdentityGrant(tx, 'r1', 7)
        await endIdentityGrant(tx, 'r1', 8)
        expect(await identityRequest(tx, 'r1')).toMatchObject({
          state: 'ended',
          seenAt: 5,
          endedAt: 7,
        })
      })
    })

    it('who made an account stays with it', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        const seat = { role: 'handler', area: '500153', office: 'o', name: '魏' }
        await keepSetup(tx, { ...seat, tokenHash: 't', expiresAt: 9, invitedBy: 'officer-admin' })
        expect(await takeSetup(tx, 't', 1)).toMatchObject({ invitedBy: 'officer-admin' })
        const account = { ...seat, id: 'w', login: 'wei', passwordHash: 'h' }
        await saveOfficer(tx, { ...account, invitedBy: 'officer-admin' })
        expect(await officerById(tx, 'w')).toMatchObject({ invitedBy: 'officer-admin' })
        await saveOfficer(tx, { ...account, id: 'x', login: 'xi' })
        expect(await officerById(tx, 'x')).not.toHaveProperty('invitedBy')
      })
    })

    it('a retired key for receipts is kept, and the next one stands before it', async () => {
      const { db } = the()
      const aKey = (id: string, madeAt: number) => ({
        id,
        algorithm: 'Ed25519',
        publicKey: new Uint8Array([1]),
        sealed: sealed(id),
        madeAt,
      })
      await db.transaction(async (tx) => {
        await addReceiptKey(tx, aKey('k1', 1))
        await retireReceiptKeys(tx, 2)
        await addReceiptKey(tx, aKey('k2', 2))
        await retireReceiptKeys(tx, 3)
        await addReceiptKey(tx, aKey('k3', 3))
        const kept = await receiptKeys(tx)
        expect(kept.map(({ id, retiredAt }) => [id, retiredAt])).toEqual([
          ['k3', undefined],
          ['k2', 3],
          ['k1', 2],
        ])
      })
    })
  })
