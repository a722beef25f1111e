import type { Clause, DepartmentId } from '#core/plan.ts'
import { route, type Routing } from '#core/route.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  aClause,
  aDuty,
  aGround,
  anEntry,
  aPlan,
  aPrecedent,
  aQuestion,
  aReading,
  departments,
} from './builders.ts'

// Any plan, any reading, any question

const ids = departments.map(({ id }) => id)
const someIds = fc.uniqueArray(fc.constantFrom(...ids))
const anyClause = fc.record({
  allocation: fc.constantFrom<Clause['allocation']>(
    'sole',
    'first-listed-leads',
    'lead-and-cooperate',
    'each-leads-by-duty',
    'jointly-responsible',
    'lead-with-all',
  ),
  lead: someIds,
  responsible: someIds,
  cooperate: someIds,
})
const anyRouting = fc
  .record({
    clauses: fc.array(anyClause, { minLength: 1, maxLength: 3 }),
    duties: fc.array(
      fc.record({
        department: fc.constantFrom(...ids),
        keyword: fc.constantFrom('药', '医保', '打针'),
      }),
    ),
    text: fc.constantFrom('卖假药', '套医保', '给人打针', '开药套医保', ''),
    accused: fc.option(fc.constantFrom(...ids), { nil: undefined }),
    stream: fc.constantFrom('tip-off', 'complaint', 'accusation'),
    /** A paragraph that no reading cites. */
    elsewhere: fc.boolean(),
    precedents: fc.array(
      fc.constantFrom(...ids).map((lead) => aPrecedent({ lead })),
      { maxLength: 2 },
    ),
    narrowed: fc.constantFrom(0, 1, 2),
  })
  .map((drawn) => {
    const clauses = drawn.clauses.map((clause, n) => aClause({ ...clause, clause: `三(${n})` }))
    const duties = drawn.duties.map(({ department, keyword }) =>
      aDuty({ department, clause: drawn.elsewhere ? '附件2' : '三(0)', keywords: [keyword] }),
    )
    const named = clauses.flatMap(({ lead, responsible }) => [...lead, ...responsible])
    const narrowed =
      drawn.narrowed > 0 && named[0]
        ? {
            narrowed: {
              lead: [...new Set(named)].slice(0, drawn.narrowed),
              cooperate: [],
              byClause: '三(0)',
            },
          }
        : {}
    const reading = aReading(anEntry({ clauses: clauses.map(({ clause }) => clause), ...narrowed }))
    const ground = aGround({
      plan: aPlan({ clauses, duties }),
      reading,
      precedents: drawn.precedents,
    })
    const question = aQuestion({
      text: drawn.text,
      stream: drawn.stream,
      ...(drawn.accused ? { accusedDepartment: drawn.accused } : {}),
    })
    const { elsewhere } = drawn
    return { ground, question, elsewhere, routing: route(question, ground) }
  })

const everybody = (routing: Routing): readonly DepartmentId[] => [
  ...routing.lead,
  ...routing.responsible,
  ...routing.cooperate,
]

describe('whatever the plan and the question', () => {
  it('every department routed by the plan is named in a cited clause', () => {
    fc.assert(
      fc.property(anyRouting, ({ routing, ground }) => {
        fc.pre(routing.basis === 'plan')
        const cited = new Set(routing.clauses.map(({ clause }) => clause))
        const named = ground.plan.clauses
          .filter(({ clause }) => cited.has(clause))
          .flatMap(({ lead, responsible, cooperate }) => [...lead, ...responsible, ...cooperate])
        expect(named).toEqual(expect.arrayContaining([...everybody(routing)]))
      }),
      { seed: 21, numRuns: 500 },
    )
  })

  it('what is not open has somebody who leads', () => {
    fc.assert(
      fc.property(anyRouting, ({ routing }) => routing.open || routing.lead.length > 0),
      { seed: 22, numRuns: 500 },
    )
  })

  it('the accused department is nowhere', () => {
    fc.assert(
      fc.property(anyRouting, ({ routing, question }) => {
        expect(everybody(routing)).not.toContain(question.accusedDepartment)
      }),
      { seed: 23, numRuns: 500 },
    )
  })

  it('no department has two parts', () => {
    fc.assert(
      fc.property(anyRouting, ({ routing }) => {
        const all = everybody(routing)
        expect(new Set(all).size).toBe(all.length)
      }),
      { seed: 24, numRuns: 500 },
    )
  })

  it('a word of a duty that the reading does not cite changes nothing', () => {
    fc.assert(
      fc.property(anyRouting, ({ ground, question, elsewhere, routing }) => {
        fc.pre(elsewhere)
        expect(routing).toEqual(route({ ...question, text: '' }, ground))
      }),
      { seed: 25, numRuns: 500 },
    )
  })

  it('words choose among those that the reading leaves, or nobody', () => {
    fc.assert(
      fc.property(anyRouting, ({ ground, routing }) => {
        const read = ground.reading.entries[0]?.narrowed
        fc.pre(read !== undefined && routing.basis === 'plan')
        expect(read?.lead).toEqual(expect.arrayContaining([...routing.lead]))
        expect(routing.open || routing.lead.length === 1).toBe(true)
      }),
      { seed: 26, numRuns: 500 },
    )
  })
})
