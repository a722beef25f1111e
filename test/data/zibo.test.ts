import { describe, expect, it } from 'vitest'
import { areaFiles, routingIn } from './routing-in.ts'

const routing = routingIn(areaFiles('370300-zibo'))

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
})
