import { describe, expect, it } from 'vitest'
import { appendAudit } from '#store/audit.ts'
import { auditTrail } from '#store/audit-trail.ts'
import * as kept from '#store/factors.ts'
import type { TheStore } from './contract.ts'

const mac = (bytes: Uint8Array): Uint8Array => bytes.slice(0, 8)
const factor = {
  id: 'f1',
  officer: 'o1',
  kind: 'totp',
  keyId: 'k1',
  sealed: new Uint8Array([1]),
  createdAt: 1,
  counter: 0,
}

export const signInContract = (store: TheStore): void => {
  describe('how officers prove who they are', () => {
    it('a step of time is taken once and never one before it', async () => {
      const taken = await store().db.transaction(async (tx) => {
        await kept.keepFactor(tx, factor)
        const steps = [59_000_000, 59_000_000, 58_999_999, 59_000_001]
        const all: boolean[] = []
        for (const counter of steps) all.push(await kept.useFactor(tx, 'f1', { counter, at: 2 }))
        const [row] = await kept.factorsOf(tx, 'o1')
        return [all, row?.counter, row?.usedAt, row?.confirmedAt]
      })
      expect(taken).toEqual([[true, false, false, true], 59_000_001, 2, undefined])
    })

    it('a recovery code is its officer’s, good once, and gone with the next ones', async () => {
      const used = await store().db.transaction(async (tx) => {
        await kept.keepRecoveryCodes(tx, 'o1', { hashes: ['a', 'b'], at: 1 })
        const use = async (officer: string, hash: string): Promise<boolean> =>
          await kept.useRecoveryCode(tx, { hash, officer, at: 2 })
        const all = [await use('o2', 'a'), await use('o1', 'a'), await use('o1', 'a')]
        const left = await kept.recoveryCodesLeft(tx, 'o1')
        await kept.keepRecoveryCodes(tx, 'o1', { hashes: ['c'], at: 3 })
        return [...all, left, await use('o1', 'b'), await kept.recoveryCodesLeft(tx, 'o1')]
      })
      expect(used).toEqual([false, true, false, 1, false, 1])
    })

    it('a challenge is answered once', async () => {
      const { db } = store()
      const use = async (id: string): Promise<boolean> =>
        await db.transaction(async (tx) => await kept.useChallenge(tx, { id, until: 10, now: 1 }))
      expect([await use('x'), await use('x'), await use('y'), await use('x')]).toEqual([
        true,
        false,
        true,
        false,
      ])
    })

    it('the trail is narrowed in the store, the newest first', async () => {
      const { db } = store()
      const found = await db.transaction(async (tx) => {
        for (const [at, actor, action] of [
          [1, 'officer:a', 'case-read'],
          [2, 'officer:b', 'signed-in'],
          [3, 'officer:a', 'signed-in'],
        ] as const)
          await appendAudit(tx, { area: '500153', at, actor, action, subject: 'x' }, mac)
        const nobody = { department: ['health-commission'], unnamed: true }
        const ask = async (more: object): Promise<readonly number[]> => {
          const rows = await auditTrail(tx, { chain: '500153', limit: 9, ...more }, nobody)
          return rows.map(({ seq }) => seq)
        }
        return [
          await ask({}),
          await ask({ actors: ['officer:a'] }),
          await ask({ actors: [] }),
          await ask({ action: 'signed-in', before: 3 }),
          await ask({ from: 2, to: 3 }),
          await ask({ chain: 'house' }),
        ]
      })
      expect(found).toEqual([[3, 2, 1], [3, 1], [], [2], [2], []])
    })
  })
}
