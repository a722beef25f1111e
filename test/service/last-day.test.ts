import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayOf, startOf } from '#core/clock.ts'
import { openCase } from '#service/case-file.ts'
import { does, filed, rowOf } from './filed.ts'
import { aHouse, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(async () => await house.close())

it('desk edge 12: a part that is given back in the last minute of its last day is late for nobody, and the intake office’s days begin then', async () => {
  const { number } = await filed(house)
  const tasksOf = async () => {
    const row = await rowOf(house, number)
    return (await house.world.db.read(async (tx) => await openCase(house.world, tx, row))).case
      .tasks
  }
  const lead = (await tasksOf()).find(({ role }) => role === 'lead' || role === 'co-lead')
  const last = lead?.due.on ?? ''
  house.wait(startOf(addDays(last, 1)) - 60_000 - house.now())
  expect(dayOf(house.now())).toBe(last)
  await does(house, number, { type: 'return', reason: '不归我们管', basis: '附件2' })
  const tasks = await tasksOf()
  expect(tasks.find(({ task }) => task === lead?.task)).toMatchObject({ state: 'returned' })
  const intake = tasks.find(({ role, state }) => role === 'intake' && state === 'assigned')
  expect(intake?.due.from).toBe(last)
  expect(intake?.due.on.localeCompare(last)).toBeGreaterThan(0)
})
