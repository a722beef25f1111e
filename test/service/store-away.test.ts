import { expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { notifyDue } from '#service/notify.ts'
import type { Db } from '#store/transaction.ts'
import { aHouse, aPerson, officerOf, reports, type TestHouse } from './house.ts'

const telegram = {
  TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz',
  TELEGRAM_AREA: '500153',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
}

/** A store that goes away in the `nth` of its next transactions, as when a server restarts. */
function goesAway(db: Db, nth: number): Db {
  let left = nth
  return {
    ...db,
    transaction: async (work) => {
      if ((left -= 1) !== 0) return await db.transaction(work)
      throw Object.assign(new Error('terminating connection'), { code: '57P01' })
    },
  }
}

async function accepted(house: TestHouse): Promise<void> {
  const { number } = await reports(aPerson(house, '500153', 'telegram'))
  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  const point = { number, version: read.ok ? read.value.file.version : 0 }
  await act(house.world, officer, point, { type: 'accept', task: officer.task })
}

it('a notice that was about to be sent while the store went away is sent later, not given up', async () => {
  await using house = await aHouse(telegram)
  await accepted(house)
  const sent: string[] = []
  const send = async (_channel: string, _address: string, { id }: { readonly id: string }) => {
    sent.push(id)
    return 'sent' as const
  }
  await notifyDue({ ...house.world, db: goesAway(house.world.db, 2) }, send)
  expect(sent).toEqual([])
  house.wait(2 * 60_000)
  await notifyDue(house.world, send)
  expect(sent).toHaveLength(1)
  const states = await house.world.db.read(
    async (tx) =>
      await tx.selectFrom('outbox').select('state').where('kind', '=', 'notice').execute(),
  )
  expect(states).toEqual([{ state: 'sent' }])
})
