import { describe, expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { notifyDue } from '#service/notify.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse, type House } from '../../src/house.ts'
import { aHouse, aPerson, aStory, officerOf, reports, type TestHouse } from './house.ts'

const telegram = {
  TELEGRAM_TOKEN: '1:abcdefghijklmnopqrstuvwxyz',
  TELEGRAM_AREA: '500153',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
}
const silent = { info: () => {}, warn: () => {}, error: () => {} }

type Settings = Readonly<Record<string, string>>

/** Another process on the same store, with its own settings. */
async function beside(house: TestHouse, env: Settings = {}): Promise<House> {
  const config = readConfig({ STATE_DIR: house.dir, DATABASE_URL: house.databaseUrl, ...env })
  if (!config.ok) throw new Error(config.problems.join())
  return await openHouse({ config: config.config, log: silent, clock: house.now })
}

async function accepts(house: TestHouse, number: string): Promise<void> {
  const officer = await officerOf(house, number)
  const read = await readCase(house.world, officer, number)
  const point = { number, version: read.ok ? read.value.file.version : 0 }
  const done = await act(house.world, officer, point, { type: 'accept', task: officer.task })
  expect(done.ok).toBe(true)
}

const notices = async (house: TestHouse) =>
  await house.world.db.read(
    async (tx) => await tx.selectFrom('outbox').selectAll().where('kind', '=', 'notice').execute(),
  )

/** One round of the clock; how much it sent. */
async function sends(house: House): Promise<number> {
  let sent = 0
  await notifyDue(house.world, async () => {
    sent += 1
    return 'sent'
  })
  return sent
}

describe('a channel that this process does not run', () => {
  it('its messages are left to the process that does, which sends them at once', async () => {
    await using house = await aHouse(telegram)
    const { number } = await reports(aPerson(house, '500153', 'telegram'))
    await accepts(house, number)
    const other = await beside(house)
    for (let round = 0; round < 3; round++) {
      house.wait(60_000)
      await other.tick()
    }
    await other.close()
    const [row, ...more] = await notices(house)
    expect(more).toEqual([])
    expect(row).toMatchObject({ state: 'owed', leasedBy: null, attempts: 0 })
    expect(await sends(house)).toBe(1)
  })

  it('its messages stand on the list of what was given up when nobody has sent them for a week', async () => {
    await using house = await aHouse(telegram)
    const { number } = await reports(aPerson(house, '500153', 'telegram'))
    await accepts(house, number)
    const other = await beside(house)
    house.wait(7 * 24 * 3_600_000 + 60_000)
    await other.tick()
    await other.close()
    expect((await notices(house)).map(({ state }) => state)).toEqual(['undeliverable'])
  })

  it('its timers ring here too: what they say waits for the process that runs it', async () => {
    await using house = await aHouse(telegram)
    const person = aPerson(house, '500153', 'telegram')
    for (const words of aStory.slice(0, 4)) await person.says(words)
    const other = await beside(house)
    house.wait(31 * 60_000)
    await other.tick()
    await other.close()
    expect((await notices(house)).map(({ state }) => state)).toEqual(['owed'])
  })
})
