import type { Command } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { describe, expect, it } from 'vitest'

import {
  morning,
  theReporter,
  theClock,
  aMatter,
  anAssignment,
  atTheIntakeOffice,
  aCase,
  after,
  refusalOf,
} from './builders.ts'
import {
  health,
  market,
  intake,
  accept,
  conclude,
  giveBack,
  ruleTo,
  coLed,
  helped,
  waiting,
  stateAfter,
} from './commands.ts'

describe('退回: a department gives a matter back', () => {
  it('it waits for the intake office, which has a limit', () => {
    const returned = after(aCase(), health, giveBack)
    expect(returned).toMatchObject({
      state: 'received',
      matters: [{ open: true, explanation: { key: 'returned' } }],
      tasks: [
        { state: 'returned' },
        { role: 'intake', state: 'assigned', office: 'office-intake' },
      ],
    })
  })

  it.each([
    ['a reason', { reason: ' ' }, 'reason-missing'],
    ['a basis', { basis: '' }, 'basis-missing'],
  ])('needs %s', (_title, more, key) => {
    expect(refusalOf(aCase(), health, { ...giveBack, ...more } as Command)).toBe(key)
  })

  it('only once', () => {
    expect(refusalOf(after(aCase(), health, giveBack), health, giveBack)).toBe('returned-once')
  })

  it('not after the intake office has ruled', () => {
    const ruled = stateAfter(aCase(), [health, giveBack], [intake, ruleTo('market-regulation')])
    const again = { ...giveBack, task: 'ruled-market-regulation' } as Command
    expect(refusalOf(ruled, market, again)).toBe('already-ruled')
  })

  it('nowhere, while the area has no intake office', () => {
    const decision = decide(aCase(), giveBack, { at: morning, by: health, id: String })
    expect(decision).toEqual({ ok: false, refusal: { key: 'intake-office-missing' } })
  })

  it('the other lead goes on meanwhile', () => {
    const returned = after(coLed, health, giveBack)
    expect(returned.tasks.map(({ state }) => state)).toEqual(['returned', 'assigned', 'assigned'])
  })
})

describe('分办: the intake office rules', () => {
  it('its own task ends, the department’s begins, the matter is no longer open', () => {
    const ruled = after(waiting, intake, ruleTo('market-regulation'))
    expect(ruled).toMatchObject({
      matters: [
        { open: false, explanation: { key: 'ruling', facts: { was: 'open-each-by-duty' } } },
      ],
      tasks: [
        { role: 'intake', state: 'cancelled' },
        { role: 'lead', state: 'assigned', basis: 'ruling', department: 'market-regulation' },
      ],
    })
  })

  it('an office that already helped and is now named to lead has one task, not two', () => {
    const returned = after(helped, health, giveBack)
    const ruled = after(returned, intake, ruleTo('public-security'))
    const ofPolice = ruled.tasks.filter(({ department }) => department === 'public-security')
    expect(ofPolice.map(({ role, state }) => `${role} ${state}`)).toEqual([
      'cooperate cancelled',
      'lead assigned',
    ])
  })

  it('after a department gave it back, even to the same department', () => {
    const ruled = stateAfter(aCase(), [health, giveBack], [intake, ruleTo('health-commission')])
    expect(ruled.tasks.at(-1)).toMatchObject({ department: 'health-commission', state: 'assigned' })
  })

  it.each([
    ['without a reason', ruleTo('market-regulation', { reason: '' }), 'reason-missing'],
    [
      'without anybody who leads',
      ruleTo('x', { assignments: [anAssignment('public-security', 'cooperate')] }),
      'lead-missing',
    ],
    [
      'to itself',
      ruleTo('x', {
        assignments: [
          anAssignment('market-regulation'),
          anAssignment('intake', 'intake', { task: 'again' }),
        ],
      }),
      'intake-cannot-be-assigned',
    ],
    [
      'to one office twice',
      ruleTo('x', {
        assignments: [
          anAssignment('market-regulation'),
          anAssignment('market-regulation', 'cooperate', { task: 'other' }),
        ],
      }),
      'office-named-twice',
    ],
    [
      'with a task’s id used before',
      ruleTo('x', {
        assignments: [anAssignment('market-regulation', 'lead', { task: 'task-intake' })],
      }),
      'task-known',
    ],
    [
      'for a matter that is not there',
      ruleTo('market-regulation', { matter: 'm9' }),
      'matter-unknown',
    ],
  ])('not %s', (_title, command, key) => {
    expect(refusalOf(waiting, intake, command)).toBe(key)
  })

  it('not for a matter that a department has', () => {
    expect(refusalOf(aCase(), intake, ruleTo('market-regulation'))).toBe('matter-not-open')
  })

  it('not by another office', () => {
    expect(refusalOf(waiting, market, ruleTo('market-regulation'))).toBe('task-not-yours')
  })

  it('never to the department that the matter accuses', () => {
    const accusing = aCase({ matters: [aMatter({ accused: 'market-regulation' })] }, [
      atTheIntakeOffice(),
    ])
    expect(refusalOf(accusing, intake, ruleTo('market-regulation'))).toBe('accused-is-responsible')
  })
})

describe('urgent reports', () => {
  const urgent = aCase({ urgent: 'life' }, [])
  const setTo = (...ids: readonly string[]): Command => ({
    type: 'set-matters',
    matters: ids.map((id) => aMatter({ id })),
  })

  it('are acknowledged once', () => {
    const seen = after(urgent, health, { type: 'acknowledge' })
    expect(seen.acknowledgedAt).toBeDefined()
    expect(refusalOf(seen, health, { type: 'acknowledge' })).toBe('already-acknowledged')
  })

  it('others need no acknowledgement', () => {
    expect(refusalOf(aCase(), health, { type: 'acknowledge' })).toBe('not-urgent')
  })

  it('their matters are set and assigned when all is told', () => {
    const later = stateAfter(
      urgent,
      [theReporter, setTo('m1', 'm2')],
      [
        theClock,
        {
          type: 'assign',
          matter: 'm2',
          assignments: [anAssignment('health-commission')],
          explanation: { key: 'sole', facts: {} },
        },
      ],
    )
    expect(later.matters.map(({ open }) => open)).toEqual([true, false])
  })

  it('what a department has accepted cannot be taken away by setting matters', () => {
    const accepted = after(aCase(), health, accept())
    expect(refusalOf(accepted, theReporter, setTo('m2'))).toBe('matter-in-hand')
    expect(refusalOf(accepted, theReporter, setTo('m1', 'm1'))).toBe('matter-in-hand')
    expect(refusalOf(accepted, theReporter, setTo())).toBe('matters-missing')
  })
})

describe('归档', () => {
  it('every task that was left is cancelled', () => {
    const concluded = stateAfter(helped, [health, accept()], [health, conclude()])
    const closed = after(concluded, theClock, { type: 'close' })
    expect(closed.tasks.map(({ state }) => state)).toEqual(['concluded', 'cancelled'])
    expect(closed.matters[0]?.outcome).toBe('unfounded')
  })
})
