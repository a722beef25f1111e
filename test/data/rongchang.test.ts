import { describe, expect, it } from 'vitest'
import { areaFiles, clauseOf, routingIn, tasksIn } from './routing-in.ts'

const area = areaFiles('500153-rongchang')
const routing = routingIn(area)
const tasks = tasksIn(area)

describe('who leads in Rongchang', () => {
  it('lets the first-listed department lead only from 三(三), where the plan says so', () => {
    expect(area.plan.leadRule).toMatchObject({ rule: 'first-listed-leads', from: '三(三)' })
    expect(clauseOf(area, '三(三)').asWritten).toContain('排在第一的部门为牵头单位，下同')
  })

  it('lets 按职责分别牵头 override that rule: in 三(九) eleven departments lead, none first', () => {
    const clause = clauseOf(area, '三(九)')
    expect(clause.allocation).toBe('each-leads-by-duty')
    expect(clause.lead).toHaveLength(11)
    expect(clause.cooperate).toEqual(['supervision-commission', 'court', 'procuratorate'])
  })

  it('applies it to lists that end in 负责 alone: 三(七), 四(二), 五(二)', () => {
    for (const id of ['三(七)', '四(二)', '五(二)']) {
      const { allocation, lead } = clauseOf(area, id)
      expect([id, allocation, lead]).toEqual([id, 'first-listed-leads', ['health-commission']])
    }
  })

  it('counts 区市场监管局, written twice in 四(六), once', () => {
    const { lead } = clauseOf(area, '四(六)')
    expect(lead).toHaveLength(10)
    expect(lead.filter((id) => id === 'market-regulation')).toHaveLength(1)
  })

  it('knows both spellings of the Yongchuan insurance regulator, and its name since 2023', () => {
    const regulator = area.plan.departments.find(({ id }) => id === 'banking-insurance')
    expect(regulator?.asWritten).toEqual(['永川银保监局', '永川银保监分局'])
    expect(regulator?.now?.name).toBe('国家金融监督管理总局永川监管分局')
  })

  it('names a lead for one annex task only, the second', () => {
    const led = area.plan.annexTasks.filter(({ lead }) => lead.length > 0)
    expect(led.map(({ item }) => item)).toEqual(['2'])
  })

  it('names no reporting channel, and the data say so', () => {
    expect(area.plan.channels).toEqual([])
    expect(area.plan.gaps.some((gap) => gap.includes('投诉举报制度'))).toBe(true)
  })
})

describe('a report in Rongchang', () => {
  it('of an unlicensed clinic goes to the health commission, with the police, by 三(九) and 附件2', () => {
    expect(routing('A1')).toMatchObject({
      lead: ['health-commission'],
      cooperate: ['public-security'],
      open: false,
      clauses: [{ clause: '三(九)' }, { clause: '附件2' }],
    })
  })

  it('of drugs sold without a licence goes to the market regulator by 附件2', () => {
    const { lead, clauses, open } = routing('G2')
    expect([lead, clauses[0]?.clause, open]).toEqual([['market-regulation'], '附件2', false])
  })

  it('of an absent pharmacist goes to the market regulator, with 人力社保局 for the qualification', () => {
    expect(routing('G3')).toMatchObject({
      lead: ['market-regulation'],
      cooperate: ['human-resources'],
    })
  })

  it('of overcharging goes to the market regulator, with the insurance bureau, by 附件2', () => {
    expect(routing('F1')).toMatchObject({
      lead: ['market-regulation'],
      cooperate: ['medical-insurance'],
      open: false,
    })
  })

  it('of insurance fraud goes to the insurance bureau by 三(八); of the three named 参与 the one concerned takes part', () => {
    expect(routing('E1')).toMatchObject({
      lead: ['medical-insurance'],
      cooperate: ['health-commission'],
      open: false,
    })
    expect(tasks('E1')).toEqual(['lead medical-insurance', 'cooperate health-commission'])
  })

  it('of leased departments is known to the supervision commission, which 三(九) names 配合', () => {
    expect(tasks('B3')).toEqual(['lead health-commission', 'cooperate supervision-commission'])
  })

  it('of birth certificates sold stays between police and health commission, whatever else it tells', () => {
    for (const text of ['黄牛卖出生证', '黑诊所卖出生证，还说可以预防接种'])
      expect(routing('D5', text)).toMatchObject({
        lead: ['public-security', 'health-commission'],
        open: true,
      })
  })

  it('of a false advertisement stays open: no duty paragraph gives advertising to anybody', () => {
    expect(routing('H1', '诊所门口的广告说包治百病')).toMatchObject({ open: true, basis: 'plan' })
    expect(routing('H1').lead).toHaveLength(11)
  })

  it('of a false advertisement stays open though it speaks of the insurance fund, which 三(八) governs', () => {
    expect(routing('H1', '打广告拉老人去虚假住院，骗保')).toMatchObject({ open: true })
  })

  it('of rebates and red packets goes to the health commission alone by 三(二)', () => {
    const { lead, cooperate, explanation } = routing('I1')
    expect([lead, cooperate, explanation.key]).toEqual([['health-commission'], [], 'sole'])
  })

  it('of a dispute goes to the health commission, which supervises quality, with the justice bureau, which guides mediation, by 附件2', () => {
    expect(routing('K1')).toMatchObject({ lead: ['health-commission'], cooperate: ['justice'] })
  })

  it('of violence against staff goes to the police by 附件2', () => {
    expect(routing('L1')).toMatchObject({ lead: ['public-security'], open: false })
  })

  it('of vaccines goes to the health commission, listed first in 三(四)', () => {
    const { lead, clauses } = routing('J6')
    expect([lead, clauses[0]?.clause]).toEqual([['health-commission'], '三(四)'])
  })

  it('of medical waste is the health commission’s inside the house, the environment bureau’s outside, else open between them', () => {
    expect(routing('J7', '诊所的医疗垃圾和生活垃圾混在一起').lead).toEqual(['health-commission'])
    expect(routing('J7', '医院把废水倒进河里').lead).toEqual(['ecology-environment'])
    expect(routing('J7', '诊所把医疗废物扔到垃圾站')).toMatchObject({
      lead: ['health-commission', 'ecology-environment'],
      open: true,
    })
  })

  it('of medical waste outside is the environment bureau’s though a clinic without a licence did it; the health commission hears of it', () => {
    expect(tasks('J7', '黑诊所把针头倒进河里，怕有传染病')).toEqual([
      'lead ecology-environment',
      'responsible health-commission',
    ])
  })

  it('of medical waste is not led by the market regulator because it speaks of a pharmacy', () => {
    expect(routing('J7', '药店门口堆着医疗废物')).toMatchObject({ open: true })
  })

  it('of public-health money obtained by fraud goes to the health commission with the finance bureau', () => {
    expect(routing('J10')).toMatchObject({ lead: ['health-commission'], cooperate: ['finance'] })
  })

  it('against an official is by function, proposed to the discipline inspection and supervision commission', () => {
    expect(routing('I4')).toMatchObject({
      basis: 'by-function',
      clauses: [],
      proposed: { lead: ['discipline-inspection', 'supervision-commission'] },
    })
  })

  it('accusing an official is open, and shows the intake office whom it might hand it to', () => {
    expect(routing('I4', undefined, 'accusation')).toMatchObject({
      lead: [],
      open: true,
      proposed: { lead: ['discipline-inspection', 'supervision-commission'] },
      explanation: { key: 'accusation' },
    })
  })
})

describe('places in Rongchang', () => {
  it('are six streets and fifteen towns', () => {
    expect(area.places.filter(({ name }) => name.endsWith('街道'))).toHaveLength(6)
    expect(area.places.filter(({ name }) => name.endsWith('镇'))).toHaveLength(15)
  })

  it('include Wanling by its old name Lukong', () => {
    expect(area.places.find(({ also }) => also.includes('路孔'))?.name).toBe('万灵镇')
  })
})
