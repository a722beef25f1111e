import { caseByNumber, caseEvents } from '#store/cases.ts'
import type { Person, TestHouse } from './house.ts'

/** What happened to a case, in order. */
export const eventsOfCase = async (house: TestHouse, number: string): Promise<readonly string[]> =>
  await house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    return row ? (await caseEvents(tx, row.id)).map(({ type }) => type) : []
  })

/** The reporter is asked a week later, and is satisfied. */
export async function rated(house: TestHouse, person: Person): Promise<void> {
  house.wait(8 * 24 * 3_600_000)
  await house.tick()
  for (const words of ['查看', '查看', '查看', '没有了', '满意']) await person.says(words)
}
