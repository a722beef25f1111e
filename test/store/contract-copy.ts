import { sql } from 'kysely'
import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import { copyTables, isHalfCopied, mayTake, type Copying } from '#store/copy-tables.ts'
import { saveSession } from '#store/sessions.ts'
import { stateHash, tableSums } from '#store/state-hash.ts'
import { everyRow, rowsAfter, type Row } from '#store/table-rows.ts'
import { tablesOf, type Table } from '#store/tables.ts'
import type { Db } from '#store/transaction.ts'
import { aSession } from './builders.ts'

interface Pair {
  readonly from: Db
  readonly to: Db
  readonly close: () => Promise<void>
}

const hashOf = async (db: Db): Promise<string> =>
  await db.read(async (tx) => stateHash(await tableSums(tx, db.dialect)))

/** A database moved into another one: the claims hold in each direction. */
export const copyContract = (name: string, open: () => Promise<Pair>): void => {
  describe(`a database copied ${name}`, () => {
    let pair: Pair
    beforeEach(async () => {
      pair = await open()
    })
    afterEach(async () => await pair.close())

    const fill = async (count: number): Promise<void> => {
      await pair.from.transaction(async (tx) => {
        for (let n = 0; n < count; n++)
          await saveSession(
            tx,
            aSession(`s${n} 宁城 '"\\ ${n % 3}`, n % 2 ? { area: '211382' } : {}),
          )
      })
    }

    it('both have the same tables, each with a key', async () => {
      const [own, other] = [
        await pair.from.read(async (tx) => await tablesOf(tx, pair.from.dialect)),
        await pair.to.read(async (tx) => await tablesOf(tx, pair.to.dialect)),
      ]
      expect(own.length).toBeGreaterThan(50)
      expect(other).toEqual(own)
    })

    it('holds the same rows afterwards, by count and digest', async () => {
      await fill(1203)
      const told: Copying[] = []
      const copied = await copyTables(pair.from, pair.to, (one) => told.push(one))
      expect(copied).toMatchObject({ ok: true })
      expect(await hashOf(pair.to)).toBe(await hashOf(pair.from))
      expect(copied.ok && copied.value.stateHash).toBe(await hashOf(pair.from))
      expect(told.map(({ done }) => done)).toEqual(
        told.map(({ done }) => done).toSorted((a, b) => a - b),
      )
      expect(told.at(-1)?.of).toBeGreaterThanOrEqual(1203)
    })

    it('is not cut off by the source for how long the other one takes over a page', async () => {
      if (pair.from.dialect === 'sqlite') return
      await fill(3)
      let patience = ''
      const read: Db['read'] = async (work) =>
        await pair.from.read(async (tx) => {
          const done = await work(tx)
          const { rows } = await sql<{
            idle_in_transaction_session_timeout: string
          }>`show idle_in_transaction_session_timeout`.execute(tx)
          patience = rows[0]?.idle_in_transaction_session_timeout ?? ''
          return done
        })
      expect(await copyTables({ ...pair.from, read }, pair.to)).toMatchObject({ ok: true })
      expect(patience).toBe('0')
    })

    it('comes in pages that fit the memory, however long its rows are', async () => {
      await fill(40)
      const sessions = await pair.from.read(
        async (tx) =>
          (await tablesOf(tx, pair.from.dialect)).find((one) => one.name === 'sessions') as Table,
      )
      const pageOf = async (limits: { readonly limit: number; readonly bytes: number }) =>
        await pair.from.read(async (tx) => (await rowsAfter(tx, sessions, limits)).length)
      expect(await pageOf({ limit: 30, bytes: 1_000_000 })).toBe(30)
      const some = await pageOf({ limit: 30, bytes: 2_000 })
      expect(some).toBeGreaterThan(1)
      expect(some).toBeLessThan(30)
      expect(await pageOf({ limit: 30, bytes: 1 })).toBe(1)
      const rows: Row[] = []
      await pair.from.read(async (tx) => {
        for await (const page of everyRow(tx, sessions, 30)) rows.push(...page)
      })
      expect(rows).toHaveLength(40)
    })

    it('goes on where it was cut off, and brings nothing twice', async () => {
      await fill(1600)
      const cut = copyTables(pair.from, pair.to, ({ table, done }) => {
        if (table === 'sessions' && done >= 1000) throw new Error('cut off')
      })
      await expect(cut).rejects.toThrow('cut off')
      expect(await mayTake(pair.to)).toBe(true)
      const rest = await copyTables(pair.from, pair.to)
      expect(rest.ok && rest.value.brought).toBeLessThan(1600 - 900)
      expect(await hashOf(pair.to)).toBe(await hashOf(pair.from))
      expect(await mayTake(pair.to)).toBe(false)
    })

    it('takes up what changed in the source between two tries', async () => {
      await fill(700)
      const cut = copyTables(pair.from, pair.to, ({ table }) => {
        if (table === 'sessions') throw new Error('cut off')
      })
      await expect(cut).rejects.toThrow('cut off')
      await pair.from.transaction(async (tx) => {
        await sql`update "sessions" set "status" = 'over'`.execute(tx)
        await sql`delete from "sessions" where "id" like 's1 %'`.execute(tx)
      })
      expect(await copyTables(pair.from, pair.to)).toMatchObject({ ok: true })
      expect(await hashOf(pair.to)).toBe(await hashOf(pair.from))
    })

    it('is stopped before or after any of its steps, and the next try brings it to its end', async () => {
      await fill(3)
      const stops = async (at: number, isAfter: boolean): Promise<boolean> => {
        let step = 0
        const transaction: Db['transaction'] = async (work) => {
          const isLast = step++ === at
          if (isLast && !isAfter) throw new Error('killed')
          const done = await pair.to.transaction(work)
          if (isLast) throw new Error('killed')
          return done
        }
        return await copyTables(pair.from, { ...pair.to, transaction }).then(
          () => false,
          () => true,
        )
      }
      const isSmall = [pair.from, pair.to].every(({ dialect }) => dialect === 'sqlite')
      const kills = isSmall ? [false, true] : [true]
      let at = 0
      for (let stopped = true; stopped; at += 1)
        for (const isAfter of kills) {
          await pair.to.transaction(async (tx) => {
            await sql`delete from "sessions"`.execute(tx)
          })
          stopped = await stops(at, isAfter)
          if (await mayTake(pair.to)) await copyTables(pair.from, pair.to)
          expect(await hashOf(pair.to), `${at}`).toBe(await hashOf(pair.from))
          expect(await isHalfCopied(pair.to)).toBe(false)
        }
      expect(at).toBeGreaterThan(3)
    })

    it('whoever is cut off when all is proven is asked once more', async () => {
      await fill(3)
      const cut = copyTables(pair.from, pair.to, undefined, () => {
        throw new Error('cut off')
      })
      await expect(cut).rejects.toThrow('cut off')
      expect(await isHalfCopied(pair.to)).toBe(true)
      let proven = ''
      const rest = await copyTables(pair.from, pair.to, undefined, ({ stateHash: hash }) => {
        proven = hash
      })
      expect(rest).toMatchObject({ ok: true, value: { brought: 0 } })
      expect(proven).toBe(await hashOf(pair.from))
    })

    it('is told apart from one in which a single value differs', async () => {
      await fill(3)
      await copyTables(pair.from, pair.to)
      await pair.to.transaction(async (tx) => {
        await sql`update "sessions" set "area" = null where "area" is not null`.execute(tx)
      })
      expect(await hashOf(pair.to)).not.toBe(await hashOf(pair.from))
    })
  })
}
