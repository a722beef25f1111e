import { describe, expect, it } from 'vitest'
import { decide } from '#core/decide.ts'
import { discloseToReporter } from '#core/disclose-to-reporter.ts'
import { discloseToPublic } from '#core/disclosure.ts'
import { fold } from '#core/evolve.ts'
import { noticesOwed } from '#core/notices.ts'
import { owedToOffices } from '#core/department-notices.ts'
import { aContext, filedEvents, officerOf, theClock } from './builders.ts'

const task = 'task-health-commission'
const health = officerOf('health-commission')
const given = {
  type: 'give-patrol',
  task,
  patrol: 'p1',
  kind: 'recheck',
  due: '2026-12-11',
  text: '海棠路 12 号：看门口挂没挂证照',
} as const
const heard = {
  type: 'hear-patrol',
  patrol: 'p1',
  finding: 'seen',
  text: '有人在输液',
  evidence: ['photo-1'],
} as const

function aPatrolled() {
  const filed = filedEvents()
  const sent = decide(fold(filed), given, aContext(health, 'give'))
  if (!sent.ok) throw new Error(sent.refusal.key)
  const back = decide(fold([...filed, ...sent.value]), heard, aContext(theClock, 'hear'))
  if (!back.ok) throw new Error(back.refusal.key)
  return { filed, events: [...filed, ...sent.value, ...back.value], made: back.value }
}

describe('a grid worker sent to look for a case', () => {
  it('stands in its history with what was found, and moves no date and no state of it', () => {
    const { filed, events } = aPatrolled()
    const [before, after] = [fold(filed), fold(events)]
    expect(after.patrols?.[0]?.answers).toMatchObject([{ finding: 'seen', evidence: ['photo-1'] }])
    expect([after.state, after.changedAt]).toEqual([before.state, before.changedAt])
  })

  it('is told to nobody outside the desk: not the reporter, not the public, no office by notice', () => {
    const { filed, events, made } = aPatrolled()
    expect(discloseToReporter(fold(events))).toEqual(discloseToReporter(fold(filed)))
    expect(discloseToPublic(fold(events))).toEqual(discloseToPublic(fold(filed)))
    expect(noticesOwed(fold(events), made)).toEqual([])
    expect(owedToOffices(fold(events), made)).toEqual([])
  })

  it('is sent by the office that has the part and by no other', () => {
    const other = decide(fold(filedEvents()), given, aContext(officerOf('customs'), 'give'))
    expect(other.ok ? '' : other.refusal.key).toBe('task-not-yours')
  })

  it('brings an answer only to where somebody was sent', () => {
    const none = decide(fold(filedEvents()), heard, aContext(theClock, 'hear'))
    expect(none.ok ? '' : none.refusal.key).toBe('patrol-unknown')
  })
})
