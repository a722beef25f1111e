import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import type { Command } from '#core/command.ts'
import { evolve } from '#core/evolve.ts'
import { precedentFrom } from '#core/precedent.ts'
import { route } from '#core/route.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  aClause,
  aGround,
  aMatter,
  anAssignment,
  anEntry,
  aPlan,
  aQuestion,
  aReading,
  aRoutedCase,
  atTheIntakeOffice,
  eventsOf,
  morning,
  officerOf,
} from './builders.ts'

const intake = officerOf('intake')
const rule = (...assignments: ReturnType<typeof anAssignment>[]): Command => ({
  type: 'rule',
  matter: 'm1',
  assignments,
  reason: '以价格违法为主',
  basis: '',
})
const toMarket = rule(
  anAssignment('market-regulation', 'lead', { task: 'ruled' }),
  anAssignment('public-security', 'cooperate'),
)
const learned = (about: Case, command: Command = toMarket) => {
  const [event] = eventsOf(about, intake, command)
  return event && precedentFrom(about, event)
}
const waiting = (key: Parameters<typeof atTheIntakeOffice>[0]) =>
  aCase({}, [atTheIntakeOffice(key)])

describe('a ruling becomes a precedent', () => {
  it('with its reason, its day and its number', () => {
    expect(learned(waiting({}))).toEqual({
      offence: 'A1',
      area: '500153',
      lead: 'market-regulation',
      cooperate: ['public-security'],
      reason: '以价格违法为主',
      on: '2026-11-05',
      at: morning,
      number: 'RC-2026-00017',
    })
  })

  it('where the plan was silent', () => {
    expect(learned(waiting({ explanation: { key: 'by-function', facts: {} } }))).toBeDefined()
  })

  it('and the next like matter follows it', () => {
    const clause = aClause({
      allocation: 'each-leads-by-duty',
      lead: ['health-commission', 'market-regulation'],
    })
    const ground = aGround({ plan: aPlan({ clauses: [clause] }), reading: aReading(anEntry()) })
    const precedent = learned(aRoutedCase(aQuestion(), ground))
    const next = route(aQuestion(), { ...ground, precedents: precedent ? [precedent] : [] })
    expect(next).toMatchObject({ lead: ['market-regulation'], open: false, basis: 'precedent' })
  })

  it('after a department that followed an earlier one gave it back', () => {
    const about = aCase({}, [
      {
        matter: 'm1',
        assignments: [anAssignment('health-commission', 'lead', { basis: 'precedent' })],
        explanation: { key: 'precedent', facts: {} },
      },
    ])
    const back: Command = {
      type: 'return',
      task: 'task-health-commission',
      reason: '以价格违法为主',
      basis: '附件2',
    }
    const returned = eventsOf(about, officerOf('health-commission'), back).reduce<Case>(
      evolve,
      about,
    )
    expect(learned(returned)?.lead).toBe('market-regulation')
  })
})

describe('a ruling stays with its own case', () => {
  it.each(['no-office', 'accused-is-responsible', 'sole'] as const)('after %s', (key) => {
    expect(learned(waiting({ explanation: { key, facts: {} } }))).toBeUndefined()
  })

  it('when nobody knows what the offence is', () => {
    const unknown = aCase({ matters: [aMatter({ offence: 'unknown' })] }, [
      atTheIntakeOffice({ explanation: { key: 'unknown-offence', facts: {} } }),
    ])
    expect(learned(unknown)).toBeUndefined()
  })

  it('when it accuses officials', () => {
    const accusing = aCase({ matters: [aMatter({ stream: 'accusation' })] }, [atTheIntakeOffice()])
    expect(learned(accusing)).toBeUndefined()
  })

  it('when somebody was left out because the report accuses them', () => {
    const matters = [aMatter({ accused: 'health-commission' })]
    expect(learned(aCase({ matters }, [atTheIntakeOffice()]))).toBeUndefined()
  })

  it('when it names several leads', () => {
    const both = rule(
      anAssignment('health-commission', 'lead', { task: 'one' }),
      anAssignment('market-regulation', 'lead', { task: 'two' }),
    )
    expect(learned(waiting({}), both)).toBeUndefined()
  })

  it('and an assignment without a ruling is none', () => {
    const event: CaseEvent = {
      id: 'e',
      at: 0,
      by: intake,
      type: 'assigned',
      matter: 'm1',
      assignments: [],
      explanation: { key: 'sole', facts: {} },
    }
    expect(precedentFrom(aCase(), event)).toBeUndefined()
  })
})
