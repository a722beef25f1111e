import { describe, expect, it } from 'vitest'
import { putAside, takeUp } from '#store/blocks.ts'
import {
  leaseEndpoints,
  noteNotTaken,
  noteTaken,
  oweNotices,
  pruneNotices,
  releaseEndpoint,
  takeFirst,
} from '#store/department-notices.ts'
import {
  addEndpoint,
  endpointById,
  endpointsIn,
  endpointsInTrouble,
  endpointsWanting,
  queuesIn,
  removeEndpoint,
  startEndpoint,
  stopEndpoint,
} from '#store/notice-endpoints.ts'
import type { Db } from '#store/transaction.ts'
import { sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const area = '500153'

const endpoint = async (db: Db, id: string, office?: string): Promise<void> =>
  await db.transaction(async (tx) => {
    const row = { id, area, kind: 'webhook', name: id, wants: ' task.new test ', keyId: 'k' }
    const more = office === undefined ? {} : { office }
    await addEndpoint(tx, { ...row, ...more, sealed: sealed(id), createdAt: 1000 })
  })

const owes = async (db: Db, to: string, abouts: readonly string[], more: object = {}) =>
  await db.transaction(async (tx) => {
    const rows = abouts.map((about) => ({
      id: `${to} ${about}`,
      endpoint: to,
      about,
      type: 'task.new',
      keyId: 'k',
      sealed: sealed(about),
      createdAt: 1000,
      ...more,
    }))
    await oweNotices(tx, area, rows)
  })

/** What a worker gets at a time, in order, each of them taken. */
const told = async (db: Db, worker: string, now: number): Promise<readonly string[]> => {
  const heard: string[] = []
  const leased = await db.transaction(async (tx) => await leaseEndpoints(tx, worker, now))
  for (const { id } of leased) {
    for (;;) {
      const row = await db.transaction(async (tx) => {
        const first = await takeFirst(tx, { endpoint: id, worker, now })
        if (first) await noteTaken(tx, first, { now, nextAt: now })
        return first
      })
      if (!row) break
      heard.push(row.id)
    }
    await db.transaction(async (tx) => await releaseEndpoint(tx, id, worker))
  }
  return heard
}

export const noticeContract = (the: TheStore): void => {
  describe('notices for departments', () => {
    it('go out in the order they were owed, each endpoint its own; owed twice is owed once', async () => {
      const { db } = the()
      await endpoint(db, 'a')
      await endpoint(db, 'b', 'office-1')
      await owes(db, 'a', ['1', '2'])
      await owes(db, 'b', ['1'])
      await owes(db, 'a', ['2', '3'])
      expect((await told(db, 'w', 2000)).toSorted()).toEqual(['a 1', 'a 2', 'a 3', 'b 1'])
      expect(await told(db, 'w', 3000)).toEqual([])
      const wanting = await db.read(
        async (tx) => await endpointsWanting(tx, { area, type: 'task.new' }),
      )
      expect(wanting.map(({ id, office }) => [id, office])).toEqual([
        ['a', undefined],
        ['b', 'office-1'],
      ])
      const none = await db.read(async (tx) => await endpointsWanting(tx, { area, type: 'task' }))
      expect(none).toEqual([])
    })

    it('of twenty deeds at once have a place each, and one order', async () => {
      const { db, again } = the()
      const other = await again()
      await endpoint(db, 'a')
      const abouts = Array.from({ length: 20 }, (_, n) => String(n))
      await Promise.all(
        abouts.map(async (about, n) => await owes(n % 2 ? db : other, 'a', [about])),
      )
      const seqs = await db.read(
        async (tx) => await tx.selectFrom('noticesOwed').select('seq').orderBy('seq').execute(),
      )
      expect(seqs.map(({ seq }) => seq)).toEqual(abouts.map((_, n) => n + 1))
    })

    it('are one worker’s alone while its lease runs; what it left behind counts as doubtful', async () => {
      const { db, again } = the()
      const other = await again()
      await endpoint(db, 'a')
      await owes(db, 'a', ['1'])
      await db.transaction(async (tx) => {
        await leaseEndpoints(tx, 'first', 2000)
        await takeFirst(tx, { endpoint: 'a', worker: 'first', now: 2000 })
      })
      expect(await told(other, 'second', 61_999)).toEqual([])
      const late = await other.transaction(async (tx) => {
        await leaseEndpoints(tx, 'second', 62_000)
        return await takeFirst(tx, { endpoint: 'a', worker: 'second', now: 62_000 })
      })
      expect(late).toMatchObject({ id: 'a 1', attempts: 2, doubts: 1, state: 'sending' })
      const lost = await db.transaction(
        async (tx) => await takeFirst(tx, { endpoint: 'a', worker: 'first', now: 62_000 }),
      )
      expect(lost).toBeUndefined()
      const queues = await db.read(async (tx) => await queuesIn(tx, area))
      expect(queues).toEqual([{ endpoint: 'a', waiting: 1, givenUp: 0, doubtful: 1, since: 1000 }])
    })

    it('that nobody took wait, then are given up, and come first when somebody mended it', async () => {
      const { db } = the()
      await endpoint(db, 'a')
      await owes(db, 'a', ['1', '2'])
      const fails = async (now: number, nextAt?: number): Promise<void> =>
        await db.transaction(async (tx) => {
          await leaseEndpoints(tx, 'w', now)
          const row = await takeFirst(tx, { endpoint: 'a', worker: 'w', now })
          if (!row) throw new Error('nothing was due')
          const failed = { failure: 'status-500', doubtful: true, now }
          await noteNotTaken(tx, row, nextAt === undefined ? failed : { ...failed, nextAt })
          await releaseEndpoint(tx, 'a', 'w')
        })
      await fails(2000, 5000)
      expect(await told(db, 'w', 4999)).toEqual([])
      await fails(5000)
      expect(await told(db, 'w', 9_000_000)).toEqual([])
      const row = await db.read(async (tx) => await endpointById(tx, 'a'))
      expect(row).toMatchObject({ state: 'silent', failures: 2, failure: 'status-500' })
      const trouble = await db.read(async (tx) => await endpointsInTrouble(tx))
      expect([...trouble]).toEqual([[area, 1]])
      expect(await db.read(async (tx) => await queuesIn(tx, area))).toMatchObject([
        { waiting: 1, givenUp: 1, doubtful: 1 },
      ])
      await db.transaction(async (tx) => await startEndpoint(tx, 'a', 10_000_000))
      expect(await told(db, 'w', 10_000_000)).toEqual(['a 1', 'a 2'])
      expect([...(await db.read(async (tx) => await endpointsInTrouble(tx)))]).toEqual([])
    })

    it('of a case that stands aside wait until it is taken up, and keep no other waiting', async () => {
      const { db } = the()
      await endpoint(db, 'a')
      await db.transaction(
        async (tx) => await putAside(tx, { caseId: 'c', block: 'x', area, at: 1 }),
      )
      await owes(db, 'a', ['1'], { caseId: 'c' })
      await owes(db, 'a', ['2'])
      expect(await told(db, 'w', 2000)).toEqual(['a 2'])
      await db.transaction(async (tx) => await takeUp(tx, 'c'))
      expect(await told(db, 'w', 2000)).toEqual(['a 1'])
    })

    it('are not owed to what is switched off, and are gone with what is taken away', async () => {
      const { db } = the()
      await endpoint(db, 'a')
      await owes(db, 'a', ['1'])
      await db.transaction(async (tx) => await stopEndpoint(tx, 'a', 'off'))
      expect(await told(db, 'w', 2000)).toEqual([])
      const off = await db.read(
        async (tx) => await endpointsWanting(tx, { area, type: 'task.new' }),
      )
      expect(off).toEqual([])
      await db.transaction(async (tx) => await removeEndpoint(tx, 'a'))
      expect(await db.read(async (tx) => await endpointsIn(tx, area))).toEqual([])
      await endpoint(db, 'b')
      await owes(db, 'b', ['1'])
      await db.transaction(async (tx) => await pruneNotices(tx, 1001))
      expect(await db.read(async (tx) => await queuesIn(tx, area))).toEqual([])
    })
  })
}
