import type { Assignment, Explanation } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { stamp, type Context, type EventBody } from './command.ts'
import type { Report } from './report.ts'

/** Who gets a matter of a new report, and why. */
export interface Placement {
  readonly matter: string
  readonly assignments: readonly Assignment[]
  readonly explanation: Explanation
}

/** The first events of a case: filed, and every matter assigned. */
export function file(
  report: Report,
  number: string,
  placements: readonly Placement[],
  context: Context,
): CaseEvent[] {
  const filed: EventBody = { type: 'filed', number, ...report }
  const assigned = placements.map<EventBody>((placement) => ({ type: 'assigned', ...placement }))
  return stamp(context, [filed, ...assigned])
}
