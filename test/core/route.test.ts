import type { Clause, Plan } from '#core/plan.ts'
import { route, type Ground } from '#core/route.ts'
import { describe, expect, it } from 'vitest'

import { aClause, aGround, anEntry, aPlan, aPrecedent, aQuestion, aReading } from './builders.ts'

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
        facts: {
          offence: 'A1',
          reason: '条款写明',
          proposedLead: market,
          proposedCooperate: police,
        },
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

  it('the later of one day is followed, though its case has the lower number', () => {
    const earlier = aPrecedent({ at: 9, number: 'RC-2026-00012' })
    const later = aPrecedent({ at: 10, number: 'RC-2026-00003', lead: insurance })
    const routing = route(aQuestion(), openGround({ precedents: [earlier, later] }))
    expect(routing).toMatchObject({
      lead: [insurance],
      explanation: { facts: { precedent: 'RC-2026-00003' } },
    })
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

  it('for the accused department bring back none that they overruled', () => {
    const question = aQuestion({ accusedDepartment: market })
    const overruled = aPrecedent({ lead: insurance, on: '2026-01-01', number: 'RC-2026-00001' })
    expect(route(question, openGround({ precedents: [overruled, aPrecedent()] })).basis).toBe(
      'plan',
    )
  })

  it('that call in the accused department are followed without it', () => {
    const question = aQuestion({ accusedDepartment: health })
    const called = aPrecedent({ cooperate: [health, insurance] })
    expect(route(question, openGround({ precedents: [called] }))).toMatchObject({
      lead: [market],
      cooperate: [insurance],
    })
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

  it('the accused is not proposed either, in the routing or in its explanation', () => {
    const proposed = { lead: [market], cooperate: [police, insurance] }
    const reading = aReading(anEntry({ basis: 'by-function', clauses: [], proposed }))
    const routing = route(aQuestion({ accusedDepartment: police }), aGround({ reading }))
    expect(routing).toMatchObject({
      proposed: { lead: [market], cooperate: [insurance] },
      explanation: {
        key: 'by-function',
        facts: { proposedLead: market, proposedCooperate: insurance },
      },
    })
  })
})

describe('an accusation of officials', () => {
  const accusation = aQuestion({ stream: 'accusation' })

  it('is open, whatever its offence and whoever the plan marks', () => {
    expect(route(accusation, groundOf({}))).toMatchObject({
      lead: [],
      responsible: [],
      cooperate: [],
      open: true,
      explanation: { key: 'accusation' },
    })
  })

  it('shows the intake office what the plan says of it', () => {
    const routing = route(accusation, groundOf({}))
    expect(routing).toMatchObject({ basis: 'plan', clauses: [{ clause: '二(一)1' }] })
    expect(routing.explanation.facts).toMatchObject({
      clause: '二(一)1',
      asWritten: '（区卫生健康委负责）',
    })
  })

  const silent = aReading(
    anEntry({
      basis: 'by-function',
      clauses: [],
      proposed: { lead: [market, police], cooperate: [] },
    }),
  )

  it('where the plan is silent, shows who might receive it, and claims no clause', () => {
    expect(route(accusation, aGround({ reading: silent }))).toMatchObject({
      basis: 'by-function',
      clauses: [],
      open: true,
      proposed: { lead: [market, police] },
      explanation: {
        key: 'accusation',
        facts: { proposedLead: 'market-regulation,public-security' },
      },
    })
  })

  it('is never proposed to the department it accuses', () => {
    const against = { ...accusation, accusedDepartment: police }
    expect(route(against, aGround({ reading: silent }))).toMatchObject({
      proposed: { lead: [market] },
      explanation: { key: 'accusation', facts: { proposedLead: market } },
    })
  })

  it('follows no precedent', () => {
    const ground = openGround({ precedents: [aPrecedent()] })
    expect(route(accusation, ground)).toMatchObject({ open: true, lead: [] })
  })

  it('of an offence that nobody knows has nothing to cite', () => {
    expect(route({ ...accusation, offence: 'unknown' }, aGround())).toMatchObject({
      basis: 'none',
      clauses: [],
      explanation: { key: 'accusation' },
    })
  })
})
