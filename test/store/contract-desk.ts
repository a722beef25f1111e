import { describe, expect, it } from 'vitest'
import type { Office } from '#core/plan.ts'
import {
  disableOfficer,
  listOfficers,
  officerById,
  officerByLogin,
  saveOfficer,
} from '#store/officers.ts'
import { officesOf, saveOffices } from '#store/offices.ts'
import { keepSetup, setupByHash, takeSetup } from '#store/setups.ts'
import {
  closeWebSession,
  closeWebSessionsOf,
  openWebSession,
  pruneWebSessions,
  touchWebSession,
  webSession,
} from '#store/web-sessions.ts'
import type { TheStore } from './contract.ts'

const officers = (the: TheStore) =>
  describe('officers', () => {
    const anOfficer = {
      id: 'o1',
      name: '李明',
      login: 'liming',
      passwordHash: 'x',
      role: 'handler',
      office: 'office-health',
      area: '500153',
    }
    const aWebSession = {
      idHash: 'w1',
      officer: 'o1',
      csrf: 'c',
      createdAt: 1,
      seenAt: 1,
      expiresAt: 100,
    }

    it('are found by id, login and area, and a login is one person’s', async () => {
      const { db } = the()
      await db.transaction(async (tx) => await saveOfficer(tx, anOfficer))
      await db.read(async (tx) => {
        expect(await officerByLogin(tx, 'liming')).toEqual(anOfficer)
        expect((await officerById(tx, 'o1'))?.name).toBe('李明')
        expect(await listOfficers(tx, '370300')).toEqual([])
        expect(await listOfficers(tx)).toHaveLength(1)
      })
      const twin = { ...anOfficer, id: 'o2' }
      await expect(db.transaction(async (tx) => await saveOfficer(tx, twin))).rejects.toThrow(Error)
    })

    it('who are disabled are signed out everywhere at once', async () => {
      const { db } = the()
      await db.transaction(async (tx) => {
        await saveOfficer(tx, anOfficer)
        await openWebSession(tx, aWebSession)
        await disableOfficer(tx, 'o1', 50)
        expect(await webSession(tx, 'w1', 51)).toBeUndefined()
        expect((await officerById(tx, 'o1'))?.disabledAt).toBe(50)
      })
    })

    it('are signed in until the session ends, longer while they work', async () => {
      await the().db.transaction(async (tx) => {
        await openWebSession(tx, aWebSession)
        await openWebSession(tx, { ...aWebSession, idHash: 'w2' })
        expect(await webSession(tx, 'w1', 100)).toBeUndefined()
        await touchWebSession(tx, 'w1', { seenAt: 99, expiresAt: 200 })
        expect((await webSession(tx, 'w1', 100))?.seenAt).toBe(99)
        await pruneWebSessions(tx, 150)
        expect(await webSession(tx, 'w2', 99)).toBeUndefined()
        await closeWebSession(tx, 'w1')
        expect(await webSession(tx, 'w1', 100)).toBeUndefined()
        await openWebSession(tx, aWebSession)
        await closeWebSessionsOf(tx, 'o1')
        expect(await webSession(tx, 'w1', 50)).toBeUndefined()
      })
    })

    it('set a password by a link that works once and in time', async () => {
      const { db } = the()
      const link = {
        tokenHash: 't',
        name: '李明',
        role: 'intake',
        office: 'intake',
        area: '500153',
        expiresAt: 100,
      }
      await db.transaction(async (tx) => await keepSetup(tx, link))
      expect(await db.read(async (tx) => await setupByHash(tx, 't', 100))).toBeUndefined()
      expect(await db.read(async (tx) => await setupByHash(tx, 't', 99))).toEqual(link)
      const takers = Array.from({ length: 5 }, async () => {
        return await db.transaction(async (tx) => await takeSetup(tx, 't', 50))
      })
      expect((await Promise.all(takers)).filter((taken) => taken !== undefined)).toHaveLength(1)
    })
  })

const offices = (the: TheStore) =>
  describe('offices', () => {
    it('of an area are written as a whole and leave other areas alone', async () => {
      const office = (id: string, area: string): Office => ({
        id,
        area,
        name: '卫生监督所',
        department: 'health-commission',
        place: area,
        level: 'county',
        ...(id === 'b' && { delegatedBy: '荣昌区卫生健康委' }),
      })
      const found = await the().db.transaction(async (tx) => {
        await saveOffices(tx, '370300', [office('z', '370300')])
        await saveOffices(tx, '500153', [office('a', '500153')])
        await saveOffices(tx, '500153', [office('b', '500153'), office('c', '500153')])
        return [await officesOf(tx, '500153'), await officesOf(tx, '370300')]
      })
      expect(found).toEqual([
        [office('b', '500153'), office('c', '500153')],
        [office('z', '370300')],
      ])
    })
  })

export const deskContract = (the: TheStore): void => {
  officers(the)
  offices(the)
}
