import { describe, expect, it } from 'vitest'
import type { Allocation, Clause, DepartmentId } from '#core/plan.ts'
import { allocationFault } from '#packs/allocation-fault.ts'

type Lists = Pick<Clause, 'lead' | 'responsible' | 'cooperate'>

const clause = (allocation: Allocation, lists: Partial<Lists>): Clause => ({
  clause: '一',
  heading: '标题',
  matter: '事项',
  reportable: true,
  allocation,
  lead: [],
  responsible: [],
  cooperate: [],
  openEnded: false,
  asWritten: '负责',
  ...lists,
})

const [a, b]: readonly [DepartmentId, DepartmentId] = ['health-commission', 'finance']

describe('the lists of a clause fit the way it shares the work', () => {
  it.each<[Allocation, Partial<Lists>]>([
    ['sole', { lead: [a] }],
    ['first-listed-leads', { lead: [a], responsible: [b] }],
    ['lead-and-cooperate', { lead: [a], cooperate: [b] }],
    ['each-leads-by-duty', { lead: [a, b] }],
    ['jointly-responsible', { responsible: [a, b] }],
    ['lead-with-all', { lead: [a] }],
  ])('%s', (allocation, lists) => {
    expect(allocationFault(clause(allocation, lists))).toBeUndefined()
  })
})

describe('lists that do not fit are told', () => {
  it.each<[string, Allocation, Partial<Lists>]>([
    ['a sole department is alone', 'sole', { lead: [a], cooperate: [b] }],
    ['only one department is first', 'first-listed-leads', { lead: [a, b] }],
    [
      'a lead with nobody to cooperate is not lead-and-cooperate',
      'lead-and-cooperate',
      { lead: [a] },
    ],
    ['one department cannot lead each by duty', 'each-leads-by-duty', { lead: [a] }],
    [
      'joint responsibility marks no lead',
      'jointly-responsible',
      { lead: [a], responsible: [a, b] },
    ],
    ['one department is not jointly responsible', 'jointly-responsible', { responsible: [a] }],
    ['lead with all needs a lead', 'lead-with-all', { cooperate: [a] }],
  ])('%s', (_title, allocation, lists) => {
    expect(allocationFault(clause(allocation, lists))).toContain(allocation)
  })
})
