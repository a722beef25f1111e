import type { Day, Due, Instant, Task, TaskRole } from './case.ts'
import type { Calendar } from './calendar.ts'
import { addDays, startOf } from './clock.ts'
import { count } from './count.ts'
import { countOf, type Limit } from './due.ts'
import { opensAt, type OfficeHours } from './office-hours.ts'
import { isLive } from './transitions.ts'

/** The steps of a clock, in order: half of it, most of it, its last day, then whoever stands above, then the supervisors. */
export const escalationSteps = ['half', 'soon', 'due', 'overdue', 'supervised'] as const

export type EscalationStep = (typeof escalationSteps)[number]

/** When each step is reached. Custom of the trade, not law. */
export interface Ladder {
  /** Of the counted days, in per cent. */
  readonly half: number
  readonly soon: number
  /** Working days after the last day. */
  readonly overdueAfter: number
  readonly supervisedAfter: number
  readonly hours: OfficeHours
}

/** A step and the first instant, within office hours, at which it may be said. */
export interface Moment {
  readonly step: EscalationStep
  readonly at: Instant
}

/** What a ladder is set against. */
export interface Ground {
  readonly ladder: Ladder
  readonly calendar: Calendar
  /** The limit that the due day came from; without it only the due day is known. */
  readonly limit?: Limit
}

/** Which clock of a task it is: accepting and concluding are two, and a limit made longer is another. */
export const clockName = ({ due: { limit, extended = 0 } }: Pick<Task, 'due'>): string =>
  `${limit}+${extended}`

/** The limit is broken when its last day is over, whenever somebody looks. */
export const breachOf = ({ on }: Pick<Due, 'on'>): Instant => startOf(addDays(on, 1))

/** When the steps of a task's clock are reached, in their order. None while the count stands still or nobody has it. */
export function momentsOf(task: Task, ground: Ground): readonly Moment[] {
  if (task.pause || !isLive(task)) return []
  return momentsAround(task.due.on, partsOf(task.due, ground), ground)
}

type PartOf = readonly [EscalationStep, Day]

/** Parts of a limit, its last day, and what follows when that is over. */
export function momentsAround(
  on: Day,
  parts: readonly PartOf[],
  { ladder, calendar }: Pick<Ground, 'ladder' | 'calendar'>,
): readonly Moment[] {
  const after = (amount: number): Day => count({ from: on, amount, unit: 'WD' }, calendar).on
  const overdue = after(ladder.overdueAfter)
  const supervised = after(ladder.supervisedAfter)
  const days: readonly PartOf[] = [
    ...parts,
    ['due', on],
    ['overdue', overdue],
    ['supervised', supervised < overdue ? overdue : supervised],
  ]
  return days.map(([step, day]) => ({ step, at: opensAt(startOf(day), ladder.hours, calendar) }))
}

/** The counted days on which part of the limit is used up. A limit of no days has no parts. */
function partsOf(due: Due, { ladder, calendar, limit }: Ground): readonly PartOf[] {
  const { from } = due
  if (from === undefined || !limit) return []
  const counted = countOf({ ...due, from }, limit, calendar).days.filter(
    ({ nth }) => nth !== undefined,
  )
  return (['half', 'soon'] as const).flatMap((step) => {
    const day = counted[Math.ceil((counted.length * ladder[step]) / 100) - 1]?.day
    return day === undefined ? [] : [[step, day < due.on ? day : due.on] as const]
  })
}

/** What was said, or passed over, of a clock. */
export interface Told {
  readonly clock: string
  readonly step: EscalationStep
}

/** What is to be said now, and when to look again. */
export interface Look {
  readonly say?: {
    readonly step: EscalationStep
    /** Earlier steps that this one says too: they are not said any more. */
    readonly passedOver: readonly EscalationStep[]
  }
  /** Absent: not before something happens to the task. */
  readonly next?: Instant
}

/** Which step of a task's clock is owed at an instant. */
export const lookAt = (
  task: Task,
  told: readonly Told[],
  { at, ...ground }: Ground & { readonly at: Instant },
): Look =>
  lookAlong({ clock: clockName(task), moments: momentsOf(task, ground) }, told, { at, ...ground })

/** A clock by its name, with all its steps. */
interface Run {
  readonly clock: string
  readonly moments: readonly Moment[]
}

/**
 * Which step is owed at an instant. Each is said once; of several that were missed the last alone; none outside office
 * hours, and none that comes before one that was said.
 */
export function lookAlong(
  { clock, moments }: Run,
  told: readonly Told[],
  { at, ladder, calendar }: Pick<Ground, 'ladder' | 'calendar'> & { readonly at: Instant },
): Look {
  const said = told.filter((one) => one.clock === clock).map(({ step }) => rankOf(step))
  const last = Math.max(-1, ...said)
  const left = moments.filter(({ step }) => rankOf(step) > last)
  const reached = left.filter((one) => one.at <= at)
  const step = reached.at(-1)?.step
  if (step === undefined) return nextOf(left[0]?.at)
  const opens = opensAt(at, ladder.hours, calendar)
  if (opens > at) return nextOf(opens)
  const passedOver = reached.slice(0, -1).map((one) => one.step)
  return { say: { step, passedOver }, ...nextOf(left[reached.length]?.at) }
}

const nextOf = (next: Instant | undefined): Pick<Look, 'next'> =>
  next === undefined ? {} : { next }

const rankOf = (step: EscalationStep): number => escalationSteps.indexOf(step)

/** Who hears a step beside the office itself. Above the intake office are only the supervisors. */
export type Reach = 'office' | 'coordination' | 'supervisors'

export function reachOf(step: EscalationStep, role: TaskRole): Reach {
  if (step === 'supervised') return 'supervisors'
  if (step !== 'overdue') return 'office'
  return role === 'intake' ? 'supervisors' : 'coordination'
}
