import type { Clause } from '#core/plan.ts'

/** What in a clause's lists contradicts the way it says the work is shared. */
export function allocationFault(clause: Clause): string | undefined {
  const { lead, responsible, cooperate } = clause
  const others = responsible.length + cooperate.length
  switch (clause.allocation) {
    case 'sole':
      return lead.length === 1 && others === 0
        ? undefined
        : 'sole 只有一个部门：lead 写一个，responsible 和 cooperate 留空'
    case 'first-listed-leads':
      return lead.length === 1 ? undefined : 'first-listed-leads 的 lead 只写排在第一位的部门'
    case 'lead-and-cooperate':
      return lead.length > 0 && others > 0
        ? undefined
        : 'lead-and-cooperate 要有 lead，也要有 responsible 或 cooperate'
    case 'each-leads-by-duty':
      return lead.length > 1 ? undefined : 'each-leads-by-duty 的 lead 至少两个部门'
    case 'jointly-responsible':
      return lead.length === 0 && responsible.length > 1
        ? undefined
        : 'jointly-responsible 没有牵头：lead 留空，responsible 至少两个部门'
    case 'lead-with-all':
      return lead.length > 0 ? undefined : 'lead-with-all 要写出 lead'
  }
}
