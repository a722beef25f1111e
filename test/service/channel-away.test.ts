import { expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/house.ts'
import { aHouse, aPerson, officerOf, reports } from './house.ts'

const telegram = {
  TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz',
  TELEGRAM_AREA: '500153',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
}
const silent = { info: () => {}, warn: () => {}, error: () => {} }

it('news for a channel that this process does not run wait for one that does', async () => {
  await using house = await aHouse(telegram)
  const { number } = await reports(aPerson(house, '500153', 'telegram'))
  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  const point = { number, version: read.ok ? read.value.file.version : 0 }
  await act(house.world, officer, point, { type: 'accept', task: officer.task })

  const config = readConfig({ STATE_DIR: house.dir })
  if (!config.ok) throw new Error(config.problems.join())
  const other = await openHouse({ config: config.config, log: silent, clock: house.now })
  for (let round = 0; round < 3; round++) {
    house.wait(60_000)
    await other.tick()
  }
  await other.close()
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('outbox').selectAll().where('kind', '=', 'notice').execute(),
  )
  expect(rows.map(({ state }) => state)).toEqual(['owed'])
})
