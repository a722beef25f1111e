import { expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { ringDue } from '#service/clockwork.ts'
import { fillFacts } from '#service/fact-fill.ts'
import { followUp } from '#service/follow-up.ts'
import { notifyDue } from '#service/notify.ts'
import { fillSearch } from '#service/search-fill.ts'
import { setTimer } from '#store/timers.ts'
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

/** Sends, and remembers what. */
function sender() {
  const sent: string[] = []
  const send = async (_channel: string, _address: string, { id }: { readonly id: string }) => {
    sent.push(id)
    return 'sent' as const
  }
  return { sent, send }
}

const noticesOf = async (house: TestHouse) =>
  await house.world.db.read(
    async (tx) =>
      await tx
        .selectFrom('outbox')
        .select(['state', 'leasedBy'])
        .where('kind', '=', 'notice')
        .execute(),
  )

it('a notice whose sending could not be noted keeps no other from being sent, and is not sent twice', async () => {
  await using house = await aHouse(telegram)
  await accepted(house)
  await accepted(house)
  const { sent, send } = sender()
  const world = { ...house.world, db: goesAway(house.world.db, 3) }
  await notifyDue(world, send)
  expect(sent).toHaveLength(2)
  expect((await noticesOf(house)).map(({ state }) => state).toSorted()).toEqual(['sending', 'sent'])
  house.wait(2 * 60_000)
  await notifyDue(world, send)
  expect(sent).toHaveLength(2)
  expect((await noticesOf(house)).map(({ state }) => state)).toEqual(['sent', 'sent'])
})

it('a process that was told to stop takes nothing any more', async () => {
  await using house = await aHouse(telegram)
  await accepted(house)
  const { sent, send } = sender()
  const world = { ...house.world, over: AbortSignal.abort() }
  expect(await notifyDue(world, send)).toBe(0)
  await house.world.db.transaction(
    async (tx) => await setTimer(tx, { session: 'one', wait: 'w', at: house.now() - 1 }),
  )
  expect(await ringDue(world, async () => {})).toBe(0)
  expect(sent).toEqual([])
  expect((await noticesOf(house)).map(({ leasedBy }) => leasedBy)).toEqual([null])
  expect(await ringDue(house.world, async () => {})).toBe(1)
})

it.each([
  ['counted', 'uncounted', fillFacts, 'facts'],
  ['searched for', 'searched', fillSearch, 'searched'],
] as const)(
  'a report is not passed over as one that cannot be %s while the store is away',
  async (_, waiting, fill, table) => {
    await using house = await aHouse()
    const { number } = await reports(aPerson(house, '500153'))
    while (await followUp(house.world));
    const rows = async () =>
      await house.world.db.read(async (tx) => await tx.selectFrom(table).selectAll().execute())
    const { id } = await house.world.db.transaction(async (tx) => {
      const row = await tx
        .selectFrom('cases')
        .select('id')
        .where('number', '=', number)
        .executeTakeFirstOrThrow()
      if (waiting === 'uncounted')
        await tx.insertInto('uncounted').values({ caseId: row.id }).execute()
      else await tx.updateTable('searched').set({ form: 0 }).execute()
      return row
    })
    expect(id).not.toBe('')
    const before = await rows()
    const gone = Object.assign(new Error('terminating connection'), { code: '57P01' })
    const vault = { ...house.world.vault, open: async () => await Promise.reject(gone) }
    await expect(fill({ ...house.world, vault })).rejects.toThrow('terminating')
    expect(await rows()).toEqual(before)
    expect(await fill(house.world)).toBe(1)
  },
)
