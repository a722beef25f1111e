import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case, Instant, Task } from '#core/case.ts'
import { isWorkingDay } from '#core/calendar.ts'
import { addDays, dayOf, startOf } from '#core/clock.ts'
import { due } from '#core/due.ts'
import {
  breachOf,
  clockName,
  escalationSteps,
  lookAt,
  momentsOf,
  reachOf,
  type EscalationStep,
  type Ladder,
  type Told,
} from '#core/escalation.ts'
import { isOpenAt, opensAt, readOfficeHours, type OfficeHours } from '#core/office-hours.ts'
import { aCase, after, anAssignment, aPlacement, hour, officerOf } from './builders.ts'
import { aLimit, calendar2026, clocks2026 } from './calendars.ts'

const hoursOf = (text: string): OfficeHours => {
  const hours = readOfficeHours(text)
  if (!hours) throw new Error(`no hours: ${text}`)
  return hours
}
const ladder: Ladder = {
  half: 50,
  soon: 80,
  overdueAfter: 1,
  supervisedAfter: 3,
  hours: hoursOf('09:00-17:00'),
}
const fifteen = aLimit({ id: 'practice-15', amount: 15 })
const ground = { ladder, calendar: calendar2026, limit: fifteen }
const at = (text: string): Instant => {
  const [day = '', time = '00:00'] = text.split(' ')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return startOf(day) + (hours * 60 + minutes) * 60_000
}
const told = (moment: Instant): string => {
  const minutes = (moment - startOf(dayOf(moment))) / 60_000
  return `${dayOf(moment)} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** An assigned task whose limit began on a day. */
const aTask = (from: string, limit = fifteen, more: Partial<Task['due']> = {}): Task => {
  const assignment = anAssignment('health-commission', 'lead', {
    due: { ...due(from, limit, calendar2026), ...more },
  })
  return { ...assignment, matter: 'm1', round: 0, state: 'assigned' }
}

const momentsIn = (task: Task, more: Partial<typeof ground> = {}) =>
  Object.fromEntries(
    momentsOf(task, { ...ground, ...more }).map((moment) => [moment.step, told(moment.at)]),
  )

describe('the steps of a clock', () => {
  it('of fifteen working days are the eighth day, the twelfth, the last, the first after and the third after', () => {
    expect(momentsIn(aTask('2026-11-05'))).toEqual({
      half: '2026-11-17 09:00',
      soon: '2026-11-23 09:00',
      due: '2026-11-26 09:00',
      overdue: '2026-11-27 09:00',
      supervised: '2026-12-01 09:00',
    })
  })

  it('go over holidays and count make-up days', () => {
    expect(
      momentsIn(aTask('2026-09-18', aLimit({ amount: 10 })), { limit: aLimit({ amount: 10 }) }),
    ).toEqual({
      half: '2026-09-24 09:00',
      soon: '2026-09-30 09:00',
      due: '2026-10-09 09:00',
      overdue: '2026-10-10 09:00',
      supervised: '2026-10-13 09:00',
    })
  })

  it('of natural days wait for a day on which somebody works', () => {
    const limit = aLimit({ amount: 9, unit: 'ND' })
    expect(momentsIn(aTask('2026-11-10', limit), { limit })).toMatchObject({
      half: '2026-11-16 09:00',
      soon: '2026-11-18 09:00',
      due: '2026-11-19 09:00',
    })
  })

  it('of one day are one and the same morning, and of no day at all only the end', () => {
    const one = aLimit({ amount: 1 })
    const moments = momentsIn(aTask('2026-11-05', one), { limit: one })
    expect([moments['half'], moments['soon'], moments['due']]).toEqual(
      Array.from({ length: 3 }, () => '2026-11-06 09:00'),
    )
    const none = aLimit({ amount: 0, unit: 'ND' })
    expect(Object.keys(momentsIn(aTask('2026-11-05', none), { limit: none }))).toEqual([
      'due',
      'overdue',
      'supervised',
    ])
  })

  it('move with pauses and extensions, as the due day does', () => {
    const limits = clocks2026.limits
    const health = officerOf('health-commission')
    const task = 'task-health-commission'
    const before = aCase({}, [aPlacement([anAssignment('health-commission')])])
    const given = { due: due('2026-11-05', fifteen, calendar2026) }
    const accepted = after(before, health, { type: 'accept', task }, given)
    const [only] = accepted.tasks
    const limit = limits.get('practice-15')
    if (!only || !limit) throw new Error('no task')
    const pause = { type: 'pause', task, reason: 'appraisal', document: '委托书' } as const
    const paused = after(accepted, health, pause, { at: at('2026-11-09 15:00') })
    expect(momentsOf(firstOf(paused), { ...ground, limit })).toEqual([])
    const resumed = after(paused, health, { type: 'resume', task }, { at: at('2026-11-16 15:00') })
    expect(momentsIn(firstOf(resumed), { limit })).toMatchObject({
      half: '2026-11-23 09:00',
      due: '2026-12-02 09:00',
    })
  })

  it('of a limit that nobody knows any more are its due day and what follows', () => {
    const { limit: _unknown, ...rest } = ground
    expect(momentsOf(aTask('2026-11-05'), rest).map(({ step }) => step)).toEqual([
      'due',
      'overdue',
      'supervised',
    ])
  })

  it('end with the task', () => {
    const ended = { ...aTask('2026-11-05'), state: 'cancelled', at: 1 } as const
    expect(momentsOf(ended, ground)).toEqual([])
    expect(lookAt(ended, [], { ...ground, at: at('2027-01-05 10:00') })).toEqual({})
  })

  it('never come out of order, whatever somebody set', () => {
    const upside = { ...ladder, overdueAfter: 4, supervisedAfter: 1 }
    const moments = momentsOf(aTask('2026-11-05'), { ...ground, ladder: upside })
    expect(moments.map((one) => one.at)).toEqual(
      moments.map((one) => one.at).toSorted((a, b) => a - b),
    )
  })
})

const firstOf = ({ tasks }: Case): Task => {
  const [task] = tasks
  if (!task) throw new Error('no task')
  return task
}

const steps = (...said: readonly EscalationStep[]): Told[] =>
  said.map((step) => ({ clock: 'practice-15+0', step }))

describe('what is owed', () => {
  const task = aTask('2026-11-05')
  const look = (text: string, before: readonly Told[] = []) =>
    lookAt(task, before, { ...ground, at: at(text) })

  it('is nothing before half of the days', () => {
    expect(look('2026-11-16 16:59')).toEqual({ next: at('2026-11-17 09:00') })
  })

  it('desk edge 17: is said once: evaluated twice, one reminder', () => {
    expect(look('2026-11-17 09:00').say).toEqual({ step: 'half', passedOver: [] })
    expect(look('2026-11-17 09:00', steps('half'))).toEqual({ next: at('2026-11-23 09:00') })
  })

  it('waits at night, on a weekend and on a holiday, and comes when the office opens', () => {
    expect(look('2026-11-17 18:30')).toEqual({ next: at('2026-11-18 09:00') })
    expect(look('2026-11-21 10:00', steps('half'))).toEqual({ next: at('2026-11-23 09:00') })
    expect(look('2026-11-28 10:00')).toEqual({ next: at('2026-11-30 09:00') })
  })

  it('desk edge 17: after hours of standstill is the latest step alone, and its time is the due day, not now', () => {
    expect(look('2026-11-30 10:00')).toEqual({
      say: { step: 'overdue', passedOver: ['half', 'soon', 'due'] },
      next: at('2026-12-01 09:00'),
    })
    expect(breachOf(task.due)).toBe(at('2026-11-27 00:00'))
  })

  it('comes at the same instant as the breach as well as later', () => {
    const allDay = { ...ladder, hours: hoursOf('00:00-24:00') }
    const before = steps('half', 'soon')
    const owed = (now: Instant) =>
      lookAt(task, before, { ...ground, ladder: allDay, at: now }).say?.step
    expect(owed(breachOf(task.due) - 1)).toBe('due')
    expect(owed(breachOf(task.due))).toBe('overdue')
  })

  it('never goes back to a step before one that was said', () => {
    expect(look('2026-11-24 10:00', steps('due')).say).toBeUndefined()
  })

  it('begins anew with a new clock: after acceptance, and when the limit was made longer', () => {
    const longer = aTask('2026-11-05', fifteen, { on: '2026-12-17', extended: 15 })
    expect([clockName(task), clockName(longer)]).toEqual(['practice-15+0', 'practice-15+15'])
    const owed = lookAt(longer, steps('half', 'soon'), { ...ground, at: at('2026-11-27 10:00') })
    expect(owed.say).toEqual({ step: 'half', passedOver: [] })
  })

  it('is heard by the office, then by the coordinating post, then by the supervisors', () => {
    expect(escalationSteps.map((step) => reachOf(step, 'lead'))).toEqual([
      'office',
      'office',
      'office',
      'coordination',
      'supervisors',
    ])
    expect(reachOf('overdue', 'intake')).toBe('supervisors')
  })
})

describe('whatever the process was doing', () => {
  const aRun = fc.record({
    from: fc.integer({ min: 0, max: 300 }).map((n) => addDays('2026-01-05', n)),
    amount: fc.integer({ min: 0, max: 40 }),
    unit: fc.constantFrom('WD' as const, 'ND' as const),
    /** Hours between two looks: now a second round, now a week without power. */
    gaps: fc.array(
      fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 400 })),
      { minLength: 5, maxLength: 60 },
    ),
  })

  it('each step is said once, in order, in office hours, never early; and in the end the supervisors know', () => {
    fc.assert(
      fc.property(aRun, ({ from, amount, unit, gaps }) => {
        const limit = aLimit({ id: 'any', amount, unit })
        const task = aTask(from, limit)
        const moments = new Map(
          momentsOf(task, { ...ground, limit }).map((one) => [one.step, one.at]),
        )
        const before: Told[] = []
        const said: EscalationStep[] = []
        let now = startOf(from) + 10 * hour
        const lookNow = () => {
          const { say, next } = lookAt(task, before, { ...ground, limit, at: now })
          if (next !== undefined) expect(next).toBeGreaterThan(now)
          if (!say) return
          expect(isOpenAt(now, ladder.hours, calendar2026)).toBe(true)
          expect(now).toBeGreaterThanOrEqual(moments.get(say.step) ?? Infinity)
          said.push(say.step)
          for (const step of [...say.passedOver, say.step])
            before.push({ clock: clockName(task), step })
        }
        for (const gap of gaps) {
          now += gap * hour
          lookNow()
        }
        now = Math.max(now, moments.get('supervised') ?? 0)
        now = opensAt(now, ladder.hours, calendar2026)
        lookNow()
        expect(said.at(-1)).toBe('supervised')
        const ranks = said.map((step) => escalationSteps.indexOf(step))
        expect(ranks).toEqual([...new Set(ranks)].toSorted((a, b) => a - b))
        expect(new Set(before.map(({ step }) => step)).size).toBe(before.length)
      }),
      { seed: 50, numRuns: 200 },
    )
  })

  it('whoever looks exactly when told to look says every step at its own moment', () => {
    fc.assert(
      fc.property(aRun, ({ from, amount, unit }) => {
        const limit = aLimit({ id: 'any', amount, unit })
        const task = aTask(from, limit)
        const before: Told[] = []
        for (let now: Instant | undefined = startOf(from); now !== undefined;) {
          const { say, next }: ReturnType<typeof lookAt> = lookAt(task, before, {
            ...ground,
            limit,
            at: now,
          })
          for (const step of say ? [...say.passedOver, say.step] : [])
            before.push({ clock: clockName(task), step })
          now = next
        }
        const all = momentsOf(task, { ...ground, limit }).map(({ step }) => step)
        expect(before.map(({ step }) => step)).toEqual(all)
      }),
      { seed: 51, numRuns: 200 },
    )
  })
})

describe('office hours', () => {
  it('are read as people write them', () => {
    expect(readOfficeHours('8:30-12:00，14:00-18:00')).toEqual([
      { from: 510, to: 720 },
      { from: 840, to: 1080 },
    ])
    for (const text of ['', '9-17', '17:00-09:00', '09:00-09:00', '09:00-24:30', '09:60-17:00'])
      expect(readOfficeHours(text)).toBeUndefined()
    expect(readOfficeHours('14:00-18:00,08:00-12:00')).toBeUndefined()
  })

  it('desk edge 7: have a rest at noon, and lose no minute at midnight', () => {
    const hours = hoursOf('08:30-12:00,14:00-24:00')
    const opens = (text: string) => told(opensAt(at(text), hours, calendar2026))
    expect(opens('2026-11-05 12:00')).toBe('2026-11-05 14:00')
    expect(opens('2026-11-05 23:59')).toBe('2026-11-05 23:59')
    expect(opens('2026-11-06 00:00')).toBe('2026-11-06 08:30')
    expect(opens('2026-11-06 08:30')).toBe('2026-11-06 08:30')
  })

  it('are on working days alone, a make-up Saturday among them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), (n) => {
        const opened = opensAt(at('2026-01-01 00:00') + n * hour, ladder.hours, calendar2026)
        expect(isWorkingDay(dayOf(opened), calendar2026)).toBe(true)
      }),
      { seed: 52 },
    )
    expect(told(opensAt(at('2026-10-10 07:00'), ladder.hours, calendar2026))).toBe(
      '2026-10-10 09:00',
    )
  })

  it('a calendar without an open day is no calendar', () => {
    const closed = new Set(Array.from({ length: 800 }, (_, n) => addDays('2026-01-01', n)))
    const year = { published: true, holidays: closed, workdays: new Set<string>() }
    const years = new Map([2026, 2027, 2028].map((one) => [one, year]))
    expect(() => opensAt(at('2026-01-02 10:00'), ladder.hours, { years })).toThrow(/no open days/)
  })
})
