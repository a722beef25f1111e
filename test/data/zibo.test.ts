import { describe, expect, it } from 'vitest'
import { areaFiles, routingIn, tasksIn } from './routing-in.ts'

const area = areaFiles('370300-zibo')
const routing = routingIn(area)
const tasks = tasksIn(area)

describe('a report in Zibo', () => {
  it.each([
    ['H4', '医托拉客去医院骗取医保基金'],
    ['K1', '手术出了事故，商业健康保险也不赔'],
    ['L1', '家属打医生，还说医院套取医保'],
  ])('of %s stays open among the twelve of 二(八): 二(七) does not narrow it', (code, text) => {
    const { lead, open, clauses } = routing(code, text)
    expect([lead.length, open, clauses[0]?.clause]).toEqual([12, true, '二(八)'])
  })

  it('of a price is not the health commission’s because it speaks of an unlicensed clinic', () => {
    expect(routing('F2', '黑诊所的药价太高').lead).toEqual([
      'health-commission',
      'finance',
      'audit',
    ])
  })

  it('of an unlicensed clinic stays with the three that 二(八) names', () => {
    expect(routing('A1', '这家黑诊所非法行医')).toMatchObject({
      lead: ['health-commission', 'public-security', 'market-regulation'],
      open: true,
    })
  })

  it('of a price stays open though it calls for an audit', () => {
    expect(routing('F1', '乱收费，要求审计监督').open).toBe(true)
  })

  it('of a pharmacy is led by the health commission as first listed, and the market regulator has a task as responsible', () => {
    expect(tasks('G3')).toEqual([
      'lead health-commission',
      'responsible human-resources',
      'responsible market-regulation',
    ])
  })

  it('of insurance fraud is led by the insurance bureau; of the three named 参与 only the health commission takes part', () => {
    expect(tasks('E1')).toEqual(['lead medical-insurance', 'cooperate health-commission'])
  })

  it('of an unlicensed clinic is one task of the intake office: courts and discipline bodies get none', () => {
    expect(tasks('A1')).toEqual(['intake intake'])
  })
})
