import type { Command } from '#core/command.ts'
import { describe, expect, it } from 'vitest'

import { theReporter, someFacts, aCase, after, refusalOf } from './builders.ts'
import { health, accept, conclude, helped, stateAfter, twoMatters } from './commands.ts'

describe('what the reporter adds', () => {
  const supplement: Command = { type: 'supplement', text: '今天又开了', evidence: ['photo-2'] }

  it('desk edge 16: stands beside the first words and moves no due date', () => {
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
