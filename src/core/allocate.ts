import type { Explanation } from './case.ts'
import type { Allocation, Clause, DepartmentId, Duty } from './plan.ts'

/** How one clause shares a matter among departments. */
export interface Allotment {
  readonly lead: readonly DepartmentId[]
  readonly responsible: readonly DepartmentId[]
  readonly cooperate: readonly DepartmentId[]
  /** No single lead is known. */
  readonly open: boolean
  readonly key: Explanation['key']
}

type Bracket = Pick<Clause, 'lead' | 'responsible' | 'cooperate'>

/** Reads a clause's bracket by its own kind of allocation; what the plan leaves open stays open. */
export function allocate(clause: Clause): Allotment {
  switch (clause.allocation) {
    case 'sole':
      return marked(clause, 'sole')
    case 'lead-and-cooperate':
      return marked(clause, 'lead-marked')
    case 'lead-with-all':
      return marked(clause, 'lead-with-all')
    case 'first-listed-leads':
      return firstListed(clause)
    case 'each-leads-by-duty':
      return eachByDuty(clause)
    case 'jointly-responsible':
      return jointly(clause)
  }
}

/** Those among whom a duty paragraph may choose the lead. */
export function candidates(clause: Bracket): readonly DepartmentId[] {
  return clause.lead.length > 0 ? clause.lead : clause.responsible
}

/**
 * The duty whose keyword stands in the text, if the text points to one department alone, and that is one of these. Words
 * that also point to somebody else are not sure of anybody.
 */
export function narrowingDuty(
  among: readonly DepartmentId[],
  duties: readonly Duty[],
  text: string,
): { readonly duty: Duty; readonly keyword: string } | undefined {
  const hits = duties.flatMap((duty) => {
    const keyword = duty.keywords.find((word) => word !== '' && text.includes(word))
    return keyword === undefined ? [] : [{ duty, keyword }]
  })
  const [first] = hits
  const single = new Set(hits.map((hit) => hit.duty.department)).size === 1
  return first && single && among.includes(first.duty.department) ? first : undefined
}

/** Whether the plan marks no lead for this kind of clause by itself. */
export function leavesLeadOpen(allocation: Allocation): boolean {
  return allocation === 'each-leads-by-duty' || allocation === 'jointly-responsible'
}

/** Several marked leads lead together; several that are only responsible leave the lead open. */
function marked(clause: Clause, key: Explanation['key']): Allotment {
  if (clause.lead.length > 0) return allotment(clause, key)
  if (clause.responsible.length === 1) {
    return allotment({ ...clause, lead: clause.responsible }, key)
  }
  return { ...allotment(clause, 'open-joint'), open: true }
}

function firstListed(clause: Clause): Allotment {
  const [first, ...rest] = [...clause.lead, ...clause.responsible]
  if (first === undefined) return { ...allotment(clause, 'open-joint'), open: true }
  return allotment({ ...clause, lead: [first], responsible: rest }, 'first-listed-leads')
}

function eachByDuty(clause: Clause): Allotment {
  const each = allotment({ ...clause, lead: candidates(clause) }, 'open-each-by-duty')
  return each.lead.length === 1 ? { ...each, key: 'lead-marked' } : { ...each, open: true }
}

function jointly(clause: Clause): Allotment {
  const all = [...clause.lead, ...clause.responsible]
  if (all.length === 1) return allotment({ ...clause, lead: all }, 'lead-marked')
  return { ...allotment({ ...clause, lead: [], responsible: all }, 'open-joint'), open: true }
}

/** Each department once, in its highest part. */
function allotment(bracket: Bracket, key: Explanation['key']): Allotment {
  const lead = [...new Set(bracket.lead)]
  const responsible = [...new Set(bracket.responsible)].filter((id) => !lead.includes(id))
  const cooperate = [...new Set(bracket.cooperate)].filter(
    (id) => !lead.includes(id) && !responsible.includes(id),
  )
  return { lead, responsible, cooperate, open: false, key }
}
