import { describe, expect, it } from 'vitest'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { noticesOwed } from '#core/notices.ts'
import type { Command } from '#core/command.ts'
import { aCase, after, eventsOf, officerOf, refusalOf, theClock } from './builders.ts'
import { accept, conclude, health, market, taskOf } from './commands.ts'

const task = taskOf('health-commission')
const take: Command = { type: 'take', task }
const over = (
  to: string,
  office = 'office-health-commission',
  text = '我出差，材料在柜里',
): Command => ({
  type: 'hand-over',
  task,
  to,
  office,
  text,
})
const holder = (about: ReturnType<typeof aCase>) => about.tasks[0]?.holder?.officer

describe('who of an office has a part in hand', () => {
  it('an officer takes it once; a colleague gets it by being handed it', () => {
    const taken = after(aCase(), health, take)
    expect(holder(taken)).toBe(health.kind === 'officer' ? health.id : '')
    expect(refusalOf(taken, health, take)).toBe('task-held')
    expect(holder(after(taken, health, over('officer-2')))).toBe('officer-2')
  })

  it('another office takes nothing, and nothing is handed out of the office', () => {
    expect(refusalOf(aCase(), market, take)).toBe('task-not-yours')
    expect(refusalOf(aCase(), health, over('x', 'office-market-regulation'))).toBe(
      'officer-not-there',
    )
  })

  it('a hand-over says something', () => {
    expect(refusalOf(aCase(), health, over('officer-2', 'office-health-commission', ' '))).toBe(
      'text-missing',
    )
  })

  it('accepting leaves it where it is; an end leaves nobody', () => {
    const accepted = after(after(aCase(), health, take), health, accept())
    expect(holder(accepted)).toBeDefined()
    expect(refusalOf(after(accepted, health, conclude()), health, take)).toBe('task-over')
  })

  it('goes back to the office by the clock, when who had it has left', () => {
    const taken = after(aCase(), health, take)
    expect(holder(after(taken, theClock, { type: 'let-go', task }))).toBeUndefined()
    expect(refusalOf(aCase(), theClock, { type: 'let-go', task })).toBe('task-not-held')
  })

  it('is no news for the reporter and moves no date they read', () => {
    const before = aCase()
    const taken = after(before, health, take)
    expect(discloseToReporter(taken)).toEqual(discloseToReporter(before))
    expect(noticesOwed(taken, eventsOf(before, officerOf('health-commission'), take))).toEqual([])
  })
})
