import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { sees } from '#core/access.ts'
import { timesPassedOn } from '#core/decide-lead.ts'
import { owedToOffices } from '#core/department-notices.ts'
import { evolve } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { precedentFrom } from '#core/precedent.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  aDue,
  after,
  aMatter,
  anAssignment,
  anOfficer,
  aPlacement,
  eventsOf,
  filedEvents,
  refusalOf,
  theReporter,
} from './builders.ts'
import {
  accept,
  ask,
  coLed,
  conclude,
  decline,
  health,
  helped,
  intake,
  market,
  taskOf,
  waiting,
} from './commands.ts'

let given = 0
const changeTo = (
  department: string,
  more: Partial<Extract<Command, { type: 'change-lead' }>> = {},
): Command => ({
  type: 'change-lead',
  task: taskOf('health-commission'),
  assignment: anAssignment(department, 'lead', {
    task: `changed-${(given += 1)}`,
    due: aDue({ on: '2026-12-03' }),
  }),
  reason: '主要是药品经营',
  basis: '附件2',
  ...more,
})
const accepted = after(aCase(), health, accept())
const leadOf = ({ tasks }: Case) =>
  tasks.filter(({ state }) => state !== 'cancelled').map(({ office, state }) => [office, state])

describe('desk edges 12 and 13: the lead changes', () => {
  it('transfer mid-way: the old limit stops, and the new one runs from the day it was given', () => {
    const about = after(accepted, intake, changeTo('market-regulation'))
    expect(leadOf(about)).toEqual([['office-market-regulation', 'assigned']])
    expect(about.tasks[0]?.state).toBe('cancelled')
    expect(about.tasks.at(-1)?.due.on).toBe('2026-12-03')
    const taken = after(about, market, { type: 'accept', task: about.tasks.at(-1)?.task ?? '' })
    expect(taken.tasks.at(-1)?.due.limit).toBe('conclude-60')
  })

  it('transfer while an extension is pending, or the count stands still: both end with the old part', () => {
    const inHand = after(aCase(), health, accept(), {
      due: aDue({ on: '2027-01-04', limit: 'conclude-60', from: '2026-11-05' }),
    })
    const task = taskOf('health-commission')
    const asked = after(inHand, health, { type: 'ask-extension', task, text: '检测没有出来。' })
    const paused = after(asked, health, {
      type: 'pause',
      task,
      reason: 'appraisal',
      document: '委托书3号',
    })
    const about = after(paused, intake, changeTo('market-regulation'))
    const old = about.tasks[0]
    expect([old?.state, old?.pause, old?.extension]).toEqual(['cancelled', undefined, undefined])
    expect(refusalOf(about, health, { type: 'resume', task })).toBe('task-cancelled')
    expect(refusalOf(about, intake, { type: 'extend', task })).toBe('task-cancelled')
  })

  it('the giver keeps read access', () => {
    const about = after(accepted, intake, changeTo('market-regulation'))
    expect(sees(anOfficer('handler', 'office-health-commission'), about)).toBe(true)
    expect(sees(anOfficer('handler', 'office-market-regulation'), about)).toBe(true)
    expect(refusalOf(about, health, conclude())).toBe('task-cancelled')
  })

  it('A→B→A is counted, and the case is with A again under a new limit', () => {
    const filed = filedEvents()
    const one = eventsOf(aCase(), intake, changeTo('market-regulation'))
    const atB = one.reduce<Case>(evolve, aCase())
    const back = changeTo('health-commission', { task: atB.tasks.at(-1)?.task ?? '' })
    const two = eventsOf(atB, intake, back)
    const atA = two.reduce<Case>(evolve, atB)
    expect(timesPassedOn([...filed, ...one, ...two], atA, 'm1')).toBe(2)
    expect(leadOf(atA)).toEqual([['office-health-commission', 'assigned']])
  })

  it('never to the accused department, never to the intake office, never to who leads already', () => {
    const accusing = aCase({
      matters: [aMatter({ stream: 'accusation', accused: 'market-regulation' })],
    })
    expect(refusalOf(accusing, intake, changeTo('market-regulation'))).toBe(
      'accused-is-responsible',
    )
    expect(refusalOf(accepted, intake, changeTo('intake'))).toBe('intake-cannot-be-assigned')
    expect(refusalOf(accepted, intake, changeTo('health-commission'))).toBe('office-named-twice')
    expect(refusalOf(coLed, intake, changeTo('market-regulation'))).toBe('office-named-twice')
  })

  it('one of several leads changes while the others go on; who helped may lead', () => {
    const both = after(coLed, market, accept('market-regulation'))
    const about = after(both, intake, changeTo('public-security'))
    expect(leadOf(about)).toEqual([
      ['office-market-regulation', 'accepted'],
      ['office-public-security', 'assigned'],
    ])
    expect(about.tasks.at(-1)?.role).toBe('co-lead')
    const led = after(helped, intake, changeTo('public-security'))
    expect(leadOf(led)).toEqual([['office-public-security', 'assigned']])
  })

  it('only a leading part that runs can be taken over, with reason and basis', () => {
    const helper = { task: taskOf('public-security') }
    expect(refusalOf(helped, intake, changeTo('market-regulation', helper))).toBe('not-leading')
    const open = { task: taskOf('intake') }
    expect(refusalOf(waiting, intake, changeTo('market-regulation', open))).toBe('not-leading')
    const withOther = after(coLed, health, decline())
    expect(refusalOf(withOther, intake, changeTo('public-security'))).toBe('already-declined')
    expect(refusalOf(accepted, intake, changeTo('market-regulation', { reason: ' ' }))).toBe(
      'reason-missing',
    )
    expect(refusalOf(accepted, intake, changeTo('market-regulation', { basis: '' }))).toBe(
      'basis-missing',
    )
  })

  it('the reporter hears who has it now, the new office that it is theirs; no precedent comes of what the plan had decided', () => {
    const events = eventsOf(accepted, intake, changeTo('market-regulation'))
    const about = events.reduce<Case>(evolve, accepted)
    expect(
      noticesOwed(about, events).map(({ kind, facts }) => [kind, facts['department']]),
    ).toEqual([['referred', 'market-regulation']])
    expect(owedToOffices(about, events).map(({ office }) => office)).toEqual([
      'office-market-regulation',
    ])
    expect(events.flatMap((event) => precedentFrom(accepted, event) ?? [])).toEqual([])
  })

  it('an answer to the old office is told to the new one', () => {
    const asked = after(accepted, health, ask)
    const about = after(asked, intake, changeTo('market-regulation'))
    const question = about.questions[0]?.id ?? ''
    const events = eventsOf(about, theReporter, {
      type: 'answer',
      question,
      text: '铁门',
      evidence: [],
    })
    expect(owedToOffices(about, events).map(({ office }) => office)).toEqual([
      'office-market-regulation',
    ])
  })
})

describe('one more matter of the same report', () => {
  const separate = (more: Partial<Extract<Command, { type: 'separate' }>> = {}): Command => ({
    type: 'separate',
    matter: aMatter({ id: 'm2', offence: 'F1' }),
    assignments: [anAssignment('market-regulation', 'lead', { task: 'separated' })],
    explanation: { key: 'sole', facts: { clause: '二(一)2' } },
    reason: '原文还说到卖过期药',
    ...more,
  })

  it('has its own office and its own clock; what was in hand goes on as it was', () => {
    const about = after(accepted, intake, separate())
    expect(leadOf(about)).toEqual([
      ['office-health-commission', 'accepted'],
      ['office-market-regulation', 'assigned'],
    ])
    expect(about.tasks[0]).toEqual(accepted.tasks[0])
    expect(about.matters.map(({ id, open }) => [id, open])).toEqual([
      ['m1', false],
      ['m2', false],
    ])
    const done = after(about, health, conclude())
    expect([done.state, done.matters[0]?.outcome]).toEqual(['accepted', 'unfounded'])
  })

  it('the reporter is told that there is one more, not why', () => {
    const events = eventsOf(accepted, intake, separate())
    const [told] = noticesOwed(events.reduce<Case>(evolve, accepted), events)
    expect([told?.kind, told?.facts['about'], told?.facts['offence']]).toEqual([
      'other',
      'separated',
      'F1',
    ])
    expect(JSON.stringify(told)).not.toContain('过期药')
  })

  it('not the same twice, not more than five, never with the accused', () => {
    expect(refusalOf(accepted, intake, separate({ matter: aMatter({ id: 'm2' }) }))).toBe(
      'matter-known',
    )
    const accused = aMatter({ id: 'm2', offence: 'F1', accused: 'market-regulation' })
    expect(refusalOf(accepted, intake, separate({ matter: accused }))).toBe(
      'accused-is-responsible',
    )
    const many = aCase(
      {
        matters: ['A1', 'A2', 'A3', 'A4', 'A5'].map((offence, n) =>
          aMatter({ id: `m${n}`, offence }),
        ),
      },
      [aPlacement([anAssignment('health-commission')], { matter: 'm0' })],
    )
    expect(
      refusalOf(many, intake, separate({ matter: aMatter({ id: 'm9', offence: 'F1' }) })),
    ).toBe('matters-too-many')
    expect(refusalOf(accepted, intake, separate({ reason: '' }))).toBe('reason-missing')
  })
})
