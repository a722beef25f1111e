import type { Actor, Day, Due, Instant } from './case.ts'

/** A stretch that does not count: the days after one day and before another. */
export interface Pause {
  readonly after: Day
  readonly before: Day
}

/** Why a count may stop: a test or expert opinion, words the reporter still owes, another case's result, a hearing, force majeure. */
export const pauseReasons = [
  'appraisal',
  'supplement',
  'other-case',
  'hearing',
  'force-majeure',
] as const

export type PauseReason = (typeof pauseReasons)[number]

/** What stands in the way of a task's clock, or is asked about it. */
export interface TaskClock {
  /** The count stands still. */
  readonly pause?: {
    readonly reason: PauseReason
    readonly document: string
    readonly at: Instant
  }
  /** Asked for and not answered. */
  readonly extension?: { readonly text: string; readonly at: Instant; readonly by: Actor }
  /** Its own day, where a merged case brought an earlier one. */
  readonly own?: Due
}

/** A count that stands still is due last of all, and never overdue. */
const standsStill: Day = '9999-12-31'

/** The day that a task's place in a list goes by. */
export const runsUntil = ({ due, pause }: TaskClock & { readonly due: Due }): Day =>
  pause ? standsStill : due.on
