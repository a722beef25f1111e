import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  gridDue,
  gridTally,
  lookFor,
  mayBeShown,
  pathOf,
  within,
  type GridCounted,
  type GridPlace,
} from '#core/grid.ts'
import { loadPacks } from '#packs/load.ts'

const rules = loadPacks(new URL('../../data', import.meta.url).pathname).grid
const facts = {
  what: '菜市场后头有个老太婆天天早上给人打针输液，没得证',
  where: '昌元街道菜市场后门',
}
const refusalOf = (where: string, look: string): string => {
  const read = mayBeShown({ where, look }, facts)
  return read.ok ? 'shown' : read.refusal.key
}

describe('what a grid worker is told', () => {
  it('is an address and what to look at', () => {
    expect(refusalOf('昌元街道海棠路 12 号二楼', '看门口有没有挂许可证')).toBe('shown')
    expect(refusalOf('', '看门口')).toBe('grid-where-missing')
    expect(refusalOf('海棠路', ' ')).toBe('grid-look-missing')
    expect(refusalOf('路'.repeat(121), '看')).toBe('grid-where-long')
    expect(refusalOf('海棠路', '看'.repeat(50_000))).toBe('grid-look-long')
  })

  it('never that somebody told on somebody, however it is written', () => {
    for (const word of ['举报', '举 报', '投诉', '群众反映', '来电', '线索', '反映人'])
      expect(refusalOf('海棠路 12 号', `有人${word}这里打针`), word).toBe('grid-names-report')
    expect(refusalOf('海棠路 12 号', '见 RC-2026-00017')).toBe('grid-names-case')
    expect(refusalOf('海棠路 12 号', '问 138 0013 8000')).toBe('grid-telephone')
    expect(refusalOf('我家楼上', '看有没有人')).toBe('grid-own-words')
  })

  it('never in the words of the reporter: any ten letters in a row of them are found, whatever the signs between', () => {
    expect(refusalOf('海棠路', '看有没有老太婆，天天早上给人打针')).toBe('grid-own-words')
    expect(refusalOf('菜市场后头有个老太婆天天早上给人打针输液', '看')).toBe('grid-own-words')
    expect(refusalOf('昌元街道菜市场后头，鱼店楼上', '看门口')).toBe('shown')
    fc.assert(
      fc.property(
        fc.nat({ max: facts.what.length - 12 }),
        fc.string({ maxLength: 20 }),
        (at, around) => {
          const own = facts.what.slice(at, at + 12).replaceAll('，', '、')
          expect(refusalOf('海棠路', `${around}${own}`)).not.toBe('shown')
        },
      ),
      { seed: 20261122, numRuns: 200 },
    )
  })

  it('begins with what to look at for the offence, and no proposal of the house betrays a report', () => {
    if (!rules) throw new Error('no rules')
    expect(lookFor(rules, 'A1')).toContain('许可证')
    expect(lookFor(rules, 'A3')).toContain('摆摊')
    expect(lookFor(rules, 'Z9')).toContain('证照')
    for (const { look } of rules.looks)
      expect(mayBeShown({ where: '海棠路 12 号', look }).ok, look).toBe(true)
  })
})

describe('the days of a task', () => {
  it('overdue begins when the day is over', () => {
    expect(gridDue('2026-11-23', '2026-11-23', '2026-11-25')).toBe('today')
    expect(gridDue('2026-11-23', '2026-11-24', '2026-11-26')).toBe('overdue')
    expect(gridDue('2026-11-25', '2026-11-23', '2026-11-25')).toBe('soon')
    expect(gridDue('2026-12-25', '2026-11-23', '2026-11-25')).toBe('later')
  })

  it('count per grid what was given, answered in time and found; what was taken back was never given', () => {
    const one = (given: Partial<GridCounted>): GridCounted => ({
      place: 'G1',
      state: 'answered',
      dueOn: '2026-11-20',
      finding: 'seen',
      answeredOn: '2026-11-20',
      ...given,
    })
    const { finding: _none, answeredOn: _never, ...open } = one({ state: 'open' })
    const tally = gridTally(
      [
        one({}),
        one({ answeredOn: '2026-11-21', finding: 'no-entry' }),
        open,
        one({ state: 'dropped' }),
      ],
      '2026-11-23',
    )
    expect(tally).toEqual([
      {
        place: 'G1',
        given: 3,
        answered: 2,
        inTime: 1,
        overdue: 2,
        findings: { seen: 1, 'not-seen': 0, 'no-entry': 1 },
      },
    ])
  })
})

describe('places below the township', () => {
  const places: readonly GridPlace[] = [
    { code: 'g', name: '第三网格', level: 'grid', within: 'v' },
    { code: 'v', name: '学院路社区', level: 'village', within: '500153001' },
  ]

  it('lie in each other, and have a path from above', () => {
    expect([...within(places, '500153001')].toSorted()).toEqual(['500153001', 'g', 'v'])
    const township = { code: '500153001', name: '昌元街道', within: '500153' }
    expect(pathOf([...places, township], 'g')).toBe('昌元街道 · 学院路社区 · 第三网格')
  })

  it('that lie in themselves end all the same', () => {
    const round = [{ code: 'a', name: '甲', within: 'a' }]
    expect(pathOf(round, 'a').split(' · ')).toHaveLength(8)
  })
})
