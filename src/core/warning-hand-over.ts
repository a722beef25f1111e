import type { ClauseId, DepartmentId, Plan, ReadingEntry } from './plan.ts'

/** To whom a warning goes, and whether the plan says so. */
export interface HandOver {
  readonly clause: ClauseId
  /** Empty: the intake office decides, openly. */
  readonly departments: readonly DepartmentId[]
  /** Whom the clause names, for whoever decides. */
  readonly named: readonly DepartmentId[]
  readonly why: HandOverReason
}

/** Why it goes there. */
export const handOverReasons = [
  'one-leads',
  'concerned',
  'several',
  'nobody',
  'named-for-opinion',
  'silent-on-opinion',
  'by-reading',
  'silent-on-adverse',
] as const
export type HandOverReason = (typeof handOverReasons)[number]

/**
 * By the bracket of the plan's own clause on risk warning. Where it names one that leads, that one; where several lead each
 * in their own, or all are responsible together, the one of them whose business the offence is; several or none: open.
 */
export function handOverOf(
  plan: Plan,
  clauseId: ClauseId,
  concerns: readonly DepartmentId[],
): HandOver {
  const clause = plan.clauses.find((one) => one.clause === clauseId)
  if (!clause) return { clause: clauseId, departments: [], named: [], why: 'nobody' }
  const { allocation, lead, responsible, cooperate } = clause
  const named = [...new Set([...lead, ...responsible, ...cooperate])]
  const isShared = allocation === 'each-leads-by-duty' || allocation === 'jointly-responsible'
  const [first] = lead
  if (!isShared && first !== undefined)
    return { clause: clauseId, departments: [first], named, why: 'one-leads' }
  const concerned = named.filter((one) => concerns.includes(one))
  if (concerned.length === 1)
    return { clause: clauseId, departments: concerned, named, why: 'concerned' }
  return { clause: clauseId, departments: [], named, why: named.length > 0 ? 'several' : 'nobody' }
}

/** Whom the plan names for public opinion; openly to the intake office where it names nobody. */
export function opinionHandOver(
  risk: ClauseId,
  named: readonly { readonly clause: ClauseId; readonly department: DepartmentId }[],
): HandOver {
  const departments = named.map(({ department }) => department)
  const clauses = [...new Set(named.map(({ clause }) => clause))]
  return departments.length > 0
    ? { clause: clauses.join('、'), departments, named: departments, why: 'named-for-opinion' }
    : { clause: risk, departments: [], named: [], why: 'silent-on-opinion' }
}

/** By the area's reading of what is not reported; where that is only a proposal, openly to the intake office. */
export function adverseHandOver(
  plan: Plan,
  entry: ReadingEntry | undefined,
  clause: ClauseId | undefined,
): HandOver {
  const [governing] = entry?.clauses ?? []
  const found = plan.clauses.find((one) => one.clause === governing)
  const proposed = entry?.proposed?.lead ?? []
  if (entry?.basis !== 'plan' || !found)
    return { clause: clause ?? '', departments: [], named: proposed, why: 'silent-on-adverse' }
  const lead = entry.narrowed?.lead ?? found.lead.slice(0, 1)
  const named = [...new Set([...lead, ...(entry.narrowed?.cooperate ?? []), ...found.responsible])]
  return {
    clause: clause ?? found.clause,
    departments: lead.slice(0, 1),
    named,
    why: lead.length > 0 ? 'by-reading' : 'several',
  }
}
