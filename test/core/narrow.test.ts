import type { Clause, Plan, ReadingEntry } from '#core/plan.ts'
import { route } from '#core/route.ts'
import { describe, expect, it } from 'vitest'

import {
  aClause,
  aDuty,
  aGround,
  anEntry,
  anOffence,
  aPlan,
  aQuestion,
  aReading,
} from './builders.ts'

const health = 'health-commission'
const market = 'market-regulation'
const insurance = 'medical-insurance'
const police = 'public-security'
const ecology = 'ecology-environment'

const order = aClause({
  clause: '三(九)',
  allocation: 'each-leads-by-duty',
  lead: [health, market, insurance],
  cooperate: [police],
})
const annex = aClause({
  clause: '附件2',
  allocation: 'each-leads-by-duty',
  lead: [health, market, insurance, ecology],
})
const duties = [
  aDuty(),
  aDuty({ department: insurance, duty: '医保基金', keywords: ['医保'] }),
  aDuty({ department: ecology, duty: '相关公共卫生监管', keywords: ['排污'] }),
]
const narrowed = { lead: [market], cooperate: [police], byClause: '附件2' }

/** What the words make of A1, under a clause that leaves the lead open among three. */
function routing(text: string, entry: Partial<ReadingEntry>, plan: Partial<Plan> = {}) {
  const reading = aReading(anEntry({ clauses: ['三(九)'], ...entry }))
  const ground = aGround({ plan: aPlan({ clauses: [order, annex], duties, ...plan }), reading })
  return route(aQuestion({ text }), ground)
}

const citing = { clauses: ['三(九)', '附件2'] }
const open = { lead: [health, market, insurance], open: true }

describe('the reporter’s words narrow an open clause by a duty paragraph', () => {
  it('that the reading cites, when they point to one department', () => {
    const { explanation, ...parts } = routing('卖假药', citing)
    expect(parts).toMatchObject({ lead: [market], open: false, basis: 'plan' })
    expect(explanation).toMatchObject({
      key: 'narrowed-by-duty',
      facts: { clause: '三(九)', dutyClause: '附件2', keyword: '药', department: market },
    })
  })

  it('not by one that the reading does not cite', () => {
    expect(routing('卖假药', {})).toMatchObject(open)
  })

  it('not when they point to two departments', () => {
    expect(routing('开药套取医保', citing)).toMatchObject(open)
  })

  it('not when one of the two is outside the bracket: the words are no surer for that', () => {
    expect(routing('卖假药，还往河里排污', citing)).toMatchObject(open)
  })

  it('not to a department that the clause does not name', () => {
    expect(routing('往河里排污', citing)).toMatchObject(open)
  })

  it('not when there are no words', () => {
    expect(routing('', citing)).toMatchObject(open)
  })

  it('in a joint clause too: one leads, the others stay responsible', () => {
    const joint: Clause = {
      ...order,
      allocation: 'jointly-responsible',
      lead: [],
      responsible: [health, market],
    }
    expect(routing('乱收价格', citing, { clauses: [joint, annex] })).toMatchObject({
      lead: [market],
      responsible: [health],
      open: false,
    })
  })
})

describe('the reading narrows an open clause', () => {
  it('citing the paragraph', () => {
    const { explanation, ...parts } = routing('', { narrowed })
    expect(parts).toMatchObject({ lead: [market], cooperate: [police], open: false })
    expect(parts.clauses.map(({ clause }) => clause)).toEqual(['三(九)', '附件2'])
    expect(explanation.facts['dutyClause']).toBe('附件2')
  })

  it('to one department, whatever the words', () => {
    const toHealth = { narrowed: { ...narrowed, lead: [health] } }
    expect(routing('卖假药', toHealth).lead).toEqual([health])
  })

  it('to two, and leaves it open between them', () => {
    const toTwo = { narrowed: { ...narrowed, lead: [health, market] } }
    expect(routing('', toTwo)).toMatchObject({ lead: [health, market], open: true })
  })

  it('to two, of whom the words choose one; the other stays responsible', () => {
    const toTwo = { narrowed: { ...narrowed, lead: [health, market] } }
    expect(routing('卖假药', toTwo)).toMatchObject({
      lead: [market],
      responsible: [health],
      open: false,
    })
  })

  it('to two, and the words cannot choose a third', () => {
    const toTwo = { narrowed: { ...narrowed, lead: [health, market] } }
    expect(routing('套取医保', toTwo)).toMatchObject({ lead: [health, market], open: true })
  })
})

describe('who is named 配合 or 参与 where the reading narrows', () => {
  const cooperating = (concerns: readonly string[], cooperate: readonly string[]) => {
    const clause = { ...order, cooperate: [police, ecology] }
    const reading = aReading(anEntry({ clauses: ['三(九)'], narrowed: { ...narrowed, cooperate } }))
    const plan = aPlan({ clauses: [clause, annex], duties })
    const offences = new Map([['A1', anOffence('A1', { concerns })]])
    return route(aQuestion(), aGround({ plan, reading, offences })).cooperate
  }

  it('cooperates if the offence concerns it', () => {
    expect(cooperating([market, police], [])).toEqual([police])
  })

  it('is not troubled if it does not, though the reading copied the whole bracket', () => {
    expect(cooperating([market, police], [police, ecology])).toEqual([police])
  })

  it('and whom the reading adds by another paragraph stays', () => {
    expect(cooperating([market], [insurance])).toEqual([insurance])
  })
})
