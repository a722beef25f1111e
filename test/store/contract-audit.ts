import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { appendAudit, auditHeads, auditOf, verifyAudit, type Mac } from '#store/audit.ts'
import type { Db, Tx } from '#store/transaction.ts'
import { sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const mac: Mac = (bytes) => createHmac('sha256', 'audit key').update(bytes).digest()
const foreign: Mac = (bytes) => createHmac('sha256', 'another key').update(bytes).digest()

const entry = (n: number, area = '500153') => ({
  area,
  at: 1_000 + n,
  actor: 'officer:o1',
  action: 'case-read',
  subject: `RC-2026-${n}`,
  ...(n % 2 === 0 && { reason: 'inquiry', sealed: sealed(`${n}`) }),
})

const chain = async (db: Db, length: number): Promise<void> =>
  await db.transaction(async (tx) => {
    for (let n = 1; n <= length; n++) await appendAudit(tx, entry(n), mac)
    await appendAudit(tx, entry(1, '370300'), mac)
  })

const verdict = async (db: Db, key?: Mac): Promise<string> => {
  const result = await db.read(async (tx) => await verifyAudit(tx, key))
  return result.ok ? `whole, ${result.value.entries}` : result.refusal.key
}

/** Each is one thing an intruder with the database could do to entry `seq`. */
const tamperings: Readonly<Record<string, (tx: Tx, seq: number) => Promise<unknown>>> = {
  'a changed actor': async (tx, seq) =>
    await tx
      .updateTable('audit')
      .set({ actor: 'officer:o2' })
      .where('area', '=', '500153')
      .where('seq', '=', seq)
      .execute(),
  'a changed time': async (tx, seq) =>
    await tx
      .updateTable('audit')
      .set((eb) => ({ at: eb('at', '+', 1) }))
      .where('area', '=', '500153')
      .where('seq', '=', seq)
      .execute(),
  'a changed sealed reason': async (tx, seq) =>
    await tx
      .updateTable('audit')
      .set({ sealed: sealed('other') })
      .where('area', '=', '500153')
      .where('seq', '=', seq)
      .execute(),
  'a deleted entry': async (tx, seq) =>
    await tx.deleteFrom('audit').where('area', '=', '500153').where('seq', '=', seq).execute(),
  'an entry swapped with the first of another area': async (tx, seq) => {
    await tx.deleteFrom('audit').where('area', '=', '370300').execute()
    await tx
      .updateTable('audit')
      .set({ area: '370300', seq: 1 })
      .where('area', '=', '500153')
      .where('seq', '=', seq)
      .execute()
  },
}

class Undone extends Error {}

/** What verification says with the tampering in place, which is then undone. */
const verdictAfter = async (db: Db, tamper: (tx: Tx) => Promise<unknown>): Promise<string> => {
  let said = ''
  await db
    .transaction(async (tx) => {
      await tamper(tx)
      const result = await verifyAudit(tx, mac)
      said = result.ok ? 'whole' : result.refusal.key
      throw new Undone('undone')
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
  return said
}

export const auditContract = (the: TheStore): void => {
  describe('the audit chain', () => {
    it('is whole after honest work, from many at once', async () => {
      const { db, again } = the()
      const other = await again()
      await Promise.all(
        Array.from({ length: 40 }, async (_, n) => {
          await (n % 2 ? db : other).transaction(async (tx) => {
            await appendAudit(tx, entry(n), mac)
          })
        }),
      )
      expect(await verdict(db, mac)).toBe('whole, 40')
      expect(await verdict(db)).toBe('whole, 40')
      const heads = await db.read(async (tx) => await auditHeads(tx))
      expect(heads.map(({ area, count }) => `${area} ${count}`)).toEqual(['500153 40'])
    })

    it.each(Object.entries(tamperings))('shows %s, at every place', async (_, tamper) => {
      const { db } = the()
      await chain(db, 6)
      for (let seq = 1; seq <= 6; seq++)
        expect(await verdictAfter(db, async (tx) => await tamper(tx, seq))).toMatch(/^audit-/)
      expect(await verdict(db, mac)).toBe('whole, 7')
    })

    it('shows two neighbours exchanged', async () => {
      const { db } = the()
      await chain(db, 6)
      const move = async (tx: Tx, from: number, to: number) =>
        await tx
          .updateTable('audit')
          .set({ seq: to })
          .where('area', '=', '500153')
          .where('seq', '=', from)
          .execute()
      for (let seq = 1; seq < 6; seq++) {
        const said = await verdictAfter(db, async (tx) => {
          await move(tx, seq, 99)
          await move(tx, seq + 1, seq)
          await move(tx, 99, seq + 1)
        })
        expect(said).toBe('audit-broken')
      }
    })

    it('shows the last entry taken away, even where the head was put right without the key', async () => {
      const { db } = the()
      await chain(db, 6)
      const said = await verdictAfter(db, async (tx) => {
        await tx.deleteFrom('audit').where('area', '=', '500153').where('seq', '=', 6).execute()
        const before = await tx
          .selectFrom('audit')
          .select('hash')
          .where('area', '=', '500153')
          .where('seq', '=', 5)
          .executeTakeFirstOrThrow()
        const head = { count: 5, hash: before.hash }
        await tx.updateTable('auditHeads').set(head).where('area', '=', '500153').execute()
      })
      expect(said).toBe('audit-head-forged')
    })

    it('shows a whole area taken away from the heads', async () => {
      const { db } = the()
      await chain(db, 2)
      const said = await verdictAfter(
        db,
        async (tx) => await tx.deleteFrom('auditHeads').where('area', '=', '370300').execute(),
      )
      expect(said).toBe('audit-head-missing')
    })

    it('is not believed under another key', async () => {
      const { db } = the()
      await chain(db, 2)
      expect(await verdict(db, foreign)).toBe('audit-head-forged')
    })

    it('takes a key as a reason, never words', async () => {
      const { db } = the()
      const words = { ...entry(1), reason: '张三要求' }
      await expect(db.transaction(async (tx) => await appendAudit(tx, words, mac))).rejects.toThrow(
        'words go sealed',
      )
    })

    it('is read by subject', async () => {
      const { db } = the()
      await chain(db, 3)
      const found = await db.read(async (tx) => await auditOf(tx, 'RC-2026-1'))
      expect(found.map(({ area, seq }) => `${area} ${seq}`)).toEqual(['500153 1', '370300 1'])
    })
  })
}
