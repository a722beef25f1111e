import { describe, expect, it } from 'vitest'
import { countUndelivered, leaseDue, markSending, undelivered, LEASE } from '#store/outbox-lease.ts'
import {
  answersOf,
  backOff,
  markClosed,
  markRetry,
  markSent,
  markUncertain,
  markUndeliverable,
  outboxById,
  owe,
  type Owed,
} from '#store/outbox.ts'
import type { Db } from '#store/transaction.ts'
import { anOwed, sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const owing = async (db: Db, rows: readonly Owed[]): Promise<void> => {
  await db.transaction(async (tx) => await owe(tx, rows))
}
const leased = async (db: Db, now: number, worker = 'a'): Promise<readonly string[]> =>
  (await db.transaction(async (tx) => await leaseDue(tx, worker, now, { limit: 100 }))).map(
    ({ id }) => id,
  )

const begins = async (db: Db, now: number, worker = 'a'): Promise<boolean> =>
  await db.transaction(async (tx) => await markSending(tx, '1', { worker, now }))

const owed = (the: TheStore) =>
  describe('a message owed', () => {
    it('is owed once, however often the same id is owed', async () => {
      const { db } = the()
      const first = await db.transaction(async (tx) => await owe(tx, [anOwed('1'), anOwed('2')]))
      const again = await db.transaction(
        async (tx) => await owe(tx, [anOwed('1', { kind: 'notice' }), anOwed('3')]),
      )
      expect(first.map(({ id, seq }) => `${id} ${seq}`)).toEqual(['1 1', '2 2'])
      expect(again.map(({ id, seq, kind }) => `${id} ${seq} ${kind}`)).toEqual([
        '1 1 answer',
        '3 3 answer',
      ])
    })

    it('is said again, in order, to the delivery it answers', async () => {
      const { db } = the()
      const inReplyTo = { channel: 'web', once: '42' }
      await owing(db, [anOwed('b', { inReplyTo }), anOwed('a', { inReplyTo }), anOwed('c')])
      await db.transaction(async (tx) => await markSent(tx, 'b', 5))
      const answers = await db.read(async (tx) => await answersOf(tx, 'web', '42'))
      expect(answers.map(({ id, state }) => `${id} ${state}`)).toEqual(['b sent', 'a owed'])
    })

    it('goes to one worker while the lease runs, to another after it', async () => {
      const { db } = the()
      await owing(db, [anOwed('1')])
      expect(await leased(db, 999)).toEqual([])
      expect(await leased(db, 1_000)).toEqual(['1'])
      expect(await leased(db, 1_000 + LEASE - 1, 'b')).toEqual([])
      expect(await leased(db, 1_000 + LEASE, 'b')).toEqual(['1'])
    })

    it('that the process which heard sends itself is nobody else’s until its lease ends', async () => {
      const { db } = the()
      await owing(db, [anOwed('1', { leasedBy: 'me', leaseUntil: 5_000 })])
      expect(await leased(db, 4_999)).toEqual([])
      expect(await leased(db, 5_000)).toEqual(['1'])
    })

    it('waits for every earlier one of its conversation, not for other conversations', async () => {
      const { db } = the()
      await owing(db, [anOwed('1'), anOwed('2'), anOwed('9', { session: 's2' })])
      expect((await leased(db, 1_000)).toSorted()).toEqual(['1', '9'])
      expect(await leased(db, 1_001)).toEqual([])
      await db.transaction(async (tx) => await markRetry(tx, '1', 8_000))
      expect(await leased(db, 7_999)).toEqual([])
      await db.transaction(async (tx) => await markSent(tx, '1', 8_000))
      expect(await leased(db, 8_000)).toEqual(['2'])
    })

    it('is left to whoever runs its channel, unless nobody has sent it for too long', async () => {
      const { db } = the()
      await owing(db, [
        anOwed('1', { session: 's1', handle: 'chat' }),
        anOwed('2', { session: 's2', handle: 'mail' }),
        anOwed('3', { session: 's3', handle: 'left' }),
      ])
      const places = [
        ['chat', 'web-chat'],
        ['mail', 'email'],
      ] as const
      const takes = async (now: number, anyBefore: number) =>
        await db.transaction(async (tx) => {
          const taking = { limit: 10, channels: ['web-chat', 'terminal'], anyBefore }
          return (await leaseDue(tx, 'a', now, taking)).map(({ id }) => id).toSorted()
        })
      await db.transaction(async (tx) => {
        for (const [handle, channel] of places)
          await tx
            .insertInto('addresses')
            .values({ handle, channel, keyId: 'k1', sealed: sealed(handle) })
            .execute()
      })
      expect(await takes(1_000, 1_000)).toEqual(['1', '3'])
      expect(await takes(1_001, 1_000)).toEqual([])
      expect(await takes(1_002, 1_001)).toEqual(['2'])
    })

    it('goes to exactly one of many workers', async () => {
      const { db, again } = the()
      const other = await again()
      await owing(
        db,
        Array.from({ length: 60 }, (_, n) => anOwed(`${n}`, { session: `s${n}` })),
      )
      const rounds = Array.from(
        { length: 12 },
        async (_, n) =>
          await (n % 2 ? db : other).transaction(
            async (tx) => await leaseDue(tx, `worker ${n}`, 1_000, { limit: 10 }),
          ),
      )
      const ids = (await Promise.all(rounds)).flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      ids.push(...(await leased(db, 1_000)))
      expect(new Set(ids).size).toBe(60)
    })
  })

const fates = (the: TheStore) =>
  describe('the fate of a message', () => {
    const fate = async (db: Db, id: string) => {
      const row = await db.read(async (tx) => await outboxById(tx, id))
      return { state: row?.state, doubts: row?.doubts, attempts: row?.attempts }
    }

    it('owed → sending → sent', async () => {
      const { db } = the()
      await owing(db, [anOwed('1')])
      await leased(db, 1_000)
      expect(await begins(db, 1_000)).toBe(true)
      expect(await fate(db, '1')).toEqual({ state: 'sending', doubts: 0, attempts: 1 })
      await db.transaction(async (tx) => await markSent(tx, '1', 2_000))
      expect(await fate(db, '1')).toEqual({ state: 'sent', doubts: 0, attempts: 1 })
      expect(await leased(db, 9_999_999)).toEqual([])
    })

    it('a crash while sending → uncertain, sent once more, and each crash is counted', async () => {
      const { db } = the()
      await owing(db, [anOwed('1', { state: 'sending', leasedBy: 'me', leaseUntil: 2_000 })])
      expect(await leased(db, 1_999)).toEqual([])
      expect(await leased(db, 2_000)).toEqual(['1'])
      expect(await fate(db, '1')).toEqual({ state: 'uncertain', doubts: 1, attempts: 1 })
      expect(await begins(db, 2_000)).toBe(true)
      expect(await leased(db, 2_000 + LEASE)).toEqual(['1'])
      expect(await fate(db, '1')).toEqual({ state: 'uncertain', doubts: 2, attempts: 2 })
      await db.transaction(async (tx) => await markSent(tx, '1', 70_000))
      expect(await fate(db, '1')).toEqual({ state: 'sent', doubts: 2, attempts: 2 })
    })

    it('is not begun by whoever holds it no more', async () => {
      const { db } = the()
      await owing(db, [anOwed('1')])
      expect(await begins(db, 1_000)).toBe(false)
      await leased(db, 1_000)
      expect(await begins(db, 1_000 + LEASE)).toBe(false)
      await leased(db, 1_000 + LEASE, 'b')
      expect(await begins(db, 1_000 + LEASE)).toBe(false)
      expect(await begins(db, 1_000 + LEASE, 'b')).toBe(true)
      expect(await begins(db, 1_000 + LEASE, 'b')).toBe(false)
    })

    it('a crash before the call leaves no doubt', async () => {
      const { db } = the()
      await owing(db, [anOwed('1')])
      await leased(db, 1_000)
      expect(await leased(db, 1_000 + LEASE)).toEqual(['1'])
      expect((await fate(db, '1')).doubts).toBe(0)
    })

    it('a call without an answer → uncertain, due at once', async () => {
      const { db } = the()
      await owing(db, [anOwed('1')])
      await leased(db, 1_000)
      await begins(db, 1_000)
      await db.transaction(async (tx) => await markUncertain(tx, '1', 3_000))
      expect(await fate(db, '1')).toEqual({ state: 'uncertain', doubts: 1, attempts: 1 })
      expect(await leased(db, 3_000)).toEqual(['1'])
    })

    it('a person who left stops nothing and is no failure', async () => {
      const { db } = the()
      await owing(db, [anOwed('1'), anOwed('2')])
      await db.transaction(async (tx) => await markClosed(tx, '1'))
      expect(await leased(db, 1_000)).toEqual(['2'])
      expect(await db.read(async (tx) => await undelivered(tx))).toEqual([])
    })

    it('what was given up, what is doubtful and what is late stands on the desk’s list', async () => {
      const { db } = the()
      await owing(
        db,
        ['1', '2', '3', '4'].map((id) => anOwed(id, { session: id })),
      )
      await owing(db, [anOwed('5', { session: '5', createdAt: 9_000 })])
      await db.transaction(async (tx) => {
        await markUndeliverable(tx, '1', 2_000)
        await markUncertain(tx, '2', 2_000)
        await markSent(tx, '3', 2_000)
      })
      const listed = await db.read(async (tx) => await undelivered(tx, 5_000))
      expect(listed.map(({ id }) => id).toSorted()).toEqual(['1', '2', '4'])
    })

    it('nobody got is counted, however many that were sent in doubt are older', async () => {
      const { db } = the()
      const ids = Array.from({ length: 205 }, (_, n) => `sent-${n}`)
      await owing(
        db,
        ids.map((id) => anOwed(id, { session: id })),
      )
      await owing(db, [anOwed('lost', { session: 'lost', createdAt: 3_000 })])
      await db.transaction(async (tx) => {
        for (const id of ids) {
          await markUncertain(tx, id, 2_000)
          await markSent(tx, id, 2_500)
        }
        await markUndeliverable(tx, 'lost', 4_000)
      })
      expect(await db.read(async (tx) => await countUndelivered(tx, 5_000))).toBe(1)
      expect(await db.read(async (tx) => await undelivered(tx, 5_000))).toHaveLength(200)
    })

    it('waits longer after each attempt, never more than an hour', () => {
      expect([1, 2, 3, 4].map(backOff)).toEqual([5_000, 10_000, 20_000, 40_000])
      expect(backOff(1_000)).toBe(3_600_000)
    })
  })

export const outboxContract = (the: TheStore): void => {
  owed(the)
  fates(the)
}
