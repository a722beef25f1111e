import type { Case, Explanation } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { dayOf } from './clock.ts'
import { unknownOffence } from './report.ts'
import type { Precedent } from './route.ts'

/** Matters whose lead the plan had left open or did not name. */
const undecidedByPlan: ReadonlySet<string> = new Set<Explanation['key']>([
  'open-each-by-duty',
  'open-joint',
  'by-function',
  'unknown-offence',
  'precedent',
])

/**
 * What a ruling teaches for the next like matter: only where the plan itself had not decided, and only if the ruling
 * names one lead. Where somebody had to be left out because the report accuses them, it says nothing of other cases. `before` is the case before the ruling.
 */
export function precedentFrom(before: Case, event: CaseEvent): Precedent | undefined {
  if (event.type !== 'assigned' || !event.ruling) return undefined
  const matter = before.matters.find(({ id }) => id === event.matter)
  if (!matter || matter.stream === 'accusation' || matter.offence === unknownOffence)
    return undefined
  if (matter.accused) return undefined
  const why = matter.explanation.facts['was'] ?? matter.explanation.key
  const [lead, another] = event.assignments.filter(({ role }) => role === 'lead')
  if (!undecidedByPlan.has(why) || !lead || another) return undefined
  return {
    offence: matter.offence,
    area: before.area,
    lead: lead.department,
    cooperate: event.assignments
      .filter(({ role }) => role === 'cooperate')
      .map(({ department }) => department),
    reason: event.ruling.reason,
    on: dayOf(event.at),
    at: event.at,
    number: before.number,
  }
}
