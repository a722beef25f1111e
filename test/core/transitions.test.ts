import type { Actor, Case, CaseState, Task } from '#core/case.ts'
import type { Command, CommandType } from '#core/command.ts'
import { commandTypes } from '#core/command-actors.ts'
import { describe, expect, it } from 'vitest'

import { commands } from './every-command.ts'
import { table } from './transition-table.ts'
import {
  aCase,
  after,
  anAssignment,
  aPlacement,
  atTheIntakeOffice,
  officerOf,
  refusalOf,
  someFacts,
  theClock,
  theReporter,
} from './builders.ts'

const health = officerOf('health-commission')
const reporters: readonly CommandType[] = [
  'answer',
  'supplement',
  'withdraw',
  'make-anonymous',
  'request-re-examination',
  'rate',
  'hear-joined',
]
const whoGives = (type: CommandType): Actor => {
  if (type === 'recount' || type === 'hear-patrol') return theClock
  return reporters.includes(type) ? theReporter : health
}
const answerTo = (about: Case, type: CommandType): string =>
  refusalOf(about, whoGives(type), commands[type])

const received = aCase({ urgent: 'life', facts: someFacts })
const accepted = after(received, health, commands.accept)
const concluded = after(accepted, health, commands.conclude)
const inState: Readonly<Record<CaseState, Case>> = {
  received,
  accepted,
  declined: after(received, health, commands.decline),
  concluded,
  withdrawn: after(accepted, theReporter, commands.withdraw),
  closed: after(concluded, health, commands.close),
  merged: after(accepted, health, commands.merge),
}

const states = Object.keys(inState) as CaseState[]

describe('state of the case × command', () => {
  it.each(states)('the builder of %s makes that state', (state) => {
    expect(inState[state].state).toBe(state)
  })

  it.each(
    commandTypes.flatMap((type) =>
      states.map((state, n) => [type, state, table[type][n] ?? 'not in the table'] as const),
    ),
  )('%s in %s: %s', (type, state, expected) => {
    expect(answerTo(inState[state], type)).toBe(expected)
  })
})

// Tasks, within a case that another matter keeps under way

const twoMatters = aCase(
  {
    matters: [
      { id: 'm1', stream: 'tip-off', offence: 'A1' },
      { id: 'm2', stream: 'tip-off', offence: 'F1' },
    ],
  },
  [
    aPlacement([anAssignment('health-commission'), anAssignment('public-security', 'cooperate')]),
    atTheIntakeOffice({ matter: 'm2' }),
  ],
)
const taken = after(twoMatters, health, commands.accept)
const returned = after(twoMatters, health, commands.return)
const withTask: Readonly<Record<Task['state'], Case>> = {
  assigned: twoMatters,
  accepted: taken,
  declined: after(twoMatters, health, commands.decline),
  returned,
  concluded: after(taken, health, commands.conclude),
  cancelled: after(twoMatters, theReporter, {
    type: 'set-matters',
    matters: [{ id: 'm2', stream: 'tip-off', offence: 'F1' }],
  }),
}

const taskTypes = ['accept', 'decline', 'return', 'note', 'ask', 'conclude'] as const
const taskAnswers: Readonly<Record<Task['state'], readonly string[]>> = {
  // accept, decline, return, note, ask, conclude
  assigned: ['allowed', 'allowed', 'allowed', 'allowed', 'allowed', 'not-accepted'],
  accepted: [
    'already-accepted',
    'already-accepted',
    'already-accepted',
    'allowed',
    'allowed',
    'allowed',
  ],
  declined: [
    'already-declined',
    'already-declined',
    'already-declined',
    'allowed',
    'already-declined',
    'already-declined',
  ],
  returned: [
    'already-returned',
    'already-returned',
    'returned-once',
    'already-returned',
    'already-returned',
    'already-returned',
  ],
  concluded: [
    'already-concluded',
    'already-concluded',
    'already-concluded',
    'allowed',
    'already-concluded',
    'already-concluded',
  ],
  cancelled: [
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
    'task-cancelled',
  ],
}
const taskStates = Object.keys(withTask) as Task['state'][]

describe('state of the task × command', () => {
  it.each(taskStates)('the builder of %s makes that state', (state) => {
    expect(withTask[state].tasks.find((one) => one.task === 'task-health-commission')?.state).toBe(
      state,
    )
  })

  it.each(
    taskStates.flatMap((state) =>
      taskTypes.map(
        (type, n) => [type, state, taskAnswers[state][n] ?? 'not in the table'] as const,
      ),
    ),
  )('%s a task that is %s: %s', (type, state, expected) => {
    expect(answerTo(withTask[state], type)).toBe(expected)
  })
})

describe('role of the task × command', () => {
  const asIntake = (type: 'accept' | 'return') =>
    refusalOf(twoMatters, officerOf('intake'), {
      ...commands[type],
      task: 'task-intake',
    } as Command)

  it('the intake office gives out, it neither accepts nor returns', () => {
    expect([asIntake('accept'), asIntake('return')]).toEqual([
      'intake-cannot-accept',
      'intake-cannot-return',
    ])
  })

  it('a cooperating office declines; only a lead returns', () => {
    const helper = { task: 'task-public-security' }
    const police = officerOf('public-security')
    expect(refusalOf(twoMatters, police, { ...commands.return, ...helper })).toBe(
      'cooperating-cannot-return',
    )
    expect(refusalOf(twoMatters, police, { ...commands.decline, ...helper })).toBe('allowed')
  })
})
