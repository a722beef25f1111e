import { describe, expect, it } from 'vitest'
import { evidenceById, evidenceOfCase, evidenceOfSession, saveEvidence } from '#store/evidence.ts'
import { heardBefore, keepHeard, pruneHeard } from '#store/heard.ts'
import { owe } from '#store/outbox.ts'
import {
  loadSession,
  quietSessions,
  saveSession,
  sessionById,
  sessionOfHandle,
  takeSeqs,
} from '#store/sessions.ts'
import { dropTimer, dueTimers, setTimer } from '#store/timers.ts'
import { lines } from '#store/transcript.ts'
import { addWaiting, forwardsOf, keepForward, listWaiting, releaseWaiting } from '#store/waiting.ts'
import { aHeard, anEvidence, anOwed, aSession, sealed } from './builders.ts'
import type { TheStore } from './contract.ts'

const sessions = (the: TheStore) =>
  describe('a conversation', () => {
    it('comes back as it was kept, bytes and all', async () => {
      const row = aSession('s1', { area: '500153', wait: 'w1', at: 1_767_225_600_000 })
      await the().db.transaction(async (tx) => await saveSession(tx, row))
      await the().db.read(async (tx) => {
        const found = await loadSession(tx, row.addressHash)
        expect({ ...found, sealed: Buffer.from(found?.sealed ?? []) }).toEqual(row)
        expect((await sessionById(tx, 's1', false))?.handle).toBe(row.handle)
        expect((await sessionOfHandle(tx, row.handle))?.id).toBe('s1')
      })
    })

    it('that no longer waits has no wait', async () => {
      await the().db.transaction(async (tx) => {
        await saveSession(tx, aSession('s1', { wait: 'w1' }))
        await saveSession(tx, aSession('s1', { status: 'ended' }))
      })
      const found = await the().db.read(async (tx) => await sessionById(tx, 's1'))
      expect(found?.status).toBe('ended')
      expect(found).not.toHaveProperty('wait')
    })

    it('is one for an address, though two processes hear it for the first time together', async () => {
      const { db, again } = the()
      const other = await again()
      const hear = async (n: number): Promise<string> =>
        await (n % 2 ? db : other).transaction(async (tx) => {
          const known = await loadSession(tx, 'one address', true)
          if (known) return known.id
          await saveSession(tx, aSession(`s${n}`, { addressHash: 'one address' }))
          return `s${n}`
        })
      const ids = await Promise.all(Array.from({ length: 12 }, async (_, n) => await hear(n)))
      expect(new Set(ids).size).toBe(1)
    })

    it('is due for erasure after silence, the longest silent first', async () => {
      await the().db.transaction(async (tx) => {
        await saveSession(tx, aSession('s1', { at: 300 }))
        await saveSession(tx, aSession('s2', { at: 100 }))
        await saveSession(tx, aSession('s3', { at: 900 }))
      })
      const quiet = await the().db.read(async (tx) => await quietSessions(tx, 500, 10))
      expect(quiet.map(({ id }) => id)).toEqual(['s2', 's1'])
    })

    it('counts its lines without two having the same place', async () => {
      const { db } = the()
      const firsts = await Promise.all(
        Array.from({ length: 20 }, async () => {
          return await db.transaction(async (tx) => await takeSeqs(tx, 's1', 3))
        }),
      )
      expect(firsts.toSorted((a, b) => a - b)).toEqual(firsts.map((_, n) => n * 3 + 1))
    })
  })

const heard = (the: TheStore) =>
  describe('a delivery', () => {
    it('is known the second time, on its own channel only', async () => {
      await the().db.transaction(async (tx) => await keepHeard(tx, aHeard('42')))
      await the().db.read(async (tx) => {
        expect(await heardBefore(tx, 'web', '42')).toBe(true)
        expect(await heardBefore(tx, 'telegram', '42')).toBe(false)
        expect(await heardBefore(tx, 'web', '43')).toBe(false)
      })
    })

    it('that two processes hear at once acts once, and neither fails', async () => {
      const { db, again } = the()
      const other = await again()
      const hear = async (n: number, once: string): Promise<string> =>
        await (n % 2 ? db : other).transaction(async (tx) => {
          if (await heardBefore(tx, 'web', once)) return 'again'
          await keepHeard(tx, aHeard(once, { seq: n }))
          return 'acted'
        })
      for (const once of ['1', '2', '3', '4', '5', '6']) {
        const said = await Promise.all([0, 1, 2, 3].map(async (n) => await hear(n, once)))
        expect(said.filter((word) => word === 'acted')).toHaveLength(1)
      }
    })

    it('is forgotten when no platform repeats it any more', async () => {
      const left = await the().db.transaction(async (tx) => {
        await keepHeard(tx, aHeard('1', { at: 10 }))
        await keepHeard(tx, aHeard('2', { at: 20 }))
        const gone = await pruneHeard(tx, 20)
        return { gone, known: await heardBefore(tx, 'web', '2') }
      })
      expect(left).toEqual({ gone: 1, known: true })
    })

    it('and what we said to it stand in the transcript in order', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        for (const n of ['1', '2']) {
          await keepHeard(tx, aHeard(n))
          await owe(tx, [anOwed(`${n}a`), anOwed(`${n}b`)])
        }
        await keepHeard(tx, aHeard('9', { session: 's2' }))
      })
      const all = await db.read(async (tx) => await lines(tx, 's1'))
      expect(all.map(({ from, seq }) => `${from} ${seq}`)).toEqual([
        'heard 1',
        'said 2',
        'said 3',
        'heard 4',
        'said 5',
        'said 6',
      ])
      const later = await db.read(async (tx) => await lines(tx, 's1', 4))
      expect(later.map(({ id }) => id)).toEqual(['2a', '2b'])
    })
  })

const timers = (the: TheStore) =>
  describe('a timer', () => {
    it('comes when it is due, to one worker, and again if that worker dies', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        for (const at of [100, 300])
          for (let once = 0; once < 2; once++) await setTimer(tx, { session: 's1', wait: 'w1', at })
      })
      const due = async (worker: string, now: number) =>
        await db.transaction(async (tx) => await dueTimers(tx, worker, now, 10))
      expect(await due('a', 99)).toEqual([])
      expect(await due('a', 100)).toEqual([{ session: 's1', wait: 'w1', at: 100 }])
      expect(await due('b', 200)).toEqual([])
      expect(await due('b', 60_100)).toHaveLength(2)
    })

    it('that was dropped does not come', async () => {
      const { db } = the()
      const left = await db.transaction(async (tx) => {
        await setTimer(tx, { session: 's1', wait: 'w1', at: 1 })
        await setTimer(tx, { session: 's1', wait: 'w2', at: 2 })
        await setTimer(tx, { session: 's1', wait: 'w2', at: 3 })
        await setTimer(tx, { session: 's2', wait: 'w1', at: 4 })
        await dropTimer(tx, { session: 's1', wait: 'w2', at: 2 })
        await dropTimer(tx, { session: 's1', wait: 'w1' })
        await dropTimer(tx, { session: 's2' })
        return await dueTimers(tx, 'a', 10, 10)
      })
      expect(left).toEqual([{ session: 's1', wait: 'w2', at: 3 }])
    })
  })

const waiting = (the: TheStore) =>
  describe('a conversation that waits for a person', () => {
    it('keeps its place, shows what was forwarded, and is gone when released', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        const wait = { area: '500153', why: 'asked-for-person' }
        await addWaiting(tx, { ...wait, session: 's2', at: 20 })
        await addWaiting(tx, { ...wait, session: 's1', at: 10 })
        await addWaiting(tx, { ...wait, session: 's2', at: 5 })
        await addWaiting(tx, { ...wait, session: 's3', area: '370300', at: 1 })
        for (const id of ['f1', 'f2', 'f1'])
          await keepForward(tx, { id, session: 's1', at: 11, keyId: 'k', sealed: sealed(id) })
      })
      const list = await db.read(async (tx) => await listWaiting(tx, '500153'))
      expect(list.map(({ session }) => session)).toEqual(['s1', 's2'])
      const forwards = await db.read(async (tx) => await forwardsOf(tx, 's1'))
      expect(forwards.map(({ id }) => id)).toEqual(['f1', 'f2'])
      await db.transaction(async (tx) => await releaseWaiting(tx, 's1'))
      const left = await db.read(async (tx) => await listWaiting(tx, '500153'))
      expect(left.map(({ session }) => session)).toEqual(['s2'])
    })
  })

const evidence = (the: TheStore) =>
  describe('a file', () => {
    it('belongs to its conversation, and to its case once there is one', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        await saveEvidence(tx, anEvidence('e1', { at: 2, name: sealed('e1') }))
        await saveEvidence(tx, anEvidence('e2', { at: 1, session: 's2' }))
        await saveEvidence(tx, anEvidence('e2', { at: 1, session: 's1', caseId: 'c1' }))
      })
      await db.read(async (tx) => {
        expect((await evidenceOfSession(tx, 's1')).map(({ id }) => id)).toEqual(['e2', 'e1'])
        expect((await evidenceOfCase(tx, 'c1')).map(({ id }) => id)).toEqual(['e2'])
        expect(await evidenceById(tx, 'e1')).not.toHaveProperty('caseId')
        expect(Buffer.from((await evidenceById(tx, 'e1'))?.name ?? [])).toEqual(sealed('e1'))
      })
    })
  })

export const conversationContract = (the: TheStore): void => {
  sessions(the)
  heard(the)
  timers(the)
  waiting(the)
  evidence(the)
}
