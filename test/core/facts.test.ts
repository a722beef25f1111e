import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '#core/case-event.ts'
import { fold } from '#core/evolve.ts'
import { factsOf, placeBelow } from '#core/facts.ts'
import { calendar2026 } from './calendars.ts'
import {
  aMatter,
  anAssignment,
  aReport,
  filedEvents,
  hour,
  morning,
  officerOf,
  theReporter,
} from './builders.ts'

const day = 24 * hour
const by = officerOf('health-commission')
type Told<T = CaseEvent> = T extends CaseEvent ? Omit<T, 'id' | 'at' | 'by'> : never

/** A filed case and what happened to it, each on a day after Thursday 5 November 2026. */
function after(filed: readonly CaseEvent[], ...told: readonly (readonly [number, Told])[]) {
  const later = told.map(([days, event], n) => ({
    id: `e${n}`,
    at: morning + days * day,
    by,
    ...event,
  }))
  const events = [...filed, ...later]
  return factsOf(fold(events), events, calendar2026)
}

const lead = anAssignment('health-commission', 'lead')
const filed = filedEvents(aReport(), [
  {
    matter: aMatter().id,
    assignments: [lead, anAssignment('public-security', 'cooperate')],
    explanation: { key: 'sole', facts: {} },
  },
])
const given = filed.find((event) => event.type === 'assigned')
const { task = '', due = { on: '2026-11-12', limit: 'x', provisional: false } } =
  given?.type === 'assigned' ? (given.assignments[0] ?? {}) : {}
const accepted = { type: 'accepted', task, due: { ...due, on: '2026-11-20' } } as const
const concluded = { type: 'concluded', task, outcome: 'substantiated', text: '查实' } as const

describe('the facts of a case', () => {
  it('count the leading part alone: an office that helps makes no second case of it', () => {
    expect(after(filed)).toMatchObject([
      { task, department: 'health-commission', state: 'open', givenOn: '2026-11-05', late: false },
    ])
  })

  it('count working days from the day it was given: Thursday to Monday are two', () => {
    const facts = after(filed, [4, accepted], [13, { ...concluded, penalty: '卫罚1号' }])
    expect(facts).toMatchObject([
      {
        state: 'closed',
        acceptedOn: '2026-11-09',
        acceptDays: 2,
        closedOn: '2026-11-18',
        closeDays: 9,
        late: false,
        unnumbered: false,
      },
    ])
  })

  it('are late when closed after the last day, and unnumbered when found true without a number', () => {
    const reason = { noPenaltyReason: '主动改正，不予处罚' }
    expect(after(filed, [1, accepted], [15, concluded])).toMatchObject([{ late: false }])
    expect(after(filed, [1, accepted], [16, { ...concluded, ...reason }])).toMatchObject([
      { late: true, unnumbered: true },
    ])
  })

  it('are overdue never while the count stands still', () => {
    const paused = { type: 'paused', task, reason: 'appraisal', document: '鉴定1号' } as const
    expect(after(filed, [1, accepted], [2, paused])).toMatchObject([
      { state: 'open', dueOn: '9999-12-31' },
    ])
  })

  it('of what goes to and fro: each return counts for who returned it, the second as again', () => {
    const returned = { type: 'returned', task, reason: '不归我', basis: '职责' } as const
    const other = anAssignment('market-regulation', 'lead')
    const explanation = { key: 'ruling', facts: {} } as const
    const ruled = {
      type: 'assigned',
      matter: aMatter().id,
      assignments: [other],
      explanation,
    } as const
    const facts = after(filed, [1, returned], [2, ruled], [3, { ...returned, task: other.task }])
    expect(facts).toMatchObject([
      { state: 'returned', department: 'health-commission', backOn: '2026-11-06', again: false },
      { state: 'returned', department: 'market-regulation', backOn: '2026-11-08', again: true },
    ])
  })

  it('stay after a withdrawal, as given and not in hand', () => {
    const events: CaseEvent[] = [
      ...filed,
      { id: 'w', at: morning + day, by: theReporter, type: 'withdrawn', reason: '' },
    ]
    expect(factsOf(fold(events), events, calendar2026)).toMatchObject([{ state: 'withdrawn' }])
  })

  it('of an accusation are none', () => {
    const accusation = filedEvents(aReport({ matters: [aMatter({ stream: 'accusation' })] }), [
      { matter: aMatter().id, assignments: [lead], explanation: { key: 'accusation', facts: {} } },
    ])
    expect(after(accusation)).toEqual([])
  })
})

it('figures know a place right below the area and no smaller one', () => {
  const at = (code: string, within: string) =>
    ({ code, within, name: code, also: [], level: 'township' }) as const
  const places = [at('370302', '370300'), at('370302001', '370302'), at('x', 'y'), at('y', 'x')]
  expect(placeBelow('370302001', '370300', places)).toBe('370302')
  expect(placeBelow('370302', '370300', places)).toBe('370302')
  expect(placeBelow('elsewhere', '370300', places)).toBe('')
  expect(placeBelow('x', '370300', places)).toBe('')
  expect(placeBelow(undefined, '370300', places)).toBe('')
})
