import { describe, expect, it } from 'vitest'
import { areaFiles, clauseOf, routingIn, tasksIn } from './routing-in.ts'

const area = areaFiles('211382-lingyuan')
const routing = routingIn(area)
const tasks = tasksIn(area)

describe('who leads in Lingyuan', () => {
  it('is the first-listed department in every clause from 二(一)2 on', () => {
    const [before, ...after] = area.plan.clauses
    expect(area.plan.leadRule).toMatchObject({ rule: 'first-listed-leads', from: '二(一)2' })
    expect([before?.clause, before?.allocation]).toEqual(['二(一)1', 'sole'])
    expect(after).toHaveLength(24)
    expect(after.filter(({ allocation }) => allocation !== 'first-listed-leads')).toEqual([])
  })

  it('is the health commission everywhere but in 二(二)1, where 市工商局 comes first', () => {
    const others = area.plan.clauses.filter(({ lead }) => lead[0] !== 'health-commission')
    expect(others.map(({ clause, lead }) => [clause, lead])).toEqual([
      ['二(二)1', ['market-regulation']],
    ])
  })

  it('leaves the list open where it ends in 等, and closed in 二(二)5', () => {
    expect(clauseOf(area, '二(二)6').openEnded).toBe(true)
    expect(clauseOf(area, '二(二)5').openEnded).toBe(false)
  })

  it('names five reporting channels in 二(一)5', () => {
    expect(area.plan.channels.map(({ channel }) => channel)).toEqual([
      '微信',
      '电话',
      '电子邮箱',
      '官网',
      '8890',
    ])
    expect(area.plan.channels.every(({ clause }) => clause === '二(一)5')).toBe(true)
  })

  it('has no annex of tasks', () => {
    expect(area.plan.annexTasks).toEqual([])
  })
})

describe('a report in Lingyuan', () => {
  it('of overcharging goes to the health commission by 二(二)5; the market regulator is not in it', () => {
    const { lead, responsible, clauses } = routing('F1')
    expect([lead, responsible]).toEqual([['health-commission'], ['medical-insurance']])
    expect(clauses[0]?.clause).toBe('二(二)5')
  })

  it('of insurance fraud is led by the health commission, the insurance bureau responsible, by 二(二)6', () => {
    const { lead, responsible, clauses, open } = routing('E1')
    expect([lead, clauses[0]?.clause, open]).toEqual([['health-commission'], '二(二)6', false])
    expect(responsible).toContain('medical-insurance')
  })

  it('of insurance fraud is led by the health commission as first listed, and the insurance bureau has a task as responsible', () => {
    expect(tasks('E2')).toEqual([
      'lead health-commission',
      'responsible medical-insurance',
      'responsible market-regulation',
    ])
    expect(tasks('E1')).toContain('responsible medical-insurance')
  })

  it('of insurance fraud is not told to the propaganda office or the justice bureau, which 二(二)6 lists too', () => {
    expect(routing('E1').responsible).toEqual(expect.arrayContaining(['publicity', 'justice']))
    expect(tasks('E1').join()).not.toMatch(/publicity|justice/)
  })

  it('of an unlicensed clinic gives the police and the market regulator tasks as responsible', () => {
    expect(tasks('A1')).toEqual([
      'lead health-commission',
      'responsible public-security',
      'responsible market-regulation',
    ])
  })

  it('of drugs is led by the health commission, the market regulator responsible, by 二(二)3', () => {
    for (const code of ['G1', 'G2', 'G3', 'G4']) {
      const { lead, responsible, clauses } = routing(code)
      expect([code, lead, clauses[0]?.clause]).toEqual([code, ['health-commission'], '二(二)3'])
      expect(responsible).toContain('market-regulation')
    }
  })

  it('of a wellness programme is led by the health commission by 二(二)6, without 文旅广电局', () => {
    const { lead, responsible } = routing('H2')
    expect(lead).toEqual(['health-commission'])
    expect(responsible).toContain('publicity')
    expect(responsible).not.toContain('culture-tourism')
  })

  it('of a dispute is led by the health commission, the justice bureau responsible', () => {
    const { lead, responsible } = routing('K1')
    expect(lead).toEqual(['health-commission'])
    expect(responsible).toContain('justice')
  })

  it('of medical waste is led by the health commission, the environment branch responsible, by 二(二)7', () => {
    const { lead, responsible, clauses } = routing('J7')
    expect([lead, clauses[0]?.clause]).toEqual([['health-commission'], '二(二)7'])
    expect(responsible).toContain('ecology-environment')
  })

  it('of a clinic wrongly permitted goes to the health commission by 二(一)2, not to 市工商局', () => {
    const { lead, clauses } = routing('B5')
    expect([lead, clauses[0]?.clause]).toEqual([['health-commission'], '二(一)2'])
  })

  it('of a negligent official falls under 三(二), with the inspection office', () => {
    const { responsible, clauses } = routing('I4')
    expect([responsible, clauses[0]?.clause]).toEqual([['government-inspection'], '三(二)'])
  })

  it('accusing an official is open and tasks nobody, with 三(二) in view', () => {
    expect(routing('I4', undefined, 'accusation')).toMatchObject({
      lead: [],
      responsible: [],
      open: true,
      clauses: [{ clause: '三(二)' }, { clause: '二(三)1' }],
      explanation: { key: 'accusation', facts: { clause: '三(二)' } },
    })
  })

  it('of false invoices finds the plan silent, and the tax bureau is only proposed', () => {
    expect(routing('G7')).toMatchObject({ lead: [], proposed: { lead: ['taxation'] } })
  })

  it('of unpaid insurance settlements finds the plan silent', () => {
    expect(routing('E5')).toMatchObject({ basis: 'by-function', clauses: [], open: true })
  })
})

describe('places in Lingyuan', () => {
  it('are townships of nine digits that begin with the city’s code', () => {
    for (const { code, level } of area.places) {
      expect([code, level]).toEqual([expect.stringMatching(/^211382\d{3}$/), 'township'])
    }
  })

  it('include the hot springs that now belong to Hongshan street', () => {
    expect(area.places.find(({ also }) => also.includes('热水汤'))?.name).toBe('红山街道')
  })
})
