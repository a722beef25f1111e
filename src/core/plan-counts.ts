import type { Allocation, Plan } from './plan.ts'

/** What somebody who holds the document in hand counts to see that nothing is missing. */
export interface PlanCounts {
  readonly clauses: number
  /** Of them those under which a report can fall. */
  readonly reportable: number
  /** Lists that end in 等. */
  readonly openEnded: number
  readonly allocations: Readonly<Record<Allocation, number>>
  /** How often a department is named, by the part it is given. */
  readonly named: {
    readonly lead: number
    readonly responsible: number
    readonly cooperate: number
  }
  /** Departments that the document itself names. */
  readonly departments: number
  readonly duties: number
  readonly annexTasks: number
  readonly gaps: number
}

const none: Readonly<Record<Allocation, number>> = {
  sole: 0,
  'first-listed-leads': 0,
  'lead-and-cooperate': 0,
  'each-leads-by-duty': 0,
  'jointly-responsible': 0,
  'lead-with-all': 0,
}

/** Counts a plan's clauses, how they share the work, and whom they name. */
export function planCounts(plan: Plan): PlanCounts {
  const { clauses, departments, duties, annexTasks, gaps } = plan
  const named = (part: 'lead' | 'responsible' | 'cooperate'): number =>
    clauses.flatMap((clause) => clause[part]).length
  const shared = { ...none }
  for (const { allocation } of clauses) shared[allocation] += 1
  return {
    clauses: clauses.length,
    reportable: clauses.filter(({ reportable }) => reportable).length,
    openEnded: clauses.filter(({ openEnded }) => openEnded).length,
    allocations: shared,
    named: {
      lead: named('lead'),
      responsible: named('responsible'),
      cooperate: named('cooperate'),
    },
    departments: departments.filter(({ asWritten }) => asWritten.length > 0).length,
    duties: duties.length,
    annexTasks: annexTasks.length,
    gaps: gaps.length,
  }
}
