import { describe, expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { createRound } from '../../src/round.ts'
import { keepTicking } from '../../src/ticking.ts'
import { aHouse, aPerson, officerOf, reports } from './house.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const aDay = 24 * 3_600_000

describe('rounds of what is due', () => {
  it('follow each other without a rest while there is more', async () => {
    let rounds = 0
    const enough = Promise.withResolvers<void>()
    const work = async (): Promise<boolean> => {
      rounds += 1
      if (rounds === 3) enough.resolve()
      return rounds < 3
    }
    const ticking = keepTicking(work, { log: silent, pauseFor: () => aDay })
    await enough.promise
    await ticking.stop(1_000)
    expect(rounds).toBe(3)
  })

  it('take all that is due, more than one batch and one behind the other', async () => {
    await using house = await aHouse()
    const { number } = await reports(aPerson(house))
    const officer = await officerOf(house, number)
    const read = await readCase(house.world, officer, number)
    const point = { number, version: read.ok ? read.value.file.version : 0 }
    await act(house.world, officer, point, { type: 'accept', task: officer.task })
    const ids = await house.world.db.transaction(async (tx) => {
      const notices = tx.selectFrom('outbox').selectAll().where('kind', '=', 'notice')
      const row = await notices.executeTakeFirstOrThrow()
      const more = Array.from({ length: 60 }, (_, n) => ({
        ...row,
        id: `${row.id}/${n}`,
        seq: row.seq + n + 1,
      }))
      await tx.insertInto('outbox').values(more).execute()
      return [row.id, ...more.map(({ id }) => id)]
    })
    const round = createRound(house.world, {
      timer: async () => {},
      send: async () => 'sent',
      refresh: async () => {},
    })
    while (await round());
    const left = await house.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('outbox')
          .select('id')
          .where('id', 'in', ids)
          .where('state', 'in', ['owed', 'sending', 'uncertain'])
          .execute(),
    )
    expect(left).toEqual([])
  })
})
