import { act, readCase, type CasePoint } from '#service/desk.ts'
import { eventsOfCase, rated } from './archive-scene.ts'
import { describe, expect, it } from 'vitest'
import { aHouse, aPerson, officerOf, reports, type TestHouse } from './house.ts'

const day = 24 * 3_600_000

/** A report whose office has said what it found. */
async function concluded(house: TestHouse) {
  const person = aPerson(house, '500153')
  const { number } = await reports(person)
  const officer = await officerOf(house, number)
  const { task } = officer
  const point = async (): Promise<CasePoint> => {
    const read = await readCase(house.world, officer, number)
    if (!read.ok) throw new Error(read.refusal.key)
    return { number, version: read.value.file.version }
  }
  const deeds = [
    { type: 'accept', task },
    { type: 'conclude', task, outcome: 'unfounded', text: '查了，没有发现。' },
  ] as const
  for (const deed of deeds) {
    const done = await act(house.world, officer, await point(), deed)
    if (!done.ok) throw new Error(done.refusal.key)
  }
  return { person, number, officer, point }
}

describe('a case is put away when its reporter has had their days', () => {
  it('not by its office before that: it is told the day, and the page offers nothing', async () => {
    await using house = await aHouse()
    const { number, officer, point } = await concluded(house)
    expect(await act(house.world, officer, await point(), { type: 'close' })).toMatchObject({
      ok: false,
      refusal: { key: 'archive-too-early', facts: { day: '2026-12-22' } },
    })
    const read = await readCase(house.world, officer, number)
    expect(read.ok && read.value.deeds).not.toContain('close')
  })

  it('by the clockwork on that day, on record, and once', async () => {
    await using house = await aHouse()
    const { number } = await concluded(house)
    house.wait(30 * day)
    await house.tick()
    expect(await eventsOfCase(house, number)).not.toContain('closed')
    house.wait(day)
    await house.tick()
    await house.tick()
    expect((await eventsOfCase(house, number)).filter((type) => type === 'closed')).toHaveLength(1)
  })

  it('not while a second look is asked for and not decided', async () => {
    await using house = await aHouse()
    const { person, number } = await concluded(house)
    house.wait(29 * day)
    await person.says('再查')
    expect(await person.says('还在开门')).toContain('这里没有督办人员，已转给综合监管协调岗')
    house.wait(10 * day)
    await house.tick()
    expect(await eventsOfCase(house, number)).not.toContain('closed')
  })

  it('desk edge 23: by its office at once when the reporter is satisfied', async () => {
    await using house = await aHouse()
    const report = await concluded(house)
    await rated(house, report.person)
    expect(
      await act(house.world, report.officer, await report.point(), { type: 'close' }),
    ).toMatchObject({ ok: true })
  })

  it('as many days later as the operator sets', async () => {
    await using house = await aHouse()
    house.world.operator.write('500153', { archiveAfterDays: '3' })
    const { number } = await concluded(house)
    house.wait(4 * day)
    await house.tick()
    expect(await eventsOfCase(house, number)).toContain('closed')
  })
})
