import { noticesOwed } from '#core/notices.ts'
import { describe, expect, it } from 'vitest'

import {
  aCase,
  after,
  anAssignment,
  aPlacement,
  eventsOf,
  officerOf,
  refusalOf,
} from './builders.ts'
import { accept, ask, conclude, decline, giveBack, health, stateAfter, taskOf } from './commands.ts'

const insurance = officerOf('medical-insurance')
const task = taskOf('medical-insurance')
const beside = aCase({}, [
  aPlacement([anAssignment('health-commission'), anAssignment('medical-insurance', 'responsible')]),
])
const opinion = conclude({ task, outcome: 'substantiated', text: '查了账，多记了三天床位费。' })

describe('an office that the plan names responsible beside the lead', () => {
  const accepted = after(beside, insurance, accept('medical-insurance'))

  it('accepts, asks the reporter and notes for the others', () => {
    expect(refusalOf(accepted, insurance, { ...ask, task } as typeof ask)).toBe('allowed')
    expect(refusalOf(accepted, insurance, { type: 'note', task, text: '已调结算单' })).toBe(
      'allowed',
    )
  })

  it('concludes with its opinion: no penalty number, no outcome of the matter, no word to the reporter', () => {
    const events = eventsOf(accepted, insurance, opinion)
    const given = after(accepted, insurance, opinion)
    expect(given.tasks[1]).toMatchObject({ state: 'concluded', outcome: 'substantiated' })
    expect(given.matters[0]).not.toHaveProperty('outcome')
    expect(noticesOwed(given, events)).toEqual([])
  })

  it('moves the case by nothing it does: only the lead does', () => {
    const done = stateAfter(beside, [insurance, accept('medical-insurance')], [insurance, opinion])
    expect(done.state).toBe('received')
    expect(stateAfter(done, [health, accept()], [health, conclude()]).state).toBe('concluded')
  })

  it('holds nothing up: the lead concludes without it', () => {
    const over = stateAfter(beside, [health, accept()], [health, conclude()])
    expect(over).toMatchObject({ state: 'concluded', matters: [{ outcome: 'unfounded' }] })
  })

  it('declines without words for the reporter, and the matter goes on', () => {
    expect(after(beside, insurance, decline('medical-insurance', '')).state).toBe('received')
  })

  it('gives nothing back to the intake office: that is the lead’s', () => {
    expect(refusalOf(beside, insurance, { ...giveBack, task } as typeof giveBack)).toBe(
      'cooperating-cannot-return',
    )
  })

  it('has nothing left to do when the lead declines', () => {
    expect(after(beside, health, decline()).tasks[1]?.state).toBe('cancelled')
  })
})
