import { describe, expect, it } from 'vitest'
import type { Case } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { Command } from '#core/command.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToOfficer, discloseToPublic } from '#core/disclosure.ts'
import { noticesOwed } from '#core/notices.ts'
import { askFrom, isAskingHour, mayBeAsked } from '#core/rating.ts'
import { aCase, after, anOfficer, hour, morning, refusalOf, theReporter } from './builders.ts'
import { accept, conclude, decline, health, stateAfter } from './commands.ts'

const goesOn: Command = { type: 'rate', question: 'still-going', answer: 'yes' }
const content: Command = { type: 'rate', question: 'satisfaction', answer: 'satisfied' }
const again: Command = { type: 'request-re-examination', text: '还在开门' }

const concludedFrom = (about: Case): Case =>
  stateAfter(about, [health, accept()], [health, conclude()])
const concluded = concludedFrom(aCase())

describe('办结以后的评价', () => {
  it('both answers stand in the case; of two to the same question the last', () => {
    const both = stateAfter(concluded, [theReporter, goesOn], [theReporter, content])
    expect(both.rating).toEqual({
      stillGoing: 'yes',
      satisfaction: 'satisfied',
      at: both.rating?.at,
    })
    const other = after(both, theReporter, { ...goesOn, answer: 'no' })
    expect(other.rating).toMatchObject({ stillGoing: 'no', satisfaction: 'satisfied' })
    expect(after(other, theReporter, { ...goesOn, answer: 'no' }).version).toBe(other.version)
  })

  it('moves no date and no state, and tells nobody anything', () => {
    const later = after(concluded, theReporter, goesOn)
    expect(later).toMatchObject({ state: 'concluded', changedAt: concluded.changedAt })
    const event = { id: 'e', at: morning, by: theReporter, ...goesOn, type: 'rated' } as const
    expect(noticesOwed(later, [event])).toEqual([])
  })

  it('is the reporter’s alone', () => {
    expect(refusalOf(concluded, health, goesOn)).toBe('wrong-actor')
  })

  it('an answer that comes after the request for a second look is not taken', () => {
    const asked = after(concluded, theReporter, again)
    expect(refusalOf(asked, theReporter, content)).toBe('already-re-examined')
  })

  it('is still taken when the file was put away early, but not of what was only declined', () => {
    const closed = after(concluded, health, { type: 'close' })
    expect(after(closed, theReporter, content)).toMatchObject({
      state: 'closed',
      rating: { satisfaction: 'satisfied' },
    })
    const declined = stateAfter(aCase(), [health, decline()], [health, { type: 'close' }])
    expect(refusalOf(declined, theReporter, content)).toBe('already-declined')
  })

  it('is seen by whom the case is visible to, and by nobody else', () => {
    const both = after(concluded, theReporter, goesOn)
    expect(discloseToOfficer(both, anOfficer('handler'))?.rating?.stillGoing).toBe('yes')
    expect(discloseToOfficer(both, anOfficer('auditor'))).toBeUndefined()
    for (const shown of [discloseToPublic(both), discloseToReporter(both)])
      expect(JSON.stringify(shown)).not.toMatch(/rating|stillGoing/)
  })
})

describe('who is asked (desk.md edge case 23: not for abusers, opted-out, closed states)', () => {
  const withdrawn = after(aCase(), theReporter, { type: 'withdraw', reason: '' })
  it.each<readonly [string, Case, boolean]>([
    ['concluded', concluded, true],
    ['under way', after(aCase(), health, accept()), false],
    ['declined', after(aCase(), health, decline()), false],
    ['withdrawn', withdrawn, false],
    ['withdrawn and put away', after(withdrawn, health, { type: 'close' }), false],
    ['concluded and put away', after(concluded, health, { type: 'close' }), true],
    ['told in despair', concludedFrom(aCase({ urgent: 'despair' })), false],
    ['told as a danger to life', concludedFrom(aCase({ urgent: 'life' })), true],
    ['asked for a second look', after(concluded, theReporter, again), false],
    ['has answered', after(concluded, theReporter, content), false],
  ])('%s', (_name, about, asked) => {
    expect(mayBeAsked(about)).toBe(asked)
  })
})

describe('when', () => {
  it('seven days after, from nine in the morning in Shanghai', () => {
    expect(askFrom(dayOf(morning), 7)).toBe(Date.UTC(2026, 10, 12, 1))
  })

  it('from nine to eight, whatever the day', () => {
    const midnight = Date.UTC(2026, 10, 11, 16)
    const asked = Array.from({ length: 24 }, (_, n) => n).filter((n) =>
      isAskingHour(midnight + n * hour),
    )
    expect([asked[0], asked.at(-1), asked.length]).toEqual([9, 19, 11])
    expect(isAskingHour(midnight + 20 * hour - 1)).toBe(true)
    expect(isAskingHour(midnight + 9 * hour - 1)).toBe(false)
  })
})
