import { candidates, leavesLeadOpen, narrowingDuty, type Allotment } from './allocate.ts'
import type { Explanation } from './case.ts'
import type { Clause, DepartmentId, Duty, Plan, ReadingEntry } from './plan.ts'

/** A share of the work, with what made it smaller than its clause's. */
export interface Narrowing extends Allotment {
  readonly facts: Explanation['facts']
}

/** A governing clause as its bracket shares it, and whose business the offence is. */
export interface Shared {
  readonly plan: Plan
  readonly clause: Clause
  readonly shared: Allotment
  readonly concerns: readonly DepartmentId[]
}

/**
 * First the reading, which people have thought about. Then the reporter's words, against the duty paragraphs that the
 * reading cites: they choose among the departments it leaves, never beyond them.
 */
export function narrow(entry: ReadingEntry, text: string, at: Shared): Narrowing {
  const narrowed = entry.narrowed
  if (narrowed === undefined || narrowed.lead.length === 0) return byBracket(entry, text, at)
  const read = byReading(narrowed, at)
  if (!read.open) return read
  const hit = narrowingDuty(read.lead, dutiesCited(entry, at.plan), text)
  return hit ? chosen(hit, { ...read, responsible: [...read.lead, ...read.responsible] }) : read
}

function byBracket(entry: ReadingEntry, text: string, at: Shared): Narrowing {
  const { plan, clause, shared } = at
  const hit =
    shared.open && leavesLeadOpen(clause.allocation)
      ? narrowingDuty(candidates(clause), dutiesCited(entry, plan), text)
      : undefined
  return hit ? chosen(hit, shared) : { ...shared, facts: {} }
}

/** A paragraph that the reading does not stand on says nothing of the offence, whatever its words. */
function dutiesCited({ clauses, narrowed }: ReadingEntry, plan: Plan): readonly Duty[] {
  return plan.duties.filter(
    ({ clause }) => clauses.includes(clause) || clause === narrowed?.byClause,
  )
}

function chosen(
  { duty, keyword }: { readonly duty: Duty; readonly keyword: string },
  among: Allotment,
): Narrowing {
  const { department, clause } = duty
  const others = (ids: readonly DepartmentId[]) => ids.filter((id) => id !== department)
  return {
    lead: [department],
    responsible: others(among.responsible),
    cooperate: others(among.cooperate),
    open: false,
    key: 'narrowed-by-duty',
    facts: { department, dutyClause: clause, duty: duty.duty, keyword },
  }
}

/** Of those whom the bracket calls in by 配合 or 参与, the ones whose business the offence is stay. */
function byReading(narrowed: NonNullable<ReadingEntry['narrowed']>, at: Shared): Narrowing {
  const { plan, shared, concerns } = at
  const { lead, byClause } = narrowed
  const strangers = shared.cooperate.filter((id) => !concerns.includes(id))
  const cooperate = [...new Set([...narrowed.cooperate, ...shared.cooperate])].filter(
    (id) => !lead.includes(id) && !strangers.includes(id),
  )
  const named = new Set([...lead, ...cooperate])
  const single = lead.length === 1
  const duty = plan.duties.find(
    ({ department, clause }) => clause === byClause && lead.includes(department),
  )
  return {
    lead,
    cooperate,
    responsible: shared.responsible.filter((id) => !named.has(id)),
    open: !single,
    key: single ? 'narrowed-by-duty' : 'open-each-by-duty',
    facts: {
      department: lead.join(','),
      dutyClause: byClause,
      ...(duty ? { duty: duty.duty } : {}),
    },
  }
}
