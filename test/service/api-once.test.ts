import { expect, it } from 'vitest'
import { once } from '#service/api-once.ts'
import type { World } from '#service/world.ts'
import { aHouse } from './house.ts'

const asked = { token: 't1', key: 'k1', request: 'r1' }

it('what was done is answered and not done again, though the store cannot keep the answer just then', async () => {
  await using house = await aHouse()
  const { world } = house
  let commits = 0
  const failing: World = {
    ...world,
    db: {
      ...world.db,
      transaction: async (work) => {
        commits += 1
        if (commits === 2) throw new Error('the disk is full')
        return await world.db.transaction(work)
      },
    },
  }
  let done = 0
  const work = async () => ({ status: 200, answer: `done ${(done += 1)}` })
  expect(await once(failing, asked, work)).toEqual({
    ok: true,
    value: { status: 200, answer: 'done 1', again: false },
  })
  expect(await once(world, asked, work)).toMatchObject({
    ok: false,
    refusal: { key: 'key-running' },
  })
  expect(done).toBe(1)
})
