import { archivableOn, archivedOn } from '#core/archive.ts'
import type { Command } from '#core/command.ts'
import { describe, expect, it } from 'vitest'

import { aCase, after, hour, morning, refusalOf, theClock, theReporter } from './builders.ts'
import { accept, conclude, decline, health, stateAfter } from './commands.ts'

const close: Command = { type: 'close' }
const month = { reporterDays: 30 } as const
const concluded = stateAfter(aCase(), [health, accept()], [health, conclude()])
const rated = (answer: 'satisfied' | 'dissatisfied') =>
  after(concluded, theReporter, { type: 'rate', question: 'satisfaction', answer })
const day = 24 * hour

describe('putting a case away', () => {
  it('is refused while the reporter may still say that they are not content, with the day', () => {
    expect(refusalOf(concluded, health, close, month)).toBe('archive-too-early')
    expect(archivableOn(concluded, 30)).toBe('2026-12-06')
  })

  it('desk edge 17: the thirtieth day is the reporter’s, to its last minute', () => {
    const last = { ...month, at: morning + 30 * day + 13 * hour }
    expect(refusalOf(concluded, health, close, last)).toBe('archive-too-early')
    const next = { ...month, at: morning + 30 * day + 14 * hour }
    expect(refusalOf(concluded, health, close, next)).toBe('allowed')
  })

  it('is possible at once when the reporter is satisfied, not when it goes on all the same', () => {
    expect(refusalOf(rated('satisfied'), health, close, month)).toBe('allowed')
    expect(refusalOf(rated('dissatisfied'), health, close, month)).toBe('archive-too-early')
    const going = after(rated('satisfied'), theReporter, {
      type: 'rate',
      question: 'still-going',
      answer: 'yes',
    })
    expect(refusalOf(going, health, close, month)).toBe('archive-too-early')
  })

  it('waits for who was declined as for who was answered', () => {
    expect(refusalOf(after(aCase(), health, decline()), health, close, month)).toBe(
      'archive-too-early',
    )
  })

  it('of what the reporter withdrew waits for nobody', () => {
    const withdrawn = after(aCase(), theReporter, { type: 'withdraw', reason: '' })
    expect(refusalOf(withdrawn, health, close, month)).toBe('allowed')
  })

  it('holds for the clockwork as for an officer', () => {
    expect(refusalOf(concluded, theClock, close, month)).toBe('archive-too-early')
    expect(archivedOn(rated('satisfied'), 30)).toBe('2026-12-06')
  })
})
