import { describe, expect, it } from 'vitest'
import { checkData } from '#packs/check.ts'
import { loadPacks } from '#packs/load.ts'
import { dataDir } from './published.ts'

const taxonomy = [
  ...codes('A', 7),
  ...codes('B', 9),
  ...codes('C', 4),
  ...codes('D', 5),
  ...codes('E', 5),
  ...codes('F', 3),
  ...codes('G', 5),
  ...codes('H', 5),
  ...codes('I', 5),
  ...codes('J', 9),
  ...codes('K', 4),
  ...codes('L', 4),
]

function codes(group: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${group}${index + 1}`)
}

describe('the data that is shipped', () => {
  it('has no problems', () => {
    expect(checkData(dataDir).problems).toEqual([])
  })

  it('reads every offence of the taxonomy in every area', () => {
    for (const { reading } of loadPacks(dataDir).areas.values())
      expect(reading.entries.map((entry) => entry.offence)).toEqual(
        expect.arrayContaining(taxonomy),
      )
  })

  it('never claims the plan where it only proposes', () => {
    for (const { reading } of loadPacks(dataDir).areas.values())
      for (const entry of reading.entries)
        expect(entry.clauses.length > 0).toBe(entry.basis === 'plan')
  })

  it('names for every offence whose business it is, each a department of some plan', () => {
    const { areas, offences } = loadPacks(dataDir)
    const departments = [...areas.values()].flatMap(({ plan }) => plan.departments)
    const ids = new Set(departments.map(({ id }) => id))
    for (const { code, handOver, concerns = [] } of offences.values()) {
      expect(concerns.length > 0, code).toBe(handOver === undefined)
      expect(concerns.filter((id) => !ids.has(id))).toEqual([])
    }
  })

  it('places every township in its area', () => {
    for (const { plan, places } of loadPacks(dataDir).areas.values()) {
      const parents = new Map(places.map((place) => [place.code, place.within]))
      for (const place of places) {
        let at: string | undefined = place.code
        for (let steps = 0; at !== undefined && at !== plan.area.code && steps < 5; steps += 1)
          at = parents.get(at)
        expect(at).toBe(plan.area.code)
      }
    }
  })
})
