import type { Command } from '#core/command.ts'
import { describe, expect, it } from 'vitest'

import { theReporter, someFacts, aCase, after, refusalOf } from './builders.ts'
import {
  health,
  market,
  intake,
  accept,
  decline,
  conclude,
  ruleTo,
  helped,
  stateAfter,
  twoMatters,
} from './commands.ts'

describe('what the reporter adds', () => {
  const supplement: Command = { type: 'supplement', text: '今天又开了', evidence: ['photo-2'] }

  it('stands beside the first words and moves no due date', () => {
    const later = after(aCase(), theReporter, supplement)
    expect(later).toMatchObject({
      facts: someFacts,
      supplements: [{ text: '今天又开了', evidence: ['photo-2'] }],
    })
    expect(later.tasks[0]?.due).toEqual(aCase().tasks[0]?.due)
  })

  it('fills in the fields of an urgent report, and keeps what was told before', () => {
    const urgent = aCase({ urgent: 'life' })
    const later = after(urgent, theReporter, {
      ...supplement,
      facts: { who: '一个老太婆', where: '', evidence: ['photo-2'] },
    })
    expect(later.facts).toEqual({
      ...someFacts,
      who: '一个老太婆',
      evidence: ['photo-1', 'photo-2'],
    })
  })

  it('does not exchange the words of an ordinary report', () => {
    const command: Command = { ...supplement, facts: { what: '没有的事' } }
    expect(refusalOf(aCase(), theReporter, command)).toBe('facts-already-given')
  })

  it('must be something', () => {
    expect(refusalOf(aCase(), theReporter, { ...supplement, text: ' ', evidence: [] })).toBe(
      'text-missing',
    )
  })
})

describe('撤回', () => {
  const withdraw: Command = { type: 'withdraw', reason: '' }

  it('every department lets go', () => {
    const withdrawn = after(helped, theReporter, withdraw)
    expect(withdrawn.state).toBe('withdrawn')
    expect(withdrawn.tasks.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  })

  it('no matter waits for the intake office any more', () => {
    const withdrawn = after(twoMatters, theReporter, withdraw)
    expect(withdrawn.matters.map(({ open }) => open)).toEqual([false, false])
  })

  it('only by the reporter', () => {
    expect(refusalOf(aCase(), health, withdraw)).toBe('wrong-actor')
  })

  it('not when all is concluded', () => {
    const concluded = stateAfter(aCase(), [health, accept()], [health, conclude()])
    expect(refusalOf(concluded, theReporter, withdraw)).toBe('already-concluded')
  })
})

describe('再查: a second look', () => {
  const again: Command = { type: 'request-re-examination', text: '还在开门' }
  const concluded = stateAfter(aCase(), [health, accept()], [health, conclude()])
  const asked = after(concluded, theReporter, again)

  it('brings every matter to the intake office', () => {
    expect(asked).toMatchObject({
      state: 'received',
      reExamination: { text: '还在开门' },
      matters: [{ open: true, explanation: { key: 're-examination' } }],
    })
  })

  it('once', () => {
    expect(refusalOf(asked, theReporter, again)).toBe('not-concluded')
    const task = asked.tasks.at(-1)?.task ?? ''
    const done = after(asked, intake, { ...decline(), task } as Command)
    expect(done.state).toBe('concluded')
    expect(refusalOf(done, theReporter, again)).toBe('already-re-examined')
  })

  it('the new result takes the place of the old one', () => {
    const ruled = after(asked, intake, ruleTo('market-regulation'))
    const task = 'ruled-market-regulation'
    const found = conclude({ task, outcome: 'substantiated', penalty: '13号' })
    const done = stateAfter(ruled, [market, { type: 'accept', task }], [market, found])
    expect(done).toMatchObject({ state: 'concluded', matters: [{ outcome: 'substantiated' }] })
  })

  it('if it is declined, the earlier result stands', () => {
    const task = asked.tasks.at(-1)?.task ?? ''
    const declined = after(asked, intake, { ...decline(), task } as Command)
    expect(declined).toMatchObject({ state: 'concluded', matters: [{ outcome: 'unfounded' }] })
  })

  it('is open to whom was declined', () => {
    expect(refusalOf(after(aCase(), health, decline()), theReporter, again)).toBe('allowed')
  })

  it('cannot end in a withdrawal of what was once concluded', () => {
    expect(refusalOf(asked, theReporter, { type: 'withdraw', reason: '' })).toBe(
      'already-concluded',
    )
  })
})
