import { describe, expect, it } from 'vitest'
import { areaFiles, clauseOf, routingIn, tasksIn } from './routing-in.ts'

const area = areaFiles('150000-neimenggu')
const routing = routingIn(area)
const tasks = tasksIn(area)

describe('who leads in Inner Mongolia', () => {
  it('is not whoever is listed first: the plan states no such rule', () => {
    expect(area.plan.leadRule).toEqual({ rule: 'none' })
    expect(area.plan.clauses.some(({ allocation }) => allocation === 'first-listed-leads')).toBe(
      false,
    )
  })

  it('stays unmarked in seventeen clauses that say only 等部门负责', () => {
    const unmarked = area.plan.clauses.filter(
      ({ allocation }) => allocation === 'jointly-responsible',
    )
    expect(unmarked).toHaveLength(17)
    expect(unmarked.filter(({ lead }) => lead.length > 0)).toEqual([])
    expect(unmarked.every(({ asWritten }) => asWritten.endsWith('等部门负责'))).toBe(true)
  })

  it('is the health commission alone in 二(二)12 and 二(二)17, others 配合', () => {
    expect(clauseOf(area, '二(二)12')).toMatchObject({
      allocation: 'lead-and-cooperate',
      lead: ['health-commission'],
      cooperate: ['medical-insurance', 'market-regulation', 'ecology-environment'],
    })
    expect(clauseOf(area, '二(二)17').cooperate).toEqual(['market-regulation', 'public-security'])
  })

  it('is the health commission with all others in 三28 to 三33, whose brackets do not end in 等', () => {
    const withAll = area.plan.clauses.filter(({ allocation }) => allocation === 'lead-with-all')
    expect(withAll.map(({ clause }) => clause)).toEqual(
      [28, 29, 30, 31, 32, 33].map((number) => `三${number}`),
    )
    expect(withAll.filter(({ openEnded }) => openEnded)).toEqual([])
  })

  it('is ten departments by duty in 二(二)18, the insurance bureau not among them', () => {
    const { lead, cooperate } = clauseOf(area, '二(二)18')
    expect(lead).toHaveLength(10)
    expect(lead).not.toContain('medical-insurance')
    expect(cooperate).toEqual(['court'])
  })

  it('is the development commission and the leagues for three annex tasks', () => {
    const lead = new Map(area.plan.annexTasks.map((task) => [task.item, task.lead]))
    expect(lead.size).toBe(16)
    expect([lead.get('2'), lead.get('3'), lead.get('4'), lead.get('13')]).toEqual([
      ['local-governments'],
      ['local-governments'],
      ['development-reform'],
      ['human-resources'],
    ])
  })
})

describe('a report in Inner Mongolia', () => {
  it('of drugs sold without a licence goes to the drug administration by 二(一)4', () => {
    const { lead, clauses } = routing('G2')
    expect(lead).toEqual(['drug-administration'])
    expect(clauses.map(({ clause }) => clause)).toEqual(['二(二)13', '二(一)4'])
  })

  it('of an absent pharmacist goes to the drug administration, which manages them', () => {
    expect(routing('G3').lead).toEqual(['drug-administration'])
  })

  it('of prices goes to the market regulator, which has price inspection and nothing else', () => {
    expect([routing('F1').lead, routing('F2').lead]).toEqual([
      ['market-regulation'],
      ['market-regulation'],
    ])
    const duties = area.plan.duties.filter(({ department }) => department === 'market-regulation')
    expect(duties).toHaveLength(1)
  })

  it('of insurance fraud goes to the insurance bureau with the insurance regulator by 二(一)4', () => {
    const { lead, cooperate, open } = routing('E1')
    expect([lead, open]).toEqual([['medical-insurance'], false])
    expect(cooperate).toContain('banking-insurance')
  })

  it('of false billing is known to the market regulator, one of the three of 二(二)16', () => {
    expect(tasks('E2')).toEqual([
      'lead medical-insurance',
      'responsible market-regulation',
      'cooperate banking-insurance',
      'cooperate health-commission',
    ])
  })

  it('of overcharging is known to the health commission, which 二(一)4 names 配合', () => {
    expect(tasks('F1')).toEqual([
      'lead market-regulation',
      'cooperate medical-insurance',
      'cooperate health-commission',
    ])
  })

  it('of birth certificates sold stays between police and health commission, whatever else it tells', () => {
    expect(routing('D5', '黄牛卖出生证')).toMatchObject({
      lead: ['public-security', 'health-commission'],
      open: true,
    })
  })

  it('of false invoices is open among three by 二(二)13; the tax bureau only cooperates', () => {
    const { lead, cooperate, open } = routing('G7')
    expect(lead).toEqual(['medical-insurance', 'health-commission', 'drug-administration'])
    expect([cooperate, open]).toEqual([['taxation'], true])
  })

  it('of unpaid insurance settlements has a clause, 二(二)16', () => {
    expect(routing('E5').clauses[0]?.clause).toBe('二(二)16')
  })

  it('of a false military hospital brings in the army’s health department by 二(一)4', () => {
    const { lead, cooperate } = routing('A6')
    expect(lead).toEqual(['health-commission'])
    expect(cooperate).toContain('military-health')
  })

  it('of a wellness programme stays open among ten, the broadcasting bureau one of them', () => {
    const { lead, open, basis } = routing('H2', '电视台天天放养生节目卖药')
    expect([open, basis]).toEqual([true, 'plan'])
    expect(lead).toContain('radio-television')
  })

  it('of medical waste goes to the health commission with the environment department by 二(二)12', () => {
    const { lead, cooperate, clauses } = routing('J7')
    expect([lead, clauses[0]?.clause]).toEqual([['health-commission'], '二(二)12'])
    expect(cooperate).toContain('ecology-environment')
  })

  it('of a dispute goes to the health commission with the justice department, of violence to the police', () => {
    expect(routing('K1')).toMatchObject({ lead: ['health-commission'], cooperate: ['justice'] })
    expect(routing('L1').lead).toEqual(['public-security'])
  })

  it('goes to the county where it happened, as 二(一)2 says', () => {
    expect(clauseOf(area, '二(一)2').lead).toEqual(['local-governments'])
    expect([routing('A1').level, routing('J2').level]).toEqual(['county', 'county'])
  })

  it('of negligent officials falls under 三32', () => {
    expect(routing('I4').clauses[0]).toEqual({ clause: '三32', allocation: 'lead-with-all' })
  })
})

describe('places in Inner Mongolia', () => {
  it('are twelve leagues and cities with 103 banners, counties and districts', () => {
    expect(area.places.filter(({ level }) => level === 'prefecture')).toHaveLength(12)
    expect(area.places.filter(({ level }) => level === 'county')).toHaveLength(103)
  })

  it('are known by short and old names', () => {
    const called = (word: string) => area.places.find(({ also }) => also.includes(word))?.name
    expect(['呼市', '集宁', '哲盟', '海拉尔', '莫旗'].map(called)).toEqual([
      '呼和浩特市',
      '集宁区',
      '通辽市',
      '海拉尔区',
      '莫力达瓦达斡尔族自治旗',
    ])
  })

  it('do not take the southern province Hainan for a district of Wuhai', () => {
    expect(area.places.find(({ name }) => name === '海南区')?.also).toEqual([])
  })
})
