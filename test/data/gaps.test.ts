import { describe, expect, it } from 'vitest'
import { clauseGaps, offenceGaps } from '#core/gaps.ts'
import { loadPacks } from '#packs/load.ts'

const { areas, offences } = loadPacks(new URL('../../data', import.meta.url).pathname)

function gapsIn(area: string) {
  const pack = areas.get(area)
  if (!pack) throw new Error(`no area ${area}`)
  const gaps = offenceGaps({ ...pack, offences })
  const of = (kind: string) => gaps.filter((gap) => gap.kind === kind).map(({ offence }) => offence)
  return { silent: of('silent'), open: of('open'), clauses: clauseGaps(pack.plan) }
}

describe('what each plan leaves to the intake office', () => {
  it.each([
    ['150000', ['H5'], ['C4', 'D5', 'G7', 'H1', 'H2', 'H3', 'I6']],
    ['211382', ['E5', 'G7', 'H5'], []],
    ['500153', ['E5', 'H5', 'I4'], ['C4', 'D5', 'H1', 'H2', 'H3', 'I6', 'J7']],
  ])('%s', (area, silent, open) => {
    const gaps = gapsIn(area)
    expect(gaps.silent.toSorted()).toEqual(silent)
    expect(gaps.open.toSorted()).toEqual(open)
  })

  it('is everything but the health commission’s own in Yuncheng, and nothing is open there', () => {
    const { silent, open } = gapsIn('140800')
    expect(silent).toEqual(expect.arrayContaining(['E1', 'F1', 'G1', 'H1', 'K1', 'L1', 'I4']))
    expect(silent).toHaveLength(27)
    expect(open).toEqual([])
  })

  it('is most in Zibo, whose annex of duties is missing', () => {
    const { silent, open, clauses } = gapsIn('370300')
    expect(silent.toSorted()).toEqual(['D3', 'D4', 'D5', 'E5', 'G7', 'H5'])
    expect(open).toEqual(expect.arrayContaining(['A1', 'B3', 'B10', 'F1', 'F2', 'H1', 'K1', 'L1']))
    expect(clauses.map(({ clause }) => clause)).toContain('二(二)')
  })

  it('names in an open clause the departments whose duty no paragraph describes', () => {
    const order = gapsIn('500153').clauses.find(({ clause }) => clause === '三(九)')
    expect(order?.withoutDuty).toEqual([
      'publicity',
      'cyberspace',
      'political-legal-affairs',
      'culture-tourism',
    ])
  })
})
