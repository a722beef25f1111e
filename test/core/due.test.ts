import { addDays } from '#core/clock.ts'
import { isWorkingDay, workingDaysBetween } from '#core/calendar.ts'
import { due, isOverdue, limitFor, type Limit } from '#core/due.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { aDue } from './builders.ts'
import { aLimit, calendar2026 } from './calendars.ts'

const workingDays = (amount: number): Limit => aLimit({ amount, unit: 'WD' })
const naturalDays = (amount: number): Limit => aLimit({ amount, unit: 'ND' })
const dueOn = (from: string, limit: Limit) => due(from, limit, calendar2026).on
const afterWorkingDays = (from: string, amount: number) => dueOn(from, workingDays(amount))

const aDayOf2026 = fc.integer({ min: 0, max: 364 }).map((n) => addDays('2026-01-01', n))
const aCount = fc.integer({ min: 0, max: 120 })
const aKindOfLimit = fc.record({
  amount: fc.integer({ min: 1, max: 120 }),
  unit: fc.constantFrom('WD', 'ND'),
})

describe('desk edges 1, 2 and 3: working days', () => {
  it.each([
    ['received on a Thursday: the day itself does not count', '2026-11-05', 1, '2026-11-06'],
    ['received on a Friday: the weekend does not count', '2026-11-06', 1, '2026-11-09'],
    ['received on a Saturday: counting begins on Monday', '2026-11-07', 1, '2026-11-09'],
    ['7 working days', '2026-11-05', 7, '2026-11-16'],
    ['15 working days', '2026-11-05', 15, '2026-11-26'],
    ['over National Day and its make-up Saturday', '2026-09-30', 3, '2026-10-10'],
    ['over Spring Festival and both make-up Saturdays', '2026-02-13', 2, '2026-02-24'],
    ['a Sunday worked for New Year counts', '2026-01-03', 1, '2026-01-04'],
    ['received on a make-up Sunday: the day itself does not count', '2026-01-04', 1, '2026-01-05'],
    ['received within the holiday', '2026-10-03', 1, '2026-10-08'],
    ['no days at all is the same day', '2026-11-05', 0, '2026-11-05'],
    ['no days at all on a holiday is the next worked day', '2026-10-03', 0, '2026-10-08'],
  ])('%s', (_title, from, amount, on) => {
    expect(dueOn(from, workingDays(amount))).toBe(on)
  })
})

describe('desk edges 3 and 5: natural days', () => {
  it.each([
    ['15 days from a Thursday end on a Friday', '2026-11-05', 15, '2026-11-20'],
    ['a last day on a Saturday moves to Monday', '2026-11-05', 16, '2026-11-23'],
    ['a last day within National Day moves to the first day after', '2026-09-16', 15, '2026-10-08'],
    ['a last day on a make-up Saturday stays', '2026-09-25', 15, '2026-10-10'],
    ['a holiday in the middle changes nothing', '2026-09-20', 30, '2026-10-20'],
    [
      'no days at all is today, even on a holiday: danger does not wait',
      '2026-10-03',
      0,
      '2026-10-03',
    ],
    ['60 days', '2026-03-02', 60, '2026-05-06'],
  ])('%s', (_title, from, amount, on) => {
    expect(dueOn(from, naturalDays(amount))).toBe(on)
  })
})

describe('desk edge 4: a year without a published holiday notice', () => {
  it('makes the due date provisional when the count reaches into it', () => {
    expect(due('2026-12-25', workingDays(7), calendar2026)).toEqual({
      on: '2027-01-06',
      limit: 'limit',
      provisional: true,
      from: '2026-12-25',
    })
  })

  it('leaves a due date on the last working day of the year certain', () => {
    expect(due('2026-12-25', workingDays(4), calendar2026)).toMatchObject({
      on: '2026-12-31',
      provisional: false,
    })
  })

  it('makes a date in a year nobody has heard of provisional', () => {
    expect(due('2031-03-03', naturalDays(1), calendar2026).provisional).toBe(true)
  })
})

describe('whatever is counted', () => {
  it('no due date falls on a day that is not worked', () => {
    fc.assert(
      fc.property(aDayOf2026, aKindOfLimit, (from, limit) => {
        expect(isWorkingDay(dueOn(from, aLimit(limit)), calendar2026)).toBe(true)
      }),
      { seed: 11 },
    )
  })

  it('a due date is never before the day of receipt', () => {
    fc.assert(
      fc.property(aDayOf2026, aKindOfLimit, (from, limit) => dueOn(from, aLimit(limit)) >= from),
      { seed: 12 },
    )
  })

  it('one day more is never an earlier date, whichever the kind of day', () => {
    fc.assert(
      fc.property(aDayOf2026, aKindOfLimit, (from, limit) => {
        const longer = aLimit({ ...limit, amount: limit.amount + 1 })
        expect(dueOn(from, longer) >= dueOn(from, aLimit(limit))).toBe(true)
      }),
      { seed: 13 },
    )
  })

  it('received a day later is never due earlier', () => {
    fc.assert(
      fc.property(aDayOf2026, aKindOfLimit, (from, limit) => {
        expect(dueOn(addDays(from, 1), aLimit(limit)) >= dueOn(from, aLimit(limit))).toBe(true)
      }),
      { seed: 14 },
    )
  })

  it('working days add up: five and then three are eight', () => {
    fc.assert(
      fc.property(aDayOf2026, aCount, aCount, (from, first, then) => {
        fc.pre(first > 0 && then > 0)
        const midway = afterWorkingDays(from, first)
        expect(afterWorkingDays(midway, then)).toBe(afterWorkingDays(from, first + then))
      }),
      { seed: 15 },
    )
  })

  it('as many working days lie before the due date as the limit gives', () => {
    fc.assert(
      fc.property(aDayOf2026, aCount, (from, amount) => {
        fc.pre(amount > 0)
        const on = afterWorkingDays(from, amount)
        expect(workingDaysBetween(from, on, calendar2026)).toBe(amount)
      }),
      { seed: 16 },
    )
  })

  it.each([-1, 1.5, Number.NaN])('desk edge 5: %d days are no limit', (amount) => {
    expect(() => dueOn('2026-11-05', workingDays(amount))).toThrow(/whole days/)
    expect(() => dueOn('2026-11-05', naturalDays(amount))).toThrow(/whole days/)
  })

  it('days past the due date count as minus', () => {
    expect(workingDaysBetween('2026-11-09', '2026-11-05', calendar2026)).toBe(-2)
  })
})

describe('2026 has 248 working days', () => {
  it('counted from the last day of 2025', () => {
    expect(workingDaysBetween('2025-12-31', '2026-12-31', calendar2026)).toBe(248)
  })
})

describe('overdue', () => {
  it('a task is in time on its last day and overdue the day after', () => {
    const last = aDue({ on: '2026-11-26' })
    expect([isOverdue(last, '2026-11-26'), isOverdue(last, '2026-11-27')]).toEqual([false, true])
  })
})

describe('which limit applies', () => {
  const general = aLimit({ id: 'general', amount: 15, practice: true })
  const complaint = aLimit({ id: 'complaint', stream: 'complaint' })
  const market = aLimit({ id: 'market', department: 'market-regulation', amount: 15 })
  const advertising = aLimit({ id: 'advertising', offence: 'F', amount: 7 })
  const zibo = aLimit({ id: 'zibo', area: '370300', amount: 5 })
  const unsure = aLimit({ id: 'unsure', confidence: 'U', amount: 1, stream: 'tip-off' })
  const all = [general, complaint, market, advertising, zibo, unsure]
  const idFor = (more: object) => limitFor(all, { step: 'accept', stream: 'tip-off', ...more })?.id

  it.each([
    ['practice, where the law says nothing', {}, 'general'],
    ['the stream’s own limit', { stream: 'complaint' }, 'complaint'],
    ['the department’s own limit', { department: 'market-regulation' }, 'market'],
    [
      'the department’s before the stream’s',
      { department: 'market-regulation', stream: 'complaint' },
      'market',
    ],
    [
      'the offence’s before the department’s',
      { department: 'market-regulation', offence: 'F1' },
      'advertising',
    ],
    ['the area’s own limit', { area: '370300' }, 'zibo'],
  ])('%s', (_title, question, id) => {
    expect(idFor(question)).toBe(id)
  })

  it('law comes before practice of the same reach', () => {
    const law = aLimit({ id: 'law', amount: 30 })
    expect(limitFor([general, law], { step: 'accept', stream: 'tip-off' })?.id).toBe('law')
  })

  it('of two laws of the same reach the shorter binds', () => {
    const longer = aLimit({ id: 'longer', amount: 20, unit: 'ND' })
    const shorter = aLimit({ id: 'shorter', amount: 10, unit: 'WD' })
    expect(limitFor([longer, shorter], { step: 'accept', stream: 'tip-off' })?.id).toBe('shorter')
  })

  it('what is marked unsure never applies', () => {
    expect(limitFor([unsure], { step: 'accept', stream: 'tip-off' })).toBeUndefined()
  })

  it('a limit for one step says nothing about another', () => {
    expect(limitFor(all, { step: 'conclude', stream: 'tip-off' })).toBeUndefined()
  })
})
