import { describe, expect, it } from 'vitest'
import { startOf } from '#core/clock.ts'
import { channelStates, queues, saveChannelState } from '#store/channel-states.ts'
import { saveCaseRow } from '#store/cases.ts'
import { hasLost, isHop, keepHop, lostNews, markFound, markLost, newsOfHop } from '#store/hops.ts'
import { letGoCase } from '#store/let-go.ts'
import { addNews, markRead } from '#store/news.ts'
import { owe } from '#store/outbox.ts'
import { casesAtPlace, keepPlace, leavePlace, placesOfCase } from '#store/places.ts'
import { aCase } from './builders.ts'
import type { TheStore } from './contract.ts'

const sealed = new Uint8Array([1])

export const placesContract = (store: TheStore): void => {
  describe('places and channels', () => {
    it('the place used last stands first; a place finds its reports; both go with the report', async () => {
      const { db } = store()
      const { id, number } = aCase('00007')
      const seen = await db.transaction(async (tx) => {
        await saveCaseRow(tx, aCase('00007'))
        for (const finder of ['a', 'b', 'a']) await keepPlace(tx, { caseId: id, finder, sealed })
        const places = (await placesOfCase(tx, id)).map(({ finder }) => finder)
        const cases = (await casesAtPlace(tx, 'b')).map((row) => row.number)
        await leavePlace(tx, 'b')
        const left = (await placesOfCase(tx, id)).length
        await letGoCase(tx, id, number)
        return { places, cases, left, gone: (await placesOfCase(tx, id)).length }
      })
      expect(seen).toEqual({ places: ['a', 'b'], cases: [number], left: 1, gone: 0 })
    })

    it('news that found no place are listed with their day until they are read or looked up', async () => {
      const { db } = store()
      const { id, number, area } = aCase('00007')
      const seen = await db.transaction(async (tx) => {
        await saveCaseRow(tx, aCase('00007'))
        for (const [n, news] of ['n1', 'n2'].entries()) {
          await addNews(tx, { id: news, caseId: id, handle: 'h', sealed, at: n })
          await markLost(tx, news, startOf(`2026-11-2${n}`) + 10_000 + n)
        }
        const both = await lostNews(tx, area)
        await markRead(tx, ['n1'], 20)
        const one = await lostNews(tx, '')
        await keepHop(tx, { mark: 'm', news: 'n2' })
        const hop = [await isHop(tx, 'm'), (await newsOfHop(tx, 'm'))?.id]
        await markFound(tx, id)
        return { both, one, hop, none: [await lostNews(tx, area), await hasLost(tx, id)] }
      })
      expect(seen).toEqual({
        both: [{ number, area, count: 2, since: startOf('2026-11-20') }],
        one: [{ number, area, count: 1, since: startOf('2026-11-21') }],
        hop: [true, 'n2'],
        none: [[], false],
      })
    })

    it('of a channel the later times stand, and its queue is counted', async () => {
      const { db } = store()
      const seen = await db.transaction(async (tx) => {
        const base = { channel: 'telegram', state: 'on', since: 1, seenAt: 5 }
        await saveChannelState(tx, { ...base, lastIn: 9, errorCode: '401', errorAt: 4 })
        await saveChannelState(tx, { ...base, state: 'failing', lastIn: 3, lastOut: 8 })
        await tx
          .insertInto('addresses')
          .values({ handle: 'h', channel: 'telegram', keyId: 'k', sealed })
          .execute()
        const row = { session: 's', handle: 'h', kind: 'notice', keyId: 'k', sealed } as const
        await owe(tx, [
          { ...row, id: 'o1', createdAt: 7 },
          { ...row, id: 'o2', createdAt: 6 },
        ])
        return { states: await channelStates(tx), lines: await queues(tx) }
      })
      expect(seen.states).toMatchObject([
        { state: 'failing', lastIn: 9, lastOut: 8, errorCode: '401', errorAt: 4 },
      ])
      expect(seen.lines).toEqual([
        { channel: 'telegram', owed: 2, doubtful: 0, givenUp: 0, oldest: 6 },
      ])
    })
  })
}
