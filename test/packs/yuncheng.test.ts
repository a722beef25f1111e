import { describe, expect, it } from 'vitest'
import { aClause, areaPack, entryOf } from './published.ts'

const yuncheng = areaPack('140800')

describe('Yuncheng’s notice', () => {
  it('names one department only, the health commission', () => {
    for (const { lead, responsible, cooperate } of yuncheng.plan.clauses)
      expect([...lead, ...responsible, ...cooperate]).toEqual(['health-commission'])
    const named = yuncheng.plan.departments.filter((each) => each.asWritten.length > 0)
    expect(named.map((each) => each.id)).toEqual(['health-commission'])
  })

  it('has no rule about the first named', () => {
    expect(yuncheng.plan.leadRule).toEqual({ rule: 'none' })
  })

  it('has one 优化, seven 加强, the joint meeting, six mechanisms and the inspection', () => {
    expect(yuncheng.plan.clauses.map((each) => each.clause)).toEqual([
      '一',
      '一·一优化',
      ...[1, 2, 3, 4, 5, 6, 7].map((number) => `一·七加强${number}`),
      '二·联席会议',
      ...[1, 2, 3, 4, 5, 6].map((number) => `二·六项机制${number}`),
      '二·督查',
    ])
  })

  it('makes the city and county health departments mainly responsible, in 一', () => {
    expect(aClause(yuncheng, '一')).toMatchObject({
      allocation: 'lead-with-all',
      lead: ['health-commission'],
    })
    expect(aClause(yuncheng, '一').asWritten).toContain(
      '市、县两级卫生健康部门是综合监管的主要责任部门',
    )
  })

  it('points to the province’s plan for the split, and this is told as a gap', () => {
    expect(yuncheng.plan.gaps.join()).toContain('晋政办发〔2018〕122号')
  })

  it('names no channel', () => {
    expect(yuncheng.plan.channels).toEqual([])
  })
})

describe('what Yuncheng’s notice says of a report', () => {
  it('unlicensed practice is the order of the trade, 一·七加强5', () => {
    expect(entryOf(yuncheng, 'A1')).toMatchObject({
      basis: 'plan',
      clauses: ['一·七加强5', '一'],
    })
  })

  it('permits and sites fall under 一·一优化', () => {
    expect(entryOf(yuncheng, 'B5').clauses[0]).toBe('一·一优化')
  })

  it('public health falls under 一·七加强3', () => {
    for (let number = 1; number <= 9; number += 1)
      expect(entryOf(yuncheng, `J${number}`).clauses[0]).toBe('一·七加强3')
  })

  it.each([
    ['E1', 'medical-insurance'],
    ['F1', 'market-regulation'],
    ['G1', 'market-regulation'],
    ['H1', 'market-regulation'],
    ['L1', 'public-security'],
    ['I4', 'discipline-inspection'],
  ])('%s is not in it: %s is only proposed', (code, department) => {
    const entry = entryOf(yuncheng, code)
    expect(entry.basis).toBe('by-function')
    expect(entry.clauses).toEqual([])
    expect(entry.proposed?.lead[0]).toBe(department)
  })
})
