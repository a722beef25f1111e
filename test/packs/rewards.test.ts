import { describe, expect, it } from 'vitest'
import { calculate } from '#core/reward-calculation.ts'
import {
  missingOf,
  parameterIds,
  schemesFor,
  withLocal,
  type LocalParameters,
  type RewardScheme,
} from '#core/reward-scheme.ts'
import { checkData } from '#packs/check.ts'
import { loadPacks } from '#packs/load.ts'
import { localParametersSchema } from '#packs/reward-schema.ts'
import { aReportOf, aScheme, facts, parameters, yuan } from '../core/reward-builders.ts'
import { dataFolder } from './data-folder.ts'
import { dataDir } from './published.ts'

const { areas, rewards } = loadPacks(dataDir)
const schemes = rewards?.schemes ?? []
const schemeOf = (id: string): RewardScheme => {
  const scheme = schemes.find((one) => one.id === id)
  if (!scheme) throw new Error(`no scheme ${id}`)
  return scheme
}
const insurance = schemeOf('insurance-2022')
const market = schemeOf('market-2021')

/** Everything that is open, as an operator might enter it. */
const localFor = (scheme: RewardScheme): LocalParameters => {
  const article = '第六条'
  const source = '某市实施细则（某医保发〔2023〕7号）'
  const given = missingOf(scheme).map((id) => [
    id,
    { value: parameters[id], article, source, on: '2023-04-01' },
  ])
  return localParametersSchema.parse({
    scheme: scheme.id,
    area: '370300',
    given: Object.fromEntries(given),
  })
}
const completed = (scheme: RewardScheme): RewardScheme => {
  const merged = withLocal(scheme, localFor(scheme))
  if (!merged.ok) throw new Error(merged.refusal.key)
  return merged.value
}

describe('the schemes that are shipped', () => {
  it('are the nation’s two; no area’s plan sets a sum, and no area has a scheme of its own', () => {
    expect(schemes.map(({ id }) => id)).toEqual(['insurance-2022', 'market-2021'])
    expect(schemes.filter(({ area }) => area !== undefined)).toEqual([])
  })

  it('are incomplete, and name no sum for any level', () => {
    for (const scheme of schemes) {
      expect(missingOf(scheme).length).toBeGreaterThan(0)
      for (const level of ['1', '2', '3'])
        expect(calculate(scheme, facts({ level }))).toMatchObject({
          refusal: { key: 'reward-scheme-incomplete' },
        })
    }
  })

  it('a health report in any of the areas meets no scheme', () => {
    for (const area of areas.keys()) {
      const question = { area, department: 'health-commission', offence: 'A1' } as const
      expect(schemesFor(schemes, { ...question, stream: 'tip-off', on: '2026-11-05' })).toEqual([])
    }
  })

  it('insurance fraud meets the one, a false drug the other, and neither before it was in force', () => {
    const found = (department: string, offence: string, on: string) =>
      schemesFor(schemes, { area: '370300', department, offence, stream: 'tip-off', on }).map(
        ({ id }) => id,
      )
    expect(found('medical-insurance', 'E2', '2026-11-05')).toEqual(['insurance-2022'])
    expect(found('market-regulation', 'G1', '2026-11-05')).toEqual(['market-2021'])
    expect(found('medical-insurance', 'E2', '2022-12-31')).toEqual([])
    expect(found('market-regulation', 'A1', '2026-11-05')).toEqual([])
  })

  it('show whose word each settled term is: an article of the document, seen or remembered', () => {
    for (const scheme of schemes)
      for (const id of parameterIds) {
        const term = scheme.terms[id]
        if ('open' in term) expect(term.note.length).toBeGreaterThan(5)
        else expect(term.article).toMatch(/^第.+条$/)
      }
  })

  it('examples are words, and no scheme', () => {
    expect(rewards?.examples.length).toBeGreaterThan(5)
    for (const example of rewards?.examples ?? []) expect(example).not.toHaveProperty('terms')
  })
})

describe('with an area’s own parameters', () => {
  it('a scheme calculates, and each line shows whose word it is', () => {
    const made = calculate(completed(market), facts({ base: yuan(400_000), level: '2' }))
    if (!made.ok) throw new Error(made.refusal.key)
    expect(made.value.sum).toBe(yuan(12_000))
    expect(made.value.lines.map(({ step, article }) => [step, article])).toEqual([
      ['base', '第十二条'],
      ['share', '第十一条、第十二条'],
    ])
    const own = calculate(completed(insurance), facts())
    expect(own.ok && own.value.lines[1]?.source).toContain('某市实施细则')
  })

  it('holds in that area alone', () => {
    const question = { department: 'medical-insurance', offence: 'E2', stream: 'tip-off' } as const
    const found = (area: string) =>
      schemesFor([completed(insurance)], { ...question, area, on: '2026-11-05' })
    expect([found('370300').length, found('500153').length]).toEqual([1, 0])
  })

  it('an area’s own scheme takes the place of the nation’s', () => {
    const own = { ...market, id: 'own', area: '370300' }
    const question = { department: 'market-regulation', offence: 'G1', stream: 'tip-off' } as const
    const found = (area: string) =>
      schemesFor([market, own], { ...question, area, on: '2026-11-05' }).map(({ id }) => id)
    expect([found('370300'), found('500153')]).toEqual([['own'], ['market-2021']])
  })

  it('what the document itself settles is not changed by a parameter', () => {
    const base = { value: 'none', article: '第一条', source: '某文件', on: '2023-04-01' } as const
    const local = { scheme: 'market-2021', area: '370300', given: { base } } as const
    expect(withLocal(market, local)).toMatchObject({ refusal: { key: 'reward-parameter-settled' } })
    expect(withLocal(insurance, local)).toMatchObject({
      refusal: { key: 'reward-parameters-elsewhere' },
    })
  })

  it('a parameter without a source is none', () => {
    const local = localFor(market)
    const most = { value: 1, article: ' ', source: '某文件', on: '2023-04-01' }
    expect(withLocal(market, { ...local, given: { most } })).toMatchObject({
      refusal: { key: 'reward-parameter-unsourced' },
    })
    expect(localParametersSchema.safeParse({ ...local, given: { most } }).success).toBe(false)
  })
})

describe('a malformed scheme is named with its place and its cure', () => {
  const file = 'national/rewards.json'
  const shipped = { ...aScheme(), name: '某办法', id: 'some' }
  const problemsOf = (more: object, where = file) => {
    using folder = dataFolder({
      [where]: { schemes: [{ ...shipped, ...more }], examples: [] },
    })
    return checkData(folder.path).problems.join('\n')
  }
  const term = (id: string, value: unknown) => ({
    terms: {
      ...shipped.terms,
      [id]: { value, article: '第一条', source: '某办法', confidence: 'S' },
    },
  })

  it('a faultless one has no problems, and an area may have one of its own', () => {
    expect(problemsOf({})).toBe('')
    expect(problemsOf({ area: '370300' }, 'areas/370300-zibo/rewards.json')).toBe('')
  })

  it.each([
    ['a scheme for tests', { name: '测试方案' }, '测试方案不放在数据里'],
    ['an area in the nation’s file', { area: '370300' }, '全国的办法不写 area'],
    ['an offence that is not there', { offences: ['E9'] }, '没有 E9 这种违法行为'],
    ['a cap below the minimum', term('most', 1), '上限比最低额还低'],
    ['half a fen', term('most', 0.5), 'terms.most'],
    ['a share above all of it', term('later', { rate: 10_001 }), 'terms.later'],
    [
      'bands that do not grow',
      term('levels', bands([{ upTo: 5, rate: 1 }, { upTo: 5, rate: 1 }, { rate: 1 }])),
      'terms.levels',
    ],
    ['a last band with an end', term('levels', bands([{ upTo: 5, rate: 1 }])), 'terms.levels'],
    [
      'an end before the beginning',
      { valid: { ...shipped.valid, until: '2020-01-01' } },
      '截止早于开始',
    ],
    [
      'an unsure term as law',
      { terms: { ...shipped.terms, least: { ...shipped.terms.least, confidence: 'U' } } },
      'terms.least',
    ],
    ['a term that was forgotten', { terms: { ...shipped.terms, claim: undefined } }, 'terms.claim'],
    ['a misspelt field', { autor: '某' }, '不认识的项目 autor'],
  ])('%s', (_what, more, words) => {
    expect(problemsOf(more)).toContain(words)
    expect(problemsOf(more)).toContain(file)
  })

  it('no file at all, and one id for two schemes', () => {
    using none = dataFolder({ [file]: undefined })
    expect(checkData(none.path).problems.join()).toContain(`${file}：没有这个文件`)
    using twice = dataFolder({ [file]: { schemes: [shipped, shipped], examples: [] } })
    expect(checkData(twice.path).problems.join()).toContain('两个奖励办法用了同一个 id')
  })
})

function bands(list: readonly object[]) {
  return [{ id: '1', name: '一级', test: '测试', share: { how: 'each-band', bands: list } }]
}

it('a joint report by an area’s scheme is shared to the fen', () => {
  const members = ['甲', '乙', '丙'].map((member) => ({ member }))
  const made = calculate(completed(insurance), facts({ reports: [aReportOf({ members })] }))
  if (!made.ok) throw new Error(made.refusal.key)
  const sums = made.value.shares[0]?.members.map(({ sum }) => sum) ?? []
  expect(sums.reduce((all, sum) => all + sum, 0)).toBe(made.value.sum)
})
