import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { conditionOf } from '#service/condition.ts'
import { createWeb } from '#web/app.ts'
import { aHouse, aPerson, reports, type TestHouse } from './house.ts'
import { filed } from './filed.ts'

let house: TestHouse
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => await house[Symbol.asyncDispose]())

const readyz = async (query = '') => {
  const web = createWeb(house.world, { publicUrl: 'http://localhost' })
  const answer = await web.request(`/readyz${query}`)
  return { status: answer.status, told: await answer.json() }
}

const minute = 60_000

describe('whether the service is ready', () => {
  it('a house that works is, with what is open counted', async () => {
    await filed(house)
    await house.tick()
    expect(await readyz()).toEqual({ status: 200, told: { ok: true } })
    const { counts, troubles } = await conditionOf(house.world)
    expect(troubles).toEqual([])
    expect(counts).toMatchObject({ openTasks: 2, overdueTasks: 0, undeliverable: 0, urgent: 0 })
  })

  it('a message that should have gone ten minutes ago makes it unready, not a minute ago', async () => {
    const person = aPerson(house)
    await person.delivers('first', { type: 'text', text: '你好' }, () => ({ retryAfter: 1 }))
    house.wait(minute)
    expect((await readyz()).status).toBe(200)
    house.wait(10 * minute)
    expect(await readyz()).toMatchObject({
      status: 503,
      told: { troubles: ['outbox-stuck', 'clockwork-stopped'] },
    })
    expect((await readyz('?only=store')).status).toBe(200)
  })

  it('a channel that its platform has closed makes it unready; the street is not told which', async () => {
    house.world.channelsHere?.states.report('telegram', { state: 'banned', why: '401' })
    const { status, told } = await readyz()
    expect(status).toBe(503)
    expect(told).toEqual({ ok: false, troubles: ['channel-down'] })
    const { troubles } = await conditionOf(house.world)
    expect(troubles).toMatchObject([{ what: 'channel-down', of: 'telegram' }])
    house.world.channelsHere?.states.report('telegram', { state: 'on' })
    expect((await readyz()).status).toBe(200)
  })

  it('a clockwork that has not come round for five minutes makes it unready until it does', async () => {
    house.wait(6 * minute)
    expect(await readyz()).toMatchObject({ status: 503, told: { troubles: ['clockwork-stopped'] } })
    await house.tick()
    expect((await readyz()).status).toBe(200)
  })

  it('a task beyond its day is counted as overdue', async () => {
    await reports(aPerson(house, '500153'))
    house.wait(30 * 24 * 60 * minute)
    const { counts } = await conditionOf(house.world)
    expect(counts.overdueTasks).toBe(counts.openTasks)
  })

  it('a store that does not answer makes it unready', async () => {
    await house.close()
    expect(await readyz('?only=store')).toMatchObject({ status: 503, told: { ok: false } })
  })
})
