import type { Case, Day } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { dayOf } from './clock.ts'
import { decides } from './transitions.ts'

/** A conclusion that did not stand: whose it was, and the day its matter was given out to be looked at again. */
export interface Reopened {
  readonly task: string
  readonly office: string
  readonly day: Day
}

/** 再查: of each matter that is looked at again, the office that had ended it. Accusations give no figures. */
export function reopenedOf(about: Case, events: readonly CaseEvent[]): readonly Reopened[] {
  if (about.matters.some(({ stream, accused }) => stream === 'accusation' || accused)) return []
  const found = events.flatMap((event) => {
    if (event.type !== 'assigned' || event.explanation.key !== 're-examination') return []
    const first = event.assignments[0]?.task
    const before = about.tasks.slice(
      0,
      about.tasks.findIndex(({ task }) => task === first),
    )
    const last = before.findLast(
      ({ matter, role, state }) =>
        matter === event.matter && decides(role) && (state === 'concluded' || state === 'declined'),
    )
    return last ? [{ task: last.task, office: last.office, day: dayOf(event.at) }] : []
  })
  return [...new Map(found.map((one) => [one.task, one])).values()]
}
