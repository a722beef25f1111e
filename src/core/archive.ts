import type { Case, Day } from './case.ts'
import { addDays, dayOf } from './clock.ts'
import { decides } from './transitions.ts'

/** A reporter who asked for a second look, and has no answer yet. */
export const isAgainPending = ({ reExamination }: Pick<Case, 'reExamination'>): boolean =>
  reExamination !== undefined && reExamination.decision === undefined

/** From when a case may be put away: not before its reporter has had the days to say that they are not content. */
export function archivableOn(about: Case, days: number): Day {
  const ended = endedOn(about)
  const isHeard = isContent(about) || about.withdrawal || about.reExamination
  return isHeard ? ended : afterDays(ended, days)
}

/** When the clockwork puts it away by itself, whatever the reporter answered. */
export const archivedOn = (about: Case, days: number): Day => afterDays(endedOn(about), days)

/** The reporter's days are whole ones; where there are none, it is that day. */
const afterDays = (ended: Day, days: number): Day => (days > 0 ? addDays(ended, days + 1) : ended)

const isContent = ({ rating }: Case): boolean =>
  rating?.satisfaction === 'satisfied' && rating.stillGoing !== 'yes'

/** The day of the last word to the reporter. */
function endedOn({ tasks, withdrawal, reExamination, receivedAt }: Case): Day {
  const ends = tasks.flatMap((task) =>
    (task.state === 'concluded' || task.state === 'declined') && decides(task.role)
      ? [task.at]
      : [],
  )
  const said = [withdrawal?.at, reExamination?.decision?.at].filter((at) => at !== undefined)
  return dayOf(Math.max(receivedAt, ...ends, ...said))
}
