import { describe, expect, it } from 'vitest'
import { owedToOffices } from '#core/department-notices.ts'
import { pauseAfter } from '#core/notice-pauses.ts'
import { aCase, anAssignment, aPlacement, filedEvents } from './builders.ts'

const hour = 3_600_000

describe('an office is owed', () => {
  const two = [
    aPlacement([
      anAssignment('health-commission', 'lead'),
      anAssignment('public-security', 'cooperate'),
    ]),
  ]

  it('one notice for each office that was given a task, with its date', () => {
    const about = aCase({}, two)
    const owed = owedToOffices(about, filedEvents({}, two))
    expect(owed.map(({ type, office }) => [type, office])).toEqual([
      ['task.new', 'office-health-commission'],
      ['task.new', 'office-public-security'],
    ])
    for (const { due } of owed) expect(due).toMatch(/^2026-\d\d-\d\d$/)
  })

  it('one of a kind, though several matters came to it at once, with the nearest date', () => {
    const events = filedEvents({}, two).map((event) =>
      event.type === 'assigned' ? { ...event, id: `${event.id}-again` } : event,
    )
    const later = filedEvents({}, two).map((event) =>
      event.type === 'assigned'
        ? {
            ...event,
            assignments: event.assignments.map((one) => ({
              ...one,
              due: { ...one.due, on: '2026-10-01' },
            })),
          }
        : event,
    )
    const owed = owedToOffices(aCase({}, two), [...events, ...later])
    expect(owed.map(({ office, due }) => [office, due])).toEqual([
      ['office-health-commission', '2026-10-01'],
      ['office-public-security', '2026-10-01'],
    ])
  })

  it('a word at once where life is in danger, until somebody has acknowledged it', () => {
    const urgent = { ...aCase({}, two), urgent: 'life' as const }
    const events = filedEvents({}, two)
    const typesOf = (about: typeof urgent) => owedToOffices(about, events).map(({ type }) => type)
    expect(new Set(typesOf(urgent))).toEqual(new Set(['task.urgent']))
    expect(new Set(typesOf({ ...urgent, acknowledgedAt: 1 }))).toEqual(new Set(['task.new']))
  })
})

describe('between attempts', () => {
  it('pauses grow; ten attempts take three days or a little more', () => {
    const pauses = Array.from({ length: 9 }, (_, n) => pauseAfter(n + 1, 0) ?? 0)
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    const whole = pauses.reduce((sum, pause) => sum + pause, 0)
    expect(whole).toBeGreaterThan(72 * hour)
    expect(whole * 1.1).toBeLessThan(84 * hour)
    expect(pauseAfter(10, 0)).toBeUndefined()
  })

  it('a receiver may ask for longer, for a day at most, and never for less', () => {
    expect(pauseAfter(1, 0, 60_000)).toBe(60_000)
    expect(pauseAfter(1, 0, 1)).toBe(5000)
    expect(pauseAfter(1, 0, 999 * hour)).toBe(24 * hour)
    expect(pauseAfter(2, 1)).toBe(330_000)
  })
})
