import type { Actor, Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { owedToOffices } from '#core/department-notices.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToOfficer, discloseToPublic } from '#core/disclosure.ts'
import { evolve } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { hasNoReviewer, reviewRule } from '#core/review-rule.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  after,
  anAssignment,
  anOfficer,
  aPlacement,
  eventsOf,
  hour,
  morning,
  officerOf,
  refusalOf,
  theClock,
  theReporter,
} from './builders.ts'
import { accept, ask, conclude, decline, health, helped, police, ruleTo } from './commands.ts'

const task = 'task-health-commission'
const words = '查了，没有发现无证行医。'
const second: Actor = { ...health, id: 'health-second' } as Actor
const review: Command = { type: 'review', task }
const seen: Command = { type: 'review', task, changesSeen: true }
const sendBack: Command = { type: 'send-back-review', task, reason: '写明去了几次' }
const first = { reviewFirst: true } as const

const accepted = after(aCase(), health, accept())
const drafted = after(accepted, health, conclude(), first)
const draftOf = (about: Case) => about.tasks.find((one) => one.task === task)?.draft

describe('a second officer reads what leaves', () => {
  it('an ending becomes a draft: the part is not ended, nobody outside is told, no date moves', () => {
    const events = eventsOf(accepted, health, conclude(), first)
    expect(events.map(({ type }) => type)).toEqual(['review-asked'])
    expect(noticesOwed(drafted, events)).toEqual([])
    expect(owedToOffices(drafted, events)).toEqual([])
    expect(drafted).toMatchObject({ state: 'accepted', changedAt: accepted.changedAt })
  })

  it('what could not be said at once cannot be drafted either', () => {
    expect(refusalOf(accepted, health, conclude({ text: '' }), first)).toBe('text-missing')
    const found = conclude({ outcome: 'substantiated' })
    expect(refusalOf(accepted, health, found, first)).toBe('penalty-or-reason-missing')
  })

  it('nobody reviews their own words, nor words of another office, unless they supervise', () => {
    expect(refusalOf(drafted, health, review)).toBe('review-same-officer')
    expect(refusalOf(drafted, police, review)).toBe('task-not-yours')
    expect(refusalOf(drafted, second, review)).toBe('allowed')
    const supervisor = officerOf('supervision')
    expect(refusalOf(drafted, supervisor, review, { supervises: true })).toBe('allowed')
    expect(refusalOf(drafted, health, review, { supervises: true })).toBe('review-same-officer')
  })

  it('released, the very words leave, with both in the history', () => {
    const events = eventsOf(drafted, second, review)
    const done = events.reduce(evolve, drafted)
    expect(events).toMatchObject([
      { type: 'reviewed', by: second },
      { type: 'concluded', by: second, draftedBy: health, text: words },
    ])
    expect(noticesOwed(done, events)).toMatchObject([{ kind: 'concluded', facts: { text: words } }])
    expect(done).toMatchObject({
      state: 'concluded',
      endedBy: ['health-second', expect.any(String)],
    })
  })

  it('the clock runs on while it waits, and is met by the day of the release', () => {
    expect(drafted.tasks[0]).toMatchObject({ due: accepted.tasks[0]?.due, state: 'accepted' })
    const late = after(drafted, second, review, { at: morning + 72 * hour })
    expect(late.tasks[0]).toMatchObject({ state: 'concluded', at: morning + 72 * hour })
  })

  it('sent back with a reason, it waits for its writer; written anew it waits for a reader', () => {
    expect(refusalOf(drafted, second, { ...sendBack, reason: ' ' })).toBe('reason-missing')
    const back = after(drafted, second, sendBack)
    expect(draftOf(back)).toMatchObject({ sentBack: { reason: '写明去了几次' } })
    expect(refusalOf(back, second, review)).toBe('review-none')
    const anew = after(back, health, conclude({ text: '去了三次，没有发现。' }), first)
    expect(draftOf(anew)).toMatchObject({ words: { text: '去了三次，没有发现。' } })
    expect(draftOf(anew)?.sentBack).toBeUndefined()
    expect(refusalOf(anew, second, review)).toBe('allowed')
  })

  it('declining waits as well, an opinion for the lead does not', () => {
    const declines = after(aCase(), health, decline(), first)
    expect(draftOf(declines)).toMatchObject({ words: { type: 'decline' } })
    expect(after(declines, second, review).state).toBe('declined')
    const helper = eventsOf(helped, police, decline('public-security'), first)
    expect(helper.map(({ type }) => type)).toEqual(['declined'])
  })
})

describe('what happens to a case while an ending waits', () => {
  it('a draft from before a change is released only by who has looked at the change', () => {
    const more = after(drafted, theReporter, {
      type: 'supplement',
      text: '昨天又开了',
      evidence: [],
    })
    expect(draftOf(more)?.changedAt).toBeDefined()
    expect(refusalOf(more, second, review)).toBe('review-stale')
    expect(refusalOf(more, second, seen)).toBe('allowed')
  })

  it('days counted anew, a suspicion and a look from above make no draft old', () => {
    const suspected = after(drafted, health, { type: 'suspect', reason: '附的照片是别处的' })
    expect(draftOf(suspected)?.changedAt).toBeUndefined()
    const watched = after(drafted, health, { type: 'supervise', reason: 'serious', text: '请快办' })
    expect(draftOf(watched)?.changedAt).toBeUndefined()
    const counted = after(drafted, theClock, { type: 'recount', task })
    expect(draftOf(counted)?.changedAt).toBeUndefined()
  })

  it('withdrawn: nothing waits any more', () => {
    const gone = after(drafted, theReporter, { type: 'withdraw', reason: '' })
    expect(draftOf(gone)).toBeUndefined()
    expect(refusalOf(gone, second, seen)).toBe('case-withdrawn')
  })

  it('given to another office: the draft of who had it is gone with the part', () => {
    const precedent = aCase({}, [
      {
        ...aPlacement([anAssignment('health-commission')]),
        explanation: { key: 'precedent', facts: {} },
      },
    ])
    const waiting = after(precedent, health, decline(), first)
    const given = after(waiting, officerOf('intake'), ruleTo('market-regulation'))
    expect(draftOf(given)).toBeUndefined()
    expect(refusalOf(given, second, seen)).toBe('task-cancelled')
  })

  it('paused: released, the count ends with the release', () => {
    const appraisal: Command = { type: 'pause', task, reason: 'appraisal', document: '鉴委3号' }
    const paused = after(drafted, health, appraisal)
    expect(refusalOf(paused, second, review)).toBe('review-stale')
    const types = eventsOf(paused, second, seen).map(({ type }) => type)
    expect(types).toEqual(['reviewed', 'resumed', 'concluded'])
  })

  it('accepted by a colleague: the refusal that was drafted is void', () => {
    const declining = after(aCase(), health, decline(), first)
    const taken = after(declining, second, accept())
    expect(draftOf(taken)).toBeUndefined()
    expect(refusalOf(taken, second, review)).toBe('review-none')
  })

  it('asked something meanwhile, the draft knows that it is older than the question', () => {
    expect(draftOf(after(drafted, health, ask))?.changedAt).toBeDefined()
  })
})

describe('who sees a draft', () => {
  const shown = (about: Case, officer: Parameters<typeof discloseToOfficer>[1]): string =>
    JSON.stringify(discloseToOfficer(about, officer))
  const own = anOfficer('handler', 'office-health-commission')
  const both = after(after(helped, health, accept()), health, conclude(), first)

  it('its office and supervisors', () => {
    expect(shown(both, own)).toContain(words)
    expect(shown(both, anOfficer('supervisor', 'office-supervision'))).toContain(words)
  })

  it('not another office of the case, not the intake office', () => {
    expect(shown(both, anOfficer('handler', 'office-public-security'))).not.toContain(words)
    expect(shown(both, anOfficer('intake', 'office-intake'))).not.toContain(words)
  })

  it('not the reporter, not the public, and no sign of it', () => {
    const without = after(helped, health, accept())
    expect(discloseToReporter(both)).toEqual(discloseToReporter(without))
    expect(discloseToPublic(both)).toEqual(discloseToPublic(without))
  })
})

describe('where a second officer reads first', () => {
  const handler = { role: 'handler', office: 'o1' } as const
  const rule = (setting: 'always' | 'never' | 'where-two', count: number, supervisors = 0) =>
    reviewRule('o1', setting, [
      ...Array.from({ length: count }, () => handler),
      ...Array.from({ length: supervisors }, () => ({ role: 'supervisor', office: 'o9' }) as const),
    ])

  it('by itself where an office has two who could, not where it has one', () => {
    expect(rule('where-two', 2).first).toBe(true)
    expect(rule('where-two', 1, 3).first).toBe(false)
    expect(reviewRule('o1', 'where-two', [handler, { role: 'handler', office: 'o2' }]).first).toBe(
      false,
    )
  })

  it('as the operator says, where the operator says so', () => {
    expect(rule('never', 5).first).toBe(false)
    expect(rule('always', 1, 1).first).toBe(true)
  })

  it('forced where nobody could review is told, not waited for', () => {
    expect(hasNoReviewer(rule('always', 1))).toBe(true)
    expect(hasNoReviewer(rule('always', 1, 1))).toBe(false)
    expect(hasNoReviewer(rule('always', 2))).toBe(false)
    expect(hasNoReviewer(rule('never', 1))).toBe(false)
  })
})
