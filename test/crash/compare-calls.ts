import { openCase } from '#service/case-file.ts'
import { caseByNumber } from '#store/cases.ts'
import type { House } from '../../src/house.ts'
import { count, expectOnce, type Findings } from './findings.ts'
import { callMarks } from './hotline-people.ts'
import type { Told } from './told.ts'

/** What was told by telephone, and what another hotline sent, is one case each, with its words. */
export async function compareCalls(found: Findings, { world }: House, told: Told): Promise<void> {
  const numbers = await world.db.read(
    async (tx) => await tx.selectFrom('cases').select('number').execute(),
  )
  const kept = new Map<string, string[]>()
  for (const { number } of numbers) {
    const file = await world.db.read(async (tx) => {
      const row = await caseByNumber(tx, number)
      return row && (await openCase(world, tx, row)).case
    })
    for (const mark of callMarks(JSON.stringify(file)))
      kept.set(mark, [...(kept.get(mark) ?? []), number])
  }
  for (const { by, number, mark } of told.calls) {
    count(found, by === 'operator' ? 'calls' : 'orders')
    const cases = kept.get(mark) ?? []
    expectOnce(found, `${by} ${number}: the words ${mark}`, cases.length)
    if (cases.length === 1 && cases[0] !== number)
      found.broken.push(`${mark} was told to be ${number}, and is ${cases[0]}`)
  }
}
