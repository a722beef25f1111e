import { workingDaysBetween, type Calendar } from './calendar.ts'
import type { Case, Day, Instant, Task } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { dayOf } from './clock.ts'
import type { AreaCode, DepartmentId, OffenceCode, Place, PlaceCode } from './plan.ts'
import { runsUntil } from './task-clock.ts'
import { decides } from './transitions.ts'

/** What figures know of one office's leading part in a matter: codes and days, no word. */
export interface Fact {
  readonly task: string
  readonly office: string
  readonly department: DepartmentId
  readonly offence: OffenceCode
  readonly state: 'open' | 'closed' | 'returned' | 'withdrawn'
  readonly dueOn: Day
  readonly givenOn: Day
  readonly acceptedOn?: Day
  /** Working days from the day it was given; the same day is 0. */
  readonly acceptDays?: number
  readonly closedOn?: Day
  readonly closeDays?: number
  /** Closed after its last day. */
  readonly late: boolean
  /** 查实无文号: found true, without the number of a penalty decision. */
  readonly unnumbered: boolean
  readonly backOn?: Day
  /** The matter had been given back before: it goes to and fro. */
  readonly again: boolean
}

/**
 * The figures of a case. Only parts that decide count, so that an office that helps makes no second case of it; what was
 * given to somebody else instead counts there. Accusations are too few to be told by number: they give no figures.
 */
export function factsOf(
  about: Case,
  events: readonly CaseEvent[],
  calendar: Calendar,
): readonly Fact[] {
  if (about.matters.some(({ stream, accused }) => stream === 'accusation' || accused)) return []
  const moments = momentsIn(events)
  return about.tasks.flatMap((task) => {
    const state = stateOf(task, about)
    return decides(task.role) && state ? [factOf({ task, state, about, moments }, calendar)] : []
  })
}

interface Moments {
  readonly given: ReadonlyMap<string, Instant>
  readonly accepted: ReadonlyMap<string, Instant>
  /** Tasks that were given back, in that order. */
  readonly returned: readonly string[]
}

function momentsIn(events: readonly CaseEvent[]): Moments {
  const given = events.flatMap((event) =>
    event.type === 'assigned' ? event.assignments.map(({ task }) => [task, event.at] as const) : [],
  )
  const accepted = events.flatMap((event) =>
    event.type === 'accepted' ? [[event.task, event.at] as const] : [],
  )
  const returned = events.flatMap((event) => (event.type === 'returned' ? [event.task] : []))
  return { given: new Map(given), accepted: new Map(accepted), returned }
}

function stateOf(task: Task, { withdrawal }: Case): Fact['state'] | undefined {
  switch (task.state) {
    case 'assigned':
    case 'accepted':
      return 'open'
    case 'declined':
    case 'concluded':
      return 'closed'
    case 'returned':
      return 'returned'
    case 'cancelled':
      return task.at === withdrawal?.at ? 'withdrawn' : undefined
  }
}

interface Looked {
  readonly task: Task
  readonly state: Fact['state']
  readonly about: Case
  readonly moments: Moments
}

function factOf({ task, state, about, moments }: Looked, calendar: Calendar): Fact {
  const givenOn = dayOf(moments.given.get(task.task) ?? about.receivedAt)
  const accepted = moments.accepted.get(task.task)
  const days = (until: Day): number => Math.max(0, workingDaysBetween(givenOn, until, calendar))
  const acceptedOn = accepted === undefined ? undefined : dayOf(accepted)
  const ended = 'at' in task ? dayOf(task.at) : undefined
  const closedOn = state === 'closed' ? ended : undefined
  const { office, department } = task
  return {
    task: task.task,
    office,
    department,
    offence: about.matters.find(({ id }) => id === task.matter)?.offence ?? '',
    state,
    dueOn: runsUntil(task),
    givenOn,
    ...(acceptedOn === undefined ? {} : { acceptedOn, acceptDays: days(acceptedOn) }),
    ...(closedOn === undefined ? {} : { closedOn, closeDays: days(closedOn) }),
    late: closedOn !== undefined && closedOn > task.due.on,
    unnumbered: lacksNumber(task),
    ...(state === 'returned' && ended !== undefined ? { backOn: ended } : {}),
    again: state === 'returned' && isAgain(task, about, moments),
  }
}

const lacksNumber = (task: Task): boolean =>
  task.state === 'concluded' && task.outcome === 'substantiated' && task.penalty === undefined

function isAgain({ task, matter }: Task, { tasks }: Case, { returned }: Moments): boolean {
  const before = returned.slice(0, returned.indexOf(task))
  return tasks.some((one) => one.matter === matter && before.includes(one.task))
}

/** The place right below the area in which another lies; figures know no smaller one. */
export function placeBelow(
  place: PlaceCode | undefined,
  area: AreaCode,
  places: readonly Place[],
): PlaceCode {
  const seen = new Set<string>()
  for (let code = place ?? ''; !seen.has(code);) {
    seen.add(code)
    const found = places.find((one) => one.code === code)
    if (!found) return ''
    if (found.within === area) return code
    code = found.within
  }
  return ''
}
