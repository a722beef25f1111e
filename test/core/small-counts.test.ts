import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellable } from '#core/small-counts.ts'

describe('counts of answers that could point at one reporter', () => {
  it('of fewer than five answers none is told', () => {
    expect(tellable({ satisfied: 3, dissatisfied: 1 })).toBeUndefined()
  })

  it('one or two are covered, and never one count alone, which the sum would give away', () => {
    expect(tellable({ satisfied: 9, fair: 4, dissatisfied: 1 })).toEqual({
      satisfied: 9,
      fair: 'few',
      dissatisfied: 'few',
    })
    expect(tellable({ satisfied: 9, fair: 4, dissatisfied: 3 })).toEqual({
      satisfied: 9,
      fair: 4,
      dissatisfied: 3,
    })
  })

  it('whatever the counts, no told one is below three and none can be found by subtraction', () => {
    const some = fc.nat({ max: 12 })
    fc.assert(
      fc.property(fc.record({ a: some, b: some, c: some }), (counts) => {
        const told = Object.values(tellable(counts) ?? {})
        expect(told.filter((one) => one !== 'few' && one < 3)).toEqual([])
        const covered = told.filter((one) => one === 'few').length
        if (told.length > 1) expect(covered).not.toBe(1)
      }),
      { seed: 8 },
    )
  })
})
