import type { Day } from '#core/case.ts'

/** A year of the State Council's holiday notice, as `national/calendar-YYYY.json` holds it. */
export interface CalendarFile {
  readonly year: number
  readonly published: boolean
  readonly source: string
  readonly holidays: readonly Day[]
  readonly workdays: readonly Day[]
}
