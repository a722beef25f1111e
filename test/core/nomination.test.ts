import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  draw,
  inOrder,
  mayStand,
  nominated,
  sameName,
  surgeIn,
  toldVotes,
} from '#core/nomination.ts'
import { loadPacks } from '#packs/load.ts'

const packs = loadPacks(new URL('../../data', import.meta.url).pathname)
const { nomination: rules } = packs
if (!rules) throw new Error('no rules')

const standing = (name: string): string => {
  const read = mayStand(name, rules)
  return read.ok ? read.value : read.refusal.key
}

describe('whom citizens may name', () => {
  it('is asked for only where the plan asks for it, and there by a clause that says so', () => {
    expect(rules.areas.map(({ area }) => area)).toEqual(['500153'])
    const clauses = packs.areas.get('500153')?.plan.clauses ?? []
    expect(clauses.some(({ clause }) => clause === rules.areas[0]?.clause)).toBe(true)
  })

  it('is an institution, shown under its own name; a private person is never shown', () => {
    expect(standing('荣昌仁爱医院')).toBe('荣昌仁爱医院')
    expect(standing('  昌元街道 一处无牌诊所 ')).toBe('昌元街道 一处无牌诊所')
    for (const name of ['张三', '王大妈', '李院长的儿子', '张店生'])
      expect(standing(name)).toBe('nomination-name-person')
    for (const name of ['仁爱医院13800138000', '<b>仁爱医院</b>', '仁爱医院 www.x.cn'])
      expect(standing(name), name).toBe('nomination-name-unfit')
    expect(standing('医院'.repeat(25_000))).toBe('nomination-name-long')
  })

  it('and why is short, for officers alone', () => {
    const long = nominated({ name: '仁爱医院', reason: '长'.repeat(50_000) })
    expect(long.ok ? '' : long.refusal.key).toBe('nomination-reason-long')
    expect(nominated({ name: ' ', reason: '' }).ok).toBe(false)
  })

  it('is known again however it is typed', () => {
    expect(sameName('仁爱医院（分院）', '仁爱 医院(分院)')).toBe(true)
    expect(sameName('仁爱医院', '仁爱医院分院')).toBe(false)
  })
})

describe('votes', () => {
  const days = [
    { on: '2026-11-18', votes: 2 },
    { on: '2026-11-20', votes: 9 },
  ]

  it('of today are told tomorrow, and few ones not at all, so that no neighbour sees one more', () => {
    expect(toldVotes(days, '2026-11-20', 3)).toBe('few')
    expect(toldVotes(days, '2026-11-21', 3)).toBe(11)
    const one = toldVotes([{ on: '2026-11-19', votes: 1 }], '2026-11-21', 3)
    expect(one).toBe(toldVotes([], '2026-11-21', 3))
  })

  it('that cannot be told put nobody above another', () => {
    const list = [
      { name: '乙', votes: 'few' as const },
      { name: '丙', votes: 7 },
      { name: '丁', votes: 'few' as const },
    ]
    expect(inOrder(list).map(({ name }) => name)).toEqual(['丙', '丁', '乙'])
  })

  it('that come all on one day are pointed out', () => {
    expect(
      surgeIn(
        [
          { on: '2026-11-18', votes: 25 },
          { on: '2026-11-19', votes: 3 },
        ],
        20,
      ),
    ).toBe('2026-11-18')
    expect(surgeIn(days, 20)).toBeUndefined()
  })
})

describe('the draw', () => {
  const pool = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), votes: fc.nat({ max: 500 }) }),
    { selector: ({ id }) => id, maxLength: 30 },
  )

  it('gives as many as there are to give, none twice, the same for the same seed in whatever order the pool stands', () => {
    fc.assert(
      fc.property(pool, fc.nat({ max: 40 }), fc.nat(), (entries, size, seed) => {
        const chance = (n: number, below: number): number => (seed + n * 7919) % below
        const drawn = draw(entries, size, chance)
        expect(new Set(drawn).size).toBe(Math.min(size, entries.length))
        expect(draw(entries.toReversed(), size, chance)).toEqual(drawn)
      }),
      { seed: 20261122, numRuns: 200 },
    )
  })

  it('weighs by votes and one more: nobody is out of reach, nobody is sure', () => {
    const two = [
      { id: 'a', votes: 8 },
      { id: 'b', votes: 0 },
    ]
    const firsts = Array.from({ length: 10 }, (_, at) => draw(two, 1, () => at)[0])
    expect(firsts.filter((id) => id === 'a')).toHaveLength(9)
  })
})
