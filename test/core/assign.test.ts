import { assign, explain, type AssignWorld } from '#core/assign.ts'
import type { Routing } from '#core/route.ts'
import { describe, expect, it } from 'vitest'

import { aDue, aMatter, anOffence, offices, places } from './builders.ts'

const health = 'health-commission'
const market = 'market-regulation'
const police = 'public-security'

function aRouting(more: Partial<Routing> = {}): Routing {
  return {
    offence: 'A1',
    basis: 'plan',
    clauses: [{ clause: '三(九)', allocation: 'lead-and-cooperate' }],
    lead: [health],
    responsible: [],
    cooperate: [],
    open: false,
    explanation: { key: 'lead-marked', facts: { clause: '三(九)' } },
    ...more,
  }
}

const world: AssignWorld = {
  offices,
  places,
  offences: new Map([['A1', anOffence('A1', { concerns: [health, market, police] })]]),
  due: (role) => aDue({ limit: `limit-of-${role}` }),
  taskId: (n) => `t${n}`,
}

const parts = (routing: Routing, matter = aMatter()) =>
  assign(matter, routing, world).map(({ role, office }) => `${role} ${office}`)

describe('a routed matter becomes tasks', () => {
  it('one lead: one task, with its clause and its own limit', () => {
    expect(assign(aMatter(), aRouting(), world)).toEqual([
      {
        task: 't0',
        office: 'office-health-commission',
        department: health,
        role: 'lead',
        clause: '三(九)',
        basis: 'plan',
        due: aDue({ limit: 'limit-of-lead' }),
      },
    ])
  })

  it('several leads by the plan: each leads its part', () => {
    expect(parts(aRouting({ lead: [health, market] }))).toEqual([
      'co-lead office-health-commission',
      'co-lead office-market-regulation',
    ])
  })

  it('cooperating departments get cooperating tasks', () => {
    expect(parts(aRouting({ cooperate: [police] }))).toEqual([
      'lead office-health-commission',
      'cooperate office-public-security',
    ])
  })

  it('a department named responsible beside the lead gets a task, if the offence concerns it', () => {
    expect(assign(aMatter(), aRouting({ responsible: [market] }), world)[1]).toEqual({
      task: 't1',
      office: 'office-market-regulation',
      department: market,
      role: 'responsible',
      clause: '三(九)',
      basis: 'plan',
      due: aDue({ limit: 'limit-of-responsible' }),
    })
  })

  it('others named responsible get none: who need not know does not', () => {
    const routing = aRouting({ responsible: ['medical-insurance', 'ecology-environment'] })
    expect(parts(routing)).toEqual(['lead office-health-commission'])
  })

  it('nobody whom the plan does not name gets one, however much the offence concerns them', () => {
    expect(parts(aRouting())).toEqual(['lead office-health-commission'])
  })

  it('the accused gets none, though responsible', () => {
    const routing = aRouting({ responsible: [market, police] })
    expect(parts(routing, aMatter({ accused: market }))).toEqual([
      'lead office-health-commission',
      'responsible office-public-security',
    ])
  })

  it('the lead has one task, though named responsible too', () => {
    expect(parts(aRouting({ responsible: [health] }))).toEqual(['lead office-health-commission'])
  })

  it('a precedent is no clause', () => {
    const [task] = assign(aMatter(), aRouting({ basis: 'precedent' }), world)
    expect(task).toMatchObject({ basis: 'precedent' })
    expect(task).not.toHaveProperty('clause')
  })

  it('a cooperating department without an office here is left out', () => {
    expect(parts(aRouting({ cooperate: ['customs'] }))).toEqual(['lead office-health-commission'])
  })
})

describe('the intake office gets what has no certain lead', () => {
  const toIntake = ['intake office-intake']

  it('an open matter, once, however many stand in lead', () => {
    const routing = aRouting({ open: true, lead: [health, market], responsible: [police] })
    expect(parts(routing)).toEqual(toIntake)
  })

  it('a matter on which the plan is silent', () => {
    const routing = aRouting({ basis: 'by-function', open: true, lead: [], clauses: [] })
    expect(parts(routing)).toEqual(toIntake)
  })

  it('a matter whose lead has no office here, and the reason is said', () => {
    const routing = aRouting({ lead: ['customs'] })
    expect(parts(routing)).toEqual(toIntake)
    expect(explain(routing, assign(aMatter(), routing, world))).toEqual({
      key: 'no-office',
      facts: { clause: '三(九)', department: 'customs' },
    })
  })

  it('a matter that accuses its own lead', () => {
    expect(parts(aRouting(), aMatter({ accused: health }))).toEqual(toIntake)
  })

  it('otherwise the routing’s own explanation stands', () => {
    const routing = aRouting()
    expect(explain(routing, assign(aMatter(), routing, world))).toBe(routing.explanation)
  })
})

describe('an accusation goes to', () => {
  const accusation = (accused: string) => aMatter({ stream: 'accusation', offence: 'I4', accused })
  const open = aRouting({
    basis: 'none',
    lead: [],
    open: true,
    explanation: { key: 'accusation', facts: {} },
  })
  const receiver = offices.find(({ department }) => department === police)
  const given = (accused: string, to = receiver) =>
    assign(accusation(accused), open, { ...world, ...(to ? { receiver: to } : {}) })

  it('the office that the operator named for it', () => {
    expect(given(health)).toMatchObject([
      { office: 'office-public-security', role: 'lead', basis: 'receiver' },
    ])
    expect(explain(open, given(health)).facts).toMatchObject({ receiver: police })
  })

  it('the intake office, where that office is itself accused', () => {
    expect(given(police)).toMatchObject([{ role: 'intake' }])
  })

  it('an intake office that sits in no department, where there is one', () => {
    const [intake] = offices.filter(({ department }) => department === 'intake')
    if (!intake) throw new Error('the offices have an intake office')
    const atHealth = { ...intake, id: 'intake-at-health', delegatedBy: '区卫生健康委' }
    const several = { ...world, offices: [atHealth, ...offices] }
    expect(assign(accusation(health), open, several)).toMatchObject([{ office: intake.id }])
    const only = { ...world, offices: [atHealth] }
    expect(assign(accusation(health), open, only)).toMatchObject([{ office: 'intake-at-health' }])
  })

  it('the intake office, where nobody was named, whomever the routing would have led', () => {
    const led = aRouting({ lead: [market] })
    expect(assign(accusation(health), led, world)).toMatchObject([{ role: 'intake' }])
  })
})
