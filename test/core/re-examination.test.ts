import { actorOf } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import type { Command } from '#core/command.ts'
import { evolve } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { overseers } from '#core/re-examination.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  aDue,
  after,
  anAssignment,
  anOfficer,
  aPlacement,
  eventsOf,
  refusalOf,
  theReporter,
} from './builders.ts'
import { accept, conclude, decline, health, market, stateAfter, twoMatters } from './commands.ts'

const asks: Command = { type: 'request-re-examination', text: '还在开门' }
const due = aDue({ on: '2026-11-12', limit: 'practice-re-examine' })
const concluded = stateAfter(aCase(), [health, accept()], [health, conclude()])
const asked = after(concluded, theReporter, asks, { again: { to: 'supervisor', due } })
const supervisor = actorOf({
  ...anOfficer('supervisor', 'office-supervision'),
  id: 'supervisor-li',
})
const grantTo = (department: string, about: Case = asked): Command => ({
  type: 'grant-re-examination',
  again: about.matters.map(({ id }) => ({
    matter: id,
    assignment: anAssignment(department, 'lead', { task: `again-${id}` }),
  })),
  text: '再去现场看一次',
})
const refuses: Command = { type: 'refuse-re-examination', text: '去过两次，都没有开门。' }

describe('再查: a reporter asks for a second look', () => {
  it('opens a request, not the case: nothing is assigned, the conclusion stands', () => {
    expect(asked).toMatchObject({
      state: 'concluded',
      tasks: [{ state: 'concluded' }],
      reExamination: { text: '还在开门', to: 'supervisor', due },
    })
  })

  it('once, also when it was refused', () => {
    expect(refusalOf(asked, theReporter, asks)).toBe('already-re-examined')
    const refused = after(asked, supervisor, refuses)
    expect(refusalOf(refused, theReporter, asks)).toBe('already-re-examined')
  })

  it('is open to whom was declined', () => {
    expect(refusalOf(after(aCase(), health, decline()), theReporter, asks)).toBe('allowed')
  })

  it('while it is open the case cannot be archived', () => {
    expect(refusalOf(asked, health, { type: 'close' })).toBe('re-examination-open')
  })
})

describe('再查: somebody else decides', () => {
  it('never who concluded the case', () => {
    expect(refusalOf(asked, health, grantTo('market-regulation'))).toBe(
      're-examination-same-officer',
    )
    expect(refusalOf(asked, health, refuses)).toBe('re-examination-same-officer')
  })

  it('nor who released the conclusion after reading it', () => {
    const drafted = after(after(aCase(), health, accept()), health, conclude(), {
      reviewFirst: true,
    })
    const review: Command = { type: 'review', task: 'task-health-commission' }
    const done = after(drafted, supervisor, review, { supervises: true })
    const again = after(done, theReporter, asks)
    expect(refusalOf(again, supervisor, refuses)).toBe('re-examination-same-officer')
  })

  it('granted, the office that was named looks anew, and its result takes the place of the old one', () => {
    const granted = after(asked, supervisor, grantTo('market-regulation'))
    expect(granted).toMatchObject({
      state: 'received',
      reExamination: { decision: { granted: true } },
      matters: [{ explanation: { key: 're-examination' } }],
    })
    const task = 'again-m1'
    const found = conclude({ task, outcome: 'substantiated', penalty: '13号' })
    const done = stateAfter(granted, [market, { type: 'accept', task }], [market, found])
    expect(done).toMatchObject({ state: 'concluded', matters: [{ outcome: 'substantiated' }] })
  })

  it('granted, and declined by whom it was given to, the earlier result stands', () => {
    const granted = after(asked, supervisor, grantTo('market-regulation'))
    const declined = after(granted, market, { ...decline(), task: 'again-m1' } as Command)
    expect(declined).toMatchObject({ state: 'concluded', matters: [{ outcome: 'unfounded' }] })
  })

  it('granted, it cannot end in a withdrawal of what was once concluded', () => {
    const granted = after(asked, supervisor, grantTo('health-commission'))
    expect(refusalOf(granted, theReporter, { type: 'withdraw', reason: '' })).toBe(
      'already-concluded',
    )
  })

  it('desk edge 10: granted after the limit of the first round, the new part has a limit of its own', () => {
    const granted = after(asked, supervisor, grantTo('health-commission'))
    const [before, now] = granted.tasks
    expect(before).toMatchObject({ state: 'concluded', round: 0 })
    expect(now).toMatchObject({ state: 'assigned', round: 1, due: aDue() })
    expect(granted.receivedAt).toBe(asked.receivedAt)
  })

  it('every matter must be given to somebody, and none to whom it accuses', () => {
    const both = stateAfter(
      twoMatters,
      [health, accept()],
      [health, conclude()],
      [market, accept('market-regulation')],
      [market, conclude({ task: 'task-market-regulation' })],
      [theReporter, asks],
    )
    expect(refusalOf(both, supervisor, grantTo('health-commission', asked))).toBe('lead-missing')
    const accusing = aCase(
      {
        matters: [{ id: 'm1', stream: 'accusation', offence: 'I4', accused: 'health-commission' }],
      },
      [aPlacement([anAssignment('market-regulation')])],
    )
    const ended = stateAfter(accusing, [market, decline('market-regulation')], [theReporter, asks])
    expect(refusalOf(ended, supervisor, grantTo('health-commission', ended))).toBe(
      'accused-is-responsible',
    )
  })

  it('refused, the reporter is owed the reason, and the case stays as it was', () => {
    const made = eventsOf(asked, supervisor, refuses)
    const refused = made.reduce(evolve, asked)
    expect(refused).toMatchObject({
      state: 'concluded',
      reExamination: { decision: { granted: false } },
    })
    expect(noticesOwed(refused, made)).toMatchObject([
      { kind: 'again-refused', facts: { text: '去过两次，都没有开门。' } },
    ])
  })

  it('refused only with words that a reporter can read, granted only with what is to be found out', () => {
    expect(refusalOf(asked, supervisor, { ...refuses, text: ' ' })).toBe('text-missing')
    expect(
      refusalOf(asked, supervisor, { ...grantTo('market-regulation'), text: '' } as Command),
    ).toBe('reason-missing')
  })

  it('once: what was decided is not decided again', () => {
    const refused = after(asked, supervisor, refuses)
    expect(refusalOf(refused, supervisor, grantTo('market-regulation'))).toBe('re-examination-none')
  })

  it('what was asked for before supervisors decided counts as granted when it was asked', () => {
    const { again: _none, ...stamp } = { again: 0, at: asked.changedAt, by: theReporter }
    const old: readonly CaseEvent[] = [
      { id: 'old-0', ...stamp, type: 're-examination-requested', text: '还在开门' },
      {
        id: 'old-1',
        ...stamp,
        type: 'assigned',
        matter: 'm1',
        assignments: [anAssignment('intake', 'intake', { task: 'old-task' })],
        explanation: { key: 're-examination', facts: {} },
      },
    ]
    const folded = old.reduce(evolve, concluded)
    expect(folded).toMatchObject({
      state: 'received',
      reExamination: { decision: { granted: true } },
    })
    expect(folded.tasks.at(-1)).toMatchObject({ round: 1 })
  })
})

describe('再查: who decides', () => {
  const one = { ...anOfficer('supervisor', 'office-supervision'), id: 'supervisor-li' }
  const intake = anOfficer('intake', 'office-intake')
  const handler = anOfficer('handler', 'office-health-commission')

  it('a supervisor where there is one, else the intake office, never a handler', () => {
    expect(overseers(asked, [one, intake, handler])).toEqual([one])
    expect(overseers(asked, [intake, handler])).toEqual([intake])
    expect(overseers(asked, [handler])).toEqual([])
  })

  it('a supervisor who released the conclusion leaves it to another, at last to the intake office', () => {
    const ended = { ...asked, endedBy: ['supervisor-li'] }
    expect(overseers(ended, [one, intake])).toEqual([intake])
  })
})
