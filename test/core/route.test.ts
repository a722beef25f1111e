import type { Clause, Plan } from '#core/plan.ts'
import { route, type Ground } from '#core/route.ts'
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
} from './builders.ts'

const health = 'health-commission'
const market = 'market-regulation'
const insurance = 'medical-insurance'
const police = 'public-security'

/** A plan of one clause, and a reading that puts A1 under it. */
function groundOf(clause: Partial<Clause>, more: Partial<Ground> = {}, plan: Partial<Plan> = {}) {
  return aGround({ plan: aPlan({ clauses: [aClause(clause)], ...plan }), ...more })
}

const eachByDuty: Partial<Clause> = {
  clause: '三(九)',
  allocation: 'each-leads-by-duty',
  lead: [health, market, insurance],
  cooperate: [police],
}
const underNine = aReading(anEntry({ clauses: ['三(九)'] }))
const openGround = (more: Partial<Ground> = {}, plan: Partial<Plan> = {}) =>
  groundOf(eachByDuty, { reading: underNine, ...more }, plan)

describe('a clause is shared by its own rule', () => {
  it('one department alone: it leads', () => {
    expect(route(aQuestion(), groundOf({}))).toMatchObject({
      lead: [health],
      open: false,
      basis: 'plan',
      clauses: [{ clause: '二(一)1', allocation: 'sole' }],
      explanation: { key: 'sole' },
    })
  })

  it('“排在第一位的为牵头部门”: the first listed leads, the others stay responsible', () => {
    const clause = {
      allocation: 'first-listed-leads',
      lead: [health],
      responsible: [market, insurance],
    } as const
    expect(route(aQuestion(), groundOf(clause))).toMatchObject({
      lead: [health],
      responsible: [market, insurance],
      open: false,
      explanation: { key: 'first-listed-leads' },
    })
  })

  it('“牵头，…配合”: as the bracket marks them', () => {
    const clause = {
      allocation: 'lead-and-cooperate',
      lead: [insurance],
      cooperate: [health, police],
    } as const
    expect(route(aQuestion(), groundOf(clause))).toMatchObject({
      lead: [insurance],
      cooperate: [health, police],
      explanation: { key: 'lead-marked' },
    })
  })

  it('“负责，…配合”: the one responsible leads', () => {
    const clause = {
      allocation: 'lead-and-cooperate',
      lead: [],
      responsible: [insurance],
      cooperate: [health],
    } as const
    expect(route(aQuestion(), groundOf(clause)).lead).toEqual([insurance])
  })

  it('two marked as leading lead together', () => {
    const clause = { allocation: 'lead-and-cooperate', lead: [health, police] } as const
    expect(route(aQuestion(), groundOf(clause))).toMatchObject({
      lead: [health, police],
      open: false,
    })
  })

  it('“牵头，各有关部门配合”: one leads', () => {
    const clause = { allocation: 'lead-with-all', lead: [health] } as const
    expect(route(aQuestion(), groundOf(clause))).toMatchObject({
      lead: [health],
      open: false,
      explanation: { key: 'lead-with-all' },
    })
  })

  it('“按职责分别牵头”: all stand in lead, and the lead is open', () => {
    expect(route(aQuestion(), openGround())).toMatchObject({
      lead: [health, market, insurance],
      cooperate: [police],
      open: true,
      explanation: { key: 'open-each-by-duty' },
    })
  })

  it('“等部门负责”: nobody is marked, and the lead is open', () => {
    const clause = {
      allocation: 'jointly-responsible',
      lead: [],
      responsible: [health, market],
    } as const
    expect(route(aQuestion(), groundOf(clause))).toMatchObject({
      lead: [],
      responsible: [health, market],
      open: true,
      explanation: { key: 'open-joint' },
    })
  })

  it('the governing clause decides, the others are cited after it', () => {
    const clauses = [aClause(), aClause({ clause: '三(九)', lead: [police] })]
    const reading = aReading(anEntry({ clauses: ['三(九)', '二(一)1'] }))
    const routing = route(aQuestion(), aGround({ plan: aPlan({ clauses }), reading }))
    expect(routing.lead).toEqual([police])
    expect(routing.clauses.map(({ clause }) => clause)).toEqual(['三(九)', '二(一)1'])
  })

  it('the level that the reading names goes with the routing', () => {
    const reading = aReading(anEntry({ level: 'prefecture' }))
    expect(route(aQuestion(), groundOf({}, { reading })).level).toBe('prefecture')
  })
})

describe('a duty paragraph narrows an open clause', () => {
  const duties = [aDuty(), aDuty({ department: insurance, duty: '医保基金', keywords: ['医保'] })]
  const annex = aClause({
    clause: '附件2',
    allocation: 'each-leads-by-duty',
    lead: [health, market],
  })
  const narrowed = { lead: [market], cooperate: [police], byClause: '附件2' }

  it('when the reporter’s words hold a keyword of exactly one department', () => {
    const routing = route(aQuestion({ text: '卖假药' }), openGround({}, { duties }))
    expect(routing).toMatchObject({ lead: [market], open: false, basis: 'plan' })
    expect(routing.explanation).toMatchObject({
      key: 'narrowed-by-duty',
      facts: { clause: '三(九)', dutyClause: '附件2', keyword: '药', department: market },
    })
  })

  it('not when the words point to two departments', () => {
    const question = aQuestion({ text: '开药套取医保' })
    expect(route(question, openGround({}, { duties })).open).toBe(true)
  })

  it('not when the department is not named in the clause', () => {
    const foreign = [aDuty({ department: 'ecology-environment' })]
    expect(route(aQuestion({ text: '卖假药' }), openGround({}, { duties: foreign })).open).toBe(
      true,
    )
  })

  it('not when there are no words', () => {
    expect(route(aQuestion(), openGround({}, { duties })).open).toBe(true)
  })

  it('as the reading says, citing the paragraph', () => {
    const reading = aReading(anEntry({ clauses: ['三(九)'], narrowed }))
    const clauses = [aClause(eachByDuty), annex]
    const routing = route(aQuestion(), openGround({ reading }, { clauses }))
    expect(routing).toMatchObject({ lead: [market], cooperate: [police], open: false })
    expect(routing.clauses.map(({ clause }) => clause)).toEqual(['三(九)', '附件2'])
    expect(routing.explanation.facts['dutyClause']).toBe('附件2')
  })

  it('the reading comes before the keywords', () => {
    const reading = aReading(
      anEntry({ clauses: ['三(九)'], narrowed: { ...narrowed, lead: [health] } }),
    )
    const routing = route(aQuestion({ text: '卖假药' }), openGround({ reading }, { duties }))
    expect(routing.lead).toEqual([health])
  })

  it('to two departments leaves it open between them', () => {
    const reading = aReading(
      anEntry({ clauses: ['三(九)'], narrowed: { ...narrowed, lead: [health, market] } }),
    )
    expect(route(aQuestion(), openGround({ reading }))).toMatchObject({
      lead: [health, market],
      open: true,
    })
  })

  it('a joint clause too: one leads, the others stay responsible', () => {
    const clause = {
      ...eachByDuty,
      allocation: 'jointly-responsible',
      lead: [],
      responsible: [health, market],
    } as const
    const ground = groundOf(clause, { reading: underNine }, { duties: [aDuty()] })
    expect(route(aQuestion({ text: '乱收价格' }), ground)).toMatchObject({
      lead: [market],
      responsible: [health],
      open: false,
    })
  })
})

describe('where the plan is silent', () => {
  const silent = aReading(
    anEntry({
      basis: 'by-function',
      clauses: [],
      proposed: { lead: [market], cooperate: [police] },
    }),
  )

  it('a department is proposed by its function, and nobody claims that the plan says so', () => {
    expect(route(aQuestion(), aGround({ reading: silent }))).toEqual({
      offence: 'A1',
      basis: 'by-function',
      clauses: [],
      lead: [],
      responsible: [],
      cooperate: [],
      open: true,
      proposed: { lead: [market], cooperate: [police] },
      explanation: {
        key: 'by-function',
        facts: { offence: 'A1', proposedLead: market, proposedCooperate: police },
      },
    })
  })

  it('an offence that nobody knows is open', () => {
    expect(route(aQuestion({ offence: 'unknown' }), aGround())).toMatchObject({
      open: true,
      basis: 'none',
      explanation: { key: 'unknown-offence' },
    })
  })

  it('an offence without a reading here is open', () => {
    const reading = aReading(anEntry({ offence: 'D2' }))
    expect(route(aQuestion(), aGround({ reading })).explanation.key).toBe('unknown-offence')
  })

  it('a precedent leads, and is cited as a precedent', () => {
    const routing = route(aQuestion(), aGround({ reading: silent, precedents: [aPrecedent()] }))
    expect(routing).toMatchObject({
      basis: 'precedent',
      lead: [market],
      open: false,
      clauses: [],
      explanation: { key: 'precedent', facts: { precedent: 'RC-2026-00003' } },
    })
  })
})

describe('precedents', () => {
  it('the latest of two is followed', () => {
    const later = aPrecedent({ lead: insurance, on: '2026-06-01', number: 'RC-2026-00009' })
    const routing = route(aQuestion(), openGround({ precedents: [later, aPrecedent()] }))
    expect(routing.lead).toEqual([insurance])
  })

  it('of another area or another offence are not followed', () => {
    const precedents = [aPrecedent({ area: '370300' }), aPrecedent({ offence: 'D2' })]
    expect(route(aQuestion(), openGround({ precedents })).open).toBe(true)
  })

  it('never go against a lead that the plan marks', () => {
    expect(route(aQuestion(), aGround({ precedents: [aPrecedent()] })).lead).toEqual([health])
  })

  it('keep the plan’s clause in view where the clause is open', () => {
    const routing = route(aQuestion(), openGround({ precedents: [aPrecedent()] }))
    expect(routing).toMatchObject({ basis: 'precedent', clauses: [{ clause: '三(九)' }] })
  })

  it('for the accused department are not followed', () => {
    const question = aQuestion({ accusedDepartment: market })
    expect(route(question, openGround({ precedents: [aPrecedent()] })).basis).toBe('plan')
  })
})

describe('a matter never goes to whom it accuses', () => {
  it('the accused lead is taken out and the matter is open', () => {
    expect(route(aQuestion({ accusedDepartment: health }), groundOf({}))).toMatchObject({
      lead: [],
      open: true,
      explanation: { key: 'accused-is-responsible', facts: { department: health } },
    })
  })

  it('the accused among the cooperating is taken out, the lead stays', () => {
    const clause = { allocation: 'lead-and-cooperate', cooperate: [police, market] } as const
    expect(route(aQuestion({ accusedDepartment: police }), groundOf(clause))).toMatchObject({
      lead: [health],
      cooperate: [market],
      open: false,
    })
  })

  it('an accusation of officials is open, whatever its offence', () => {
    expect(route(aQuestion({ stream: 'accusation' }), groundOf({}))).toMatchObject({
      lead: [],
      open: true,
      basis: 'none',
      explanation: { key: 'accusation' },
    })
  })
})
