import { expect, it } from 'vitest'
import type { CaseEvent } from '#core/case-event.ts'
import { fold } from '#core/evolve.ts'
import { reopenedOf } from '#core/reopened.ts'
import {
  aMatter,
  anAssignment,
  aReport,
  filedEvents,
  hour,
  morning,
  officerOf,
} from './builders.ts'

const by = officerOf('health-commission')
const matter = aMatter().id
const lead = anAssignment('health-commission', 'lead')
const filed = filedEvents(aReport(), [
  { matter, assignments: [lead], explanation: { key: 'sole', facts: {} } },
])
const given = filed.find((event) => event.type === 'assigned')
const task = given?.type === 'assigned' ? (given.assignments[0]?.task ?? '') : ''
type Told<T = CaseEvent> = T extends CaseEvent ? Omit<T, 'id' | 'at' | 'by'> : never

const reopened = (...told: readonly Told[]) => {
  const later = told.map((event, n) => ({
    id: `e${n}`,
    at: morning + (n + 1) * 24 * hour,
    by,
    ...event,
  }))
  const events = [...filed, ...later]
  return reopenedOf(fold(events), events)
}

const concluded = { type: 'concluded', task, outcome: 'unfounded', text: '查否' } as const
const again = {
  type: 'assigned',
  matter,
  assignments: [anAssignment('market-regulation', 'lead', { task: 'again' })],
  explanation: { key: 're-examination', facts: {} },
} as const

it('a conclusion that is looked at again is counted at the office that had ended it, on the day it was given out', () => {
  expect(reopened(concluded, again)).toEqual([{ task, office: lead.office, day: '2026-11-07' }])
})

it('what was given to another before anybody concluded is none', () => {
  expect(reopened(concluded)).toEqual([])
  expect(reopened({ ...again, explanation: { key: 'ruling', facts: {} } })).toEqual([])
})
