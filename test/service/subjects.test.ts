import { describe, expect, it } from 'vitest'
import { caseByNumber } from '#store/cases.ts'
import { eraseCase } from '#service/erasure.ts'
import { subjectNames } from '#service/subjects.ts'
import { casesOfSubject, subjectOf, subjectsOfCase } from '#store/subjects.ts'
import { pairsToDecide } from '#store/subject-pairs.ts'
import { followUp } from '#service/follow-up.ts'
import { oweFollowUp } from '#store/follow-ups.ts'
import { aHouse, aPerson, aStory, reports, type TestHouse } from './house.ts'

const told = (name: string): readonly string[] =>
  aStory.map((words, n) => (n === 2 ? `菜市场后门出来左手边楼上二楼${name}` : words))

const filed = async (house: TestHouse, name: string): Promise<string> =>
  (await reports(aPerson(house, '500153'), told(name))).number

const named = async (house: TestHouse, number: string): Promise<string | undefined> =>
  await house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    const subject = row && (await subjectOf(tx, row.id))
    return subject && (await subjectNames(house.world, tx, [subject])).get(subject)
  })

const subjectIdOf = async (house: TestHouse, number: string): Promise<string> =>
  await house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    return (row && (await subjectOf(tx, row.id))) ?? ''
  })

describe('whom a report complains of', () => {
  it('is a subject a moment after the report is filed', async () => {
    await using house = await aHouse()
    const number = await filed(house, '康泰口腔诊所')
    expect(number).not.toBe('')
    expect(await named(house, number)).toContain('康泰口腔诊所')
  })

  it('by the same name is one subject, by another spelling two of which the machine says why they may be one', async () => {
    await using house = await aHouse()
    const numbers = [
      await filed(house, '康泰口腔诊所'),
      await filed(house, '康泰口腔診所'),
      await filed(house, '康泰口腔门诊部'),
    ]
    const [one = '', same = '', other = ''] = await Promise.all(
      numbers.map(async (number) => await subjectIdOf(house, number)),
    )
    expect(same).toBe(one)
    expect(other).not.toBe(one)
    await house.world.db.read(async (tx) => {
      expect(await casesOfSubject(tx, one)).toHaveLength(2)
      const pairs = await pairsToDecide(tx, '500153', 10)
      expect(pairs.map(({ why }) => why)).toEqual(['missing-words'])
    })
  })

  it('is nobody where the words name none, and of a report about officials', async () => {
    await using house = await aHouse()
    const { number } = await reports(aPerson(house, '500153'))
    expect(await named(house, number)).toBeUndefined()
  })

  it('is read once from a report that waits for it', async () => {
    await using house = await aHouse()
    const number = await filed(house, '康泰口腔诊所')
    const { db } = house.world
    const id = await db.transaction(async (tx) => {
      const row = await caseByNumber(tx, number)
      await tx.deleteFrom('subjectCases').execute()
      await tx.deleteFrom('subjects').execute()
      await oweFollowUp(tx, row?.id ?? '')
      return row?.id ?? ''
    })
    expect(await followUp(house.world)).toBe(false)
    expect(await named(house, number)).toContain('康泰口腔诊所')
    await followUp(house.world)
    expect(await db.read(async (tx) => await subjectsOfCase(tx, id))).toHaveLength(1)
  })

  it('goes with the last report that named it, and its key with it', async () => {
    await using house = await aHouse()
    const number = await filed(house, '康泰口腔诊所')
    const { world } = house
    const subject = await subjectIdOf(house, number)
    await world.db.transaction(async (tx) => {
      const row = await caseByNumber(tx, number)
      if (row) await eraseCase(world, tx, row, { why: 'order', by: 'operator' })
    })
    await world.db.read(async (tx) => {
      expect((await subjectNames(world, tx, [subject])).size).toBe(0)
      expect(await tx.selectFrom('subjectTokens').selectAll().execute()).toEqual([])
    })
  })
})
