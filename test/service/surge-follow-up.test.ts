import { expect, it } from 'vitest'
import { createSurgeWatch } from '#service/surge-watch.ts'
import { oweFollowUp, takeFollowUp } from '#store/follow-ups.ts'
import { aDesk } from '../web/world.ts'
import { quietHalfYear, tells } from './warning-scene.ts'

it('the watch waits for reports of a day that is over and were not compared yet: copies of one text would count as many senders', async () => {
  const desk = await aDesk()
  const { db } = desk.world
  await tells(desk, quietHalfYear('2026-11-12'))
  const surge = Array.from({ length: 8 }, (_, n) => ({
    day: `2026-11-${17 + (n % 3)}`,
    offence: 'J2',
  }))
  const [first = ''] = await tells(desk, surge)
  const watched = async (): Promise<number> => {
    const watch = createSurgeWatch(desk.world)
    for (let n = 0; n < 12; n += 1) await watch()
    const raised = await db.read(
      async (tx) => await tx.selectFrom('warnings').select('id').execute(),
    )
    return raised.length
  }
  await db.transaction(async (tx) => await oweFollowUp(tx, first))
  expect(await watched()).toBe(0)
  await db.transaction(async (tx) => await takeFollowUp(tx, first))
  expect(await watched()).toBe(1)
  await desk.close()
})
