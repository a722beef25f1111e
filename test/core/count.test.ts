import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pause } from '#core/task-clock.ts'
import { isWorkingDay } from '#core/calendar.ts'
import { addDays } from '#core/clock.ts'
import { count, type Count } from '#core/count.ts'
import { recount } from '#core/due.ts'
import { aCalendarYear, aLimit, calendar2026 } from './calendars.ts'

const counted = (from: string, amount: number, unit: 'WD' | 'ND', pauses: readonly Pause[] = []) =>
  count({ from, amount, unit, pauses }, calendar2026)

const told = ({ days }: Count): string =>
  days
    .map(({ day, kind, nth }) => `${day.slice(5)} ${nth ?? kind}${kind === 'make-up' ? '*' : ''}`)
    .join(', ')

const aDay = fc.integer({ min: 0, max: 250 }).map((n) => addDays('2026-01-01', n))
const somePauses = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 })),
  { maxLength: 4 },
)
const pausesFrom = (from: string, gaps: readonly (readonly [number, number])[]): Pause[] =>
  gaps.map(([start, length]) => ({
    after: addDays(from, start),
    before: addDays(from, start + length),
  }))

describe('the calculation, day by day', () => {
  it('numbers what counts and names what does not', () => {
    expect(told(counted('2026-09-30', 3, 'WD'))).toBe(
      '09-30 start, 10-01 holiday, 10-02 holiday, 10-03 weekend, 10-04 weekend, 10-05 holiday, ' +
        '10-06 holiday, 10-07 holiday, 10-08 1, 10-09 2, 10-10 3*',
    )
  })

  it('shows how a last day on a weekend moves', () => {
    expect(told(counted('2026-11-05', 9, 'ND')).slice(-35)).toBe(
      '11-14 9, 11-15 weekend, 11-16 moved',
    )
  })

  it('has one entry for each day and ends on the due day', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 60 }), somePauses, (from, amount, gaps) => {
        const { on, days } = counted(from, amount, 'WD', pausesFrom(from, gaps))
        expect(days.map(({ day }) => day)).toEqual(days.map((_, n) => addDays(from, n)))
        expect(days.at(-1)?.day).toBe(on)
        expect(days.filter(({ nth }) => nth !== undefined).map(({ nth }) => nth)).toEqual(
          Array.from({ length: amount }, (_, n) => n + 1),
        )
      }),
      { seed: 31 },
    )
  })

  it('never ends on a closed or paused day', () => {
    fc.assert(
      fc.property(
        aDay,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('WD' as const, 'ND' as const),
        somePauses,
        (from, amount, unit, gaps) => {
          const pauses = pausesFrom(from, gaps)
          const { on } = counted(from, amount, unit, pauses)
          expect(isWorkingDay(on, calendar2026)).toBe(true)
          expect(pauses.some(({ after, before }) => on > after && on < before)).toBe(false)
        },
      ),
      { seed: 32 },
    )
  })

  it('desk edge 6: a calendar without open days is refused, not searched for ever', () => {
    const closed = Array.from({ length: 800 }, (_, n) => addDays('2026-01-01', n))
    const years = new Map([
      [2026, aCalendarYear({ holidays: new Set(closed) })],
      [2027, aCalendarYear({ holidays: new Set(closed) })],
      [2028, aCalendarYear({ holidays: new Set(closed) })],
    ])
    expect(() => count({ from: '2026-01-01', amount: 1, unit: 'WD' }, { years })).toThrow(
      /no open days/,
    )
  })
})

describe('a pause (desk edge 9)', () => {
  const thursday = '2026-11-05'

  it.each([
    ['within one day costs nothing', { after: '2026-11-09', before: '2026-11-09' }, '2026-11-16'],
    ['over one night costs nothing', { after: '2026-11-09', before: '2026-11-10' }, '2026-11-16'],
    [
      'of one whole day moves the end by one',
      { after: '2026-11-09', before: '2026-11-11' },
      '2026-11-17',
    ],
    [
      'over a weekend is not counted twice',
      { after: '2026-11-06', before: '2026-11-09' },
      '2026-11-16',
    ],
    ['from the first day on', { after: '2026-11-05', before: '2026-11-12' }, '2026-11-20'],
  ])('%s', (_title, pause, on) => {
    expect(counted(thursday, 7, 'WD', [pause]).on).toBe(on)
  })

  it('several pauses add up; overlapping ones count once', () => {
    const first = { after: '2026-11-09', before: '2026-11-11' }
    const second = { after: '2026-11-11', before: '2026-11-13' }
    expect(counted(thursday, 7, 'WD', [first, second]).on).toBe('2026-11-18')
    expect(counted(thursday, 7, 'WD', [first, first]).on).toBe('2026-11-17')
  })

  it('never makes the end earlier, and never later than the whole days it held', () => {
    fc.assert(
      fc.property(
        aDay,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (from, amount, start, length) => {
          const pause = { after: addDays(from, start), before: addDays(from, start + length) }
          const plain = counted(from, amount, 'WD')
          const paused = counted(from, amount, 'WD', [pause])
          expect(paused.on >= plain.on).toBe(true)
          const lost = paused.days.filter(({ kind }) => kind === 'paused').length
          expect(lost).toBeLessThanOrEqual(Math.max(0, length - 1))
        },
      ),
      { seed: 33 },
    )
  })
})

describe('a limit that was lengthened', () => {
  it('is counted anew from its first day, whatever paused before', () => {
    const limit = aLimit({ amount: 15, unit: 'WD' })
    const before = { on: '2026-11-26', limit: 'limit', provisional: false, from: '2026-11-05' }
    const around = { limit, calendar: calendar2026 }
    const pause = { after: '2026-11-09', before: '2026-11-11' }
    const paused = recount(before, { pause }, around)
    expect(paused).toMatchObject({ on: '2026-11-27', pauses: [pause] })
    const longer = recount(paused, { extend: 15 }, around)
    expect(longer).toMatchObject({ on: '2026-12-18', pauses: [pause], extended: 15 })
    expect(recount(recount(before, { extend: 15 }, around), { pause }, around)).toEqual(longer)
  })
})
