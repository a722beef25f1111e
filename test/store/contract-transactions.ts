import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { heardBefore, keepHeard } from '#store/heard.ts'
import { loadSession, saveSession } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { aHeard, aSession } from './builders.ts'
import type { TheStore } from './contract.ts'

const bound = async (tx: Tx, value: unknown): Promise<unknown> =>
  await sql`select ${value} as v`.execute(tx)

export const transactionContract = (the: TheStore): void => {
  describe('a transaction', () => {
    it('keeps all of its work or none', async () => {
      const { db } = the()
      const failing = db.transaction(async (tx) => {
        await saveSession(tx, aSession('s1'))
        throw new Error('the platform fell over')
      })
      await expect(failing).rejects.toThrow('the platform fell over')
      expect(await db.read(async (tx) => await loadSession(tx, 'hash of s1'))).toBeUndefined()
    })

    it('that fails takes nothing with it that shares its commit', async () => {
      const { db } = the()
      const works = Array.from({ length: 40 }, async (_, n) => {
        await db.transaction(async (tx) => {
          await saveSession(tx, aSession(`s${n}`))
          if (n % 3 === 0) throw new Error('no')
        })
      })
      const results = await Promise.allSettled(works)
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(14)
      for (let n = 0; n < 40; n++) {
        const row = await db.read(async (tx) => await loadSession(tx, `hash of s${n}`))
        expect(row?.id).toBe(n % 3 === 0 ? undefined : `s${n}`)
      }
    })

    it('that breaks a rule of the tables takes nothing with it either', async () => {
      const { db } = the()
      await db.transaction(async (tx) => await keepHeard(tx, aHeard('1', { seq: 1 })))
      const results = await Promise.allSettled(
        ['1', '2', '3'].map(async (once, n) => {
          await db.transaction(async (tx) => await keepHeard(tx, aHeard(once, { seq: n + 2 })))
        }),
      )
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
      expect(await db.read(async (tx) => await heardBefore(tx, 'web', '3'))).toBe(true)
    })

    it('within a transaction is refused instead of waiting for itself', async () => {
      const { db } = the()
      const nested = db.transaction(async () => await db.transaction(async () => 1))
      await expect(nested).rejects.toThrow('a transaction within a transaction')
      const reads = db.read(async () => await db.read(async () => 1))
      await expect(reads).rejects.toThrow('a read within a read')
      expect(await db.transaction(async () => await db.read(async () => 1))).toBe(1)
    })

    it('refuses values a column would silently lose', async () => {
      const { db } = the()
      for (const value of [{ a: 1 }, new Date(0), [1], true, Number.NaN])
        await expect(db.transaction(async (tx) => await bound(tx, value))).rejects.toThrow(
          'no column can hold',
        )
    })

    it('reads its own writes before the commit; others see them after it', async () => {
      const { db } = the()
      const seen = await db.transaction(async (tx) => {
        await saveSession(tx, aSession('s1'))
        const outside = await db.read(async (other) => await loadSession(other, 'hash of s1'))
        return { inside: await loadSession(tx, 'hash of s1'), outside }
      })
      expect(seen.inside?.id).toBe('s1')
      expect(seen.outside).toBeUndefined()
      expect(await db.read(async (tx) => (await loadSession(tx, 'hash of s1'))?.id)).toBe('s1')
    })

    it('of 64 at once all succeed', async () => {
      const { db } = the()
      await Promise.all(
        Array.from({ length: 64 }, async (_, n) => {
          await db.transaction(async (tx) => await saveSession(tx, aSession(`s${n}`)))
        }),
      )
      const { n } = await db.read(
        async (tx) =>
          await tx
            .selectFrom('sessions')
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow(),
      )
      expect(n).toBe(64)
    })
  })

  describe('the tables', () => {
    it('are not made twice when a second process opens the database', async () => {
      const { db, again } = the()
      await db.transaction(async (tx) => await saveSession(tx, aSession('s1')))
      const other = await again()
      expect(await other.read(async (tx) => (await loadSession(tx, 'hash of s1'))?.id)).toBe('s1')
    })

    it('of a newer release are refused', async () => {
      const { db, again } = the()
      await db.transaction(
        async (tx) => await tx.insertInto('migrations').values({ id: 99, at: 1 }).execute(),
      )
      await expect(again()).rejects.toThrow(/newer release: .*restore the copy/)
    })

    it('refuse a text where a number belongs', async () => {
      const { db } = the()
      const wrong = { at: 'soon' as unknown as number }
      await expect(
        db.transaction(async (tx) => await saveSession(tx, aSession('s1', wrong))),
      ).rejects.toThrow(Error)
    })
  })
}
