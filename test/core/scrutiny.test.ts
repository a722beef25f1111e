import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#core/clock.ts'
import { drawFiles, sharesOf, stratumOf, type Drawable } from '#core/file-sample.ts'
import type { Office, Place } from '#core/plan.ts'
import {
  listedFor,
  nothingCounted,
  scrutinyLines,
  summed,
  tellableAnswers,
  visitPeriod,
  type Answers,
} from '#core/scrutiny.ts'
import { rongchangScrutiny } from './scrutiny-rules.ts'

const area = { code: '370300', name: '市', level: 'prefecture', letters: 'ZB' } as const
const places: readonly Place[] = [
  { code: '370303', name: '张店区', also: [], level: 'county', within: '370300' },
  { code: '370303101', name: '南定镇', also: [], level: 'township', within: '370303' },
]
const office = (id: string, place: string, department = 'health-commission'): Office => ({
  id,
  area: '370300',
  name: id,
  department,
  place,
  level: 'county',
})
const offices = [
  office('city', '370300'),
  office('county', '370303'),
  office('town', '370303101'),
  office('market', '370303', 'market-regulation'),
]
const counts = (more: Partial<typeof nothingCounted>) => ({ ...nothingCounted, ...more })

describe('figures of counties and departments', () => {
  const lines = scrutinyLines(
    new Map([
      ['city', counts({ given: 9, closed: 5 })],
      ['county', counts({ given: 2, closed: 2, late: 1, overdue: 2, owed: 2 })],
      ['town', counts({ given: 1, closed: 1, overdue: 1, owed: 1 })],
      ['market', counts({ returned: 6 })],
      ['gone', counts({ given: 1 })],
    ]),
    { area, places, offices },
  )
  const line = (place: string, department: string) =>
    lines.find((one) => one.place === place && one.department === department)

  it('are the offices’ of a county, its townships with it, whoever the report came from', () => {
    expect(line('370303', 'health-commission')).toMatchObject({ given: 3, closed: 3, overdue: 3 })
    expect(line('', 'health-commission')).toMatchObject({ given: 9, closed: 5 })
  })

  it('count what is open and overdue against the rate of what was closed in time', () => {
    expect(line('370303', 'health-commission')?.onTime).toBeCloseTo(2 / 6)
    expect(line('', 'health-commission')?.onTime).toBe(1)
    expect(line('370303', 'market-regulation')?.onTime).toBeUndefined()
  })

  it('keep what an office did that is no more', () => {
    expect(summed(lines, 'department').reduce((all, { given }) => all + given, 0)).toBe(13)
    expect(summed(lines, 'place').find(({ place }) => place === '370303')?.returned).toBe(6)
  })

  it('put on the list for a talk who passed a mark of the house, and say which', () => {
    const reasons = (place: string, department: string) => {
      const found = line(place, department)
      return found ? listedFor(found, rongchangScrutiny) : []
    }
    expect(reasons('370303', 'health-commission')).toEqual(['overdue', 'on-time'])
    expect(reasons('370303', 'market-regulation')).toEqual(['returned'])
    expect(reasons('', 'health-commission')).toEqual([])
  })
})

describe('the period in which everybody is visited once', () => {
  const visits = (amount?: number) => ({
    clause: '一',
    asks: '督察',
    of: ['places'] as const,
    ...(amount === undefined ? {} : { every: { amount, unit: 'Y' as const } }),
  })
  it('is the calendar year, or two from the year of the plan on', () => {
    expect(visitPeriod(visits(1), '2019-01-24', '2026-11-20')?.key).toBe('2026')
    expect(visitPeriod(visits(2), '2019-06-25', '2026-11-20')).toMatchObject({
      from: '2025-01-01',
      to: '2026-12-31',
    })
    expect(visitPeriod(visits(2), '2019-06-25', '2027-01-01')?.from).toBe('2027-01-01')
  })
  it('is none where the plan names none', () => {
    expect(visitPeriod(visits(), '2019-09-05', '2026-11-20')).toBeUndefined()
  })
})

const someAnswers = fc
  .array(fc.record({ answered: fc.nat({ max: 20 }), share: fc.nat({ max: 100 }) }), {
    maxLength: 8,
  })
  .map((all) =>
    all.map(({ answered, share }, n): Answers => ({
      key: `k${n}`,
      answered,
      dissatisfied: Math.floor((answered * share) / 100),
    })),
  )

describe('what reporters thought, by place or department', () => {
  it('is told of nobody with few answers or few who were not content', () => {
    fc.assert(
      fc.property(someAnswers, (lines) => {
        for (const { answered, dissatisfied } of tellableAnswers(lines).values()) {
          expect(answered).toBeGreaterThanOrEqual(5)
          expect([0, 1, 2].includes(dissatisfied) ? dissatisfied : 3).not.toBe(1)
          expect(dissatisfied).not.toBe(2)
        }
      }),
      { seed: 8 },
    )
  })

  it('leaves never one line covered alone, that the sum of all would give away', () => {
    fc.assert(
      fc.property(someAnswers, (lines) => {
        const some = lines.filter(({ answered }) => answered > 0)
        const told = tellableAnswers(lines).size
        if (told > 0) expect(some.length - told).not.toBe(1)
      }),
      { seed: 9 },
    )
  })
})

const someFiles = fc
  .array(
    fc.record({
      department: fc.constantFrom('health-commission', 'market-regulation', 'public-security'),
      outcome: fc.constantFrom('substantiated', 'unfounded', 'declined'),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((all) => all.map((one, n): Drawable => ({ ...one, caseId: `c${n}`, task: 't1' })))
/** No real digest, but one that mixes. */
const digest = (text: string): string => {
  let hash = 2_166_136_261
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return hash.toString(16).padStart(8, '0')
}

describe('closed files that are drawn', () => {
  const size = fc.integer({ min: 1, max: 30 })
  const draw = (files: readonly Drawable[], asked: number, seed = 'seed') =>
    drawFiles(files, { size: asked, seed, digest }).map(({ caseId }) => caseId)

  it('are the same for the same seed in whatever order the list comes', () => {
    fc.assert(
      fc.property(someFiles, size, (files, asked) => {
        expect(draw(files.toReversed(), asked)).toEqual(draw(files, asked))
      }),
      { seed: 10 },
    )
  })

  it('are as many as were asked for, each once, and of every stratum one where there is room', () => {
    fc.assert(
      fc.property(someFiles, size, (files, asked) => {
        const drawn = drawFiles(files, { size: asked, seed: 's', digest })
        expect(drawn).toHaveLength(Math.min(asked, files.length))
        expect(new Set(drawn).size).toBe(drawn.length)
        const strata = new Set(files.map(stratumOf)).size
        expect(new Set(drawn.map(stratumOf)).size).toBe(Math.min(strata, drawn.length))
      }),
      { seed: 11 },
    )
  })

  it('are others for another seed', () => {
    const files = Array.from({ length: 40 }, (_, n) => ({
      caseId: `c${n}`,
      task: 't1',
      department: 'health-commission',
      outcome: 'unfounded',
    }))
    expect(draw(files, 10, 'one')).not.toEqual(draw(files, 10, 'two'))
  })

  it('come by the share of each stratum', () => {
    expect(sharesOf([80, 15, 5], 20)).toEqual([16, 3, 1])
    expect(sharesOf([100, 1, 1], 5)).toEqual([3, 1, 1])
    expect(sharesOf([3, 3], 1)).toEqual([1, 0])
    expect(sharesOf([2, 1], 10)).toEqual([2, 1])
  })
})

it('days are counted from the last thing put right to the look back', () => {
  expect(addDays('2026-11-20', rongchangScrutiny.rectify.lookBack)).toBe('2027-01-19')
})
