import type { Calendar, CalendarYear } from '#core/calendar.ts'
import type { Clocks } from '#core/command.ts'
import type { Limit } from '#core/due.ts'

export function aLimit(more: Partial<Limit> = {}): Limit {
  return {
    id: 'limit',
    step: 'accept',
    amount: 7,
    unit: 'WD',
    source: '某办法第一条',
    confidence: 'S',
    ...more,
  }
}

export function aCalendarYear(more: Partial<CalendarYear> = {}): CalendarYear {
  return { published: true, holidays: new Set(), workdays: new Set(), ...more }
}

const daysFrom = (month: string, first: number, last: number): string[] =>
  Array.from(
    { length: last - first + 1 },
    (_, n) => `2026-${month}-${String(first + n).padStart(2, '0')}`,
  )

/** The State Council's notice for 2026, and for 2027 only what the law itself fixes. */
export const calendar2026: Calendar = {
  years: new Map([
    [
      2026,
      aCalendarYear({
        holidays: new Set([
          ...daysFrom('01', 1, 3),
          ...daysFrom('02', 15, 23),
          ...daysFrom('04', 4, 6),
          ...daysFrom('05', 1, 5),
          ...daysFrom('06', 19, 21),
          ...daysFrom('09', 25, 27),
          ...daysFrom('10', 1, 7),
        ]),
        workdays: new Set([
          '2026-01-04',
          '2026-02-14',
          '2026-02-28',
          '2026-05-09',
          '2026-09-20',
          '2026-10-10',
        ]),
      }),
    ],
    [2027, aCalendarYear({ published: false, holidays: new Set(['2027-01-01']) })],
  ]),
}

/** Limits as a rule would give them: each may pause for an expert's opinion or the reporter's words, and be lengthened once. */
export const clocks2026: Clocks = {
  calendar: calendar2026,
  limits: new Map(
    [
      aLimit({ id: 'practice-15', amount: 15, ...elastic(15) }),
      aLimit({ id: 'conclude-60', amount: 60, unit: 'ND', ...elastic(30) }),
      aLimit({ id: 'assign', amount: 1 }),
      aLimit({ id: 'answer', step: 'answer', amount: 5 }),
    ].map((limit) => [limit.id, limit]),
  ),
}

function elastic(amount: number): Pick<Limit, 'pause' | 'extension'> {
  return {
    pause: { reasons: ['appraisal', 'supplement'], source: '某办法第二条' },
    extension: { amount, times: 1, source: '某办法第三条' },
  }
}
