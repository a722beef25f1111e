import { describe, expect, it } from 'vitest'
import type { Clause, OffenceCode } from '#core/plan.ts'
import { aClause, areaPack, entryOf } from './published.ts'

const zibo = areaPack('370300')
const clause = (id: string): Clause => aClause(zibo, id)
const entry = (code: OffenceCode) => entryOf(zibo, code)

describe('who leads in Zibo', () => {
  it('is the department named first, from 一(一) on', () => {
    expect(zibo.plan.leadRule).toMatchObject({ rule: 'first-listed-leads', from: '一(一)' })
    expect(clause('一(一)').asWritten).toContain('排在第一位的部门为牵头部门，下同')
  })

  it('is each by its duty where the plan writes 分别负责, and only there', () => {
    for (const each of zibo.plan.clauses)
      expect(each.allocation === 'each-leads-by-duty').toBe(each.asWritten.includes('分别负责'))
  })

  it('is the first named where the plan writes 负责 alone', () => {
    const plain = zibo.plan.clauses.filter((each) => each.allocation === 'first-listed-leads')
    expect(plain.map((each) => each.clause)).toEqual(
      ['一(一)', '一(二)', '二(三)', '二(四)', '二(五)', '二(九)', '二(十)', '二(十一)'].concat([
        '三(一)',
        '三(二)',
        '三(三)',
        '三(四)',
        '三(五)',
        '四(二)',
      ]),
    )
  })

  it('is the district governments for the duty of governments, 一(二)', () => {
    expect(clause('一(二)').lead).toEqual(['local-governments'])
    expect(clause('一(二)').asWritten).toContain('文昌湖省级旅游度假区管委会')
  })

  it('is the health commission alone for the grid, 三(六)', () => {
    expect(clause('三(六)')).toMatchObject({ allocation: 'sole', lead: ['health-commission'] })
  })
})

describe('Zibo, clause by clause', () => {
  it('has all 29 clauses of its five parts', () => {
    const parts = [6, 11, 6, 4, 2]
    const numbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一']
    const expected = parts.flatMap((count, part) =>
      numbers.slice(0, count).map((number) => `${numbers[part]}(${number})`),
    )
    expect(zibo.plan.clauses.map((each) => each.clause)).toEqual(expected)
  })

  it('二(八) shares the order of the trade among twelve, and four organs cooperate', () => {
    const order = clause('二(八)')
    expect(order.lead).toHaveLength(12)
    expect(order.lead).toContain('public-security')
    expect(order.cooperate).toEqual([
      'discipline-inspection',
      'supervision-commission',
      'court',
      'procuratorate',
    ])
  })

  it('二(七) is shared by the two insurance bodies, and the health commission only cooperates', () => {
    expect(clause('二(七)').lead).toEqual(['medical-insurance', 'banking-insurance'])
    expect(clause('二(七)').cooperate).toEqual([
      'development-reform',
      'finance',
      'health-commission',
    ])
  })

  it('二(六) on prices leaves the market regulator out, 二(二) names it', () => {
    const named = (each: Clause) => [...each.lead, ...each.responsible, ...each.cooperate]
    expect(named(clause('二(六)'))).not.toContain('market-regulation')
    expect(clause('二(二)').lead).toContain('market-regulation')
  })

  it('一(四) marks a lead and three who cooperate', () => {
    expect(clause('一(四)')).toMatchObject({
      allocation: 'lead-and-cooperate',
      lead: ['health-commission'],
      cooperate: ['civil-affairs', 'education', 'human-resources'],
    })
  })

  it('no list ends in 等', () => {
    expect(zibo.plan.clauses.filter((each) => each.openEnded)).toEqual([])
  })

  it('names its website, its public account and 12345 as ways to report, in 一(六)', () => {
    expect(zibo.plan.channels.map((each) => each.channel).join()).toBe(
      '官方网站专栏,公众号,12345热线',
    )
    expect(new Set(zibo.plan.channels.map((each) => each.clause))).toEqual(new Set(['一(六)']))
  })

  it('says that its annex is missing, and takes no task from it', () => {
    expect(zibo.plan.gaps.join()).toContain('附件')
    expect(zibo.plan.annexTasks).toEqual([])
  })

  it('keeps the written name of a body renamed since', () => {
    const written = zibo.plan.departments.find((each) => each.id === 'banking-insurance')
    expect(written?.name).toBe('淄博银保监分局')
    expect(written?.now?.name).toBe('国家金融监督管理总局淄博监管分局')
  })
})

describe('what Zibo’s plan says of a report', () => {
  it('illegal practice goes to the three that 二(八) names, none of them first', () => {
    for (const code of ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'C1'])
      expect(entry(code)).toMatchObject({
        clauses: expect.arrayContaining(['二(八)']),
        narrowed: {
          lead: ['health-commission', 'public-security', 'market-regulation'],
          byClause: '二(八)',
        },
      })
  })

  it('insurance fraud goes to the insurance bureau by 二(七)', () => {
    for (const code of ['E1', 'E2', 'E3', 'E4'])
      expect(entry(code)).toMatchObject({
        clauses: ['二(七)'],
        narrowed: { lead: ['medical-insurance'], byClause: '二(七)' },
      })
  })

  it('rented certificates fall under 二(三), where the health commission stands first', () => {
    expect(entry('B4').clauses[0]).toBe('二(三)')
    expect(clause('二(三)').lead).toEqual(['health-commission'])
  })

  it('false advertising stays open among the twelve of 二(八)', () => {
    expect(entry('H1')).toMatchObject({ basis: 'plan', clauses: ['二(八)'] })
    expect(entry('H1').narrowed).toBeUndefined()
  })

  it('public health falls under 二(九)', () => {
    for (let number = 1; number <= 9; number += 1)
      expect(entry(`J${number}`).clauses[0]).toBe('二(九)')
  })

  it('public hospitals may not join with capital, nor non-profits share out profits, by 二(二), open among five', () => {
    for (const code of ['B10', 'B12']) expect(entry(code).clauses).toEqual(['二(二)'])
    expect(clause('二(二)').lead).toHaveLength(5)
  })

  it('goes to the district where it happened, as 一(二) and 一(三) say, unless it is against officials', () => {
    const levels = zibo.reading.entries
      .filter(({ basis, offence }) => basis === 'plan' && offence !== 'I4')
      .map(({ level }) => level)
    expect(new Set(levels)).toEqual(new Set(['county']))
    expect(entry('I4').level).toBeUndefined()
  })

  it('what a hospital must publish falls under 三(四)', () => {
    expect(entry('B13').clauses[0]).toBe('三(四)')
  })

  it('blood, organs and birth certificates are not in it', () => {
    for (const code of ['D3', 'D4', 'D5']) expect(entry(code).basis).toBe('by-function')
  })
})
