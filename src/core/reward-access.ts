import { closedTo, may, type Officer } from './access.ts'
import type { AreaCode, DepartmentId } from './plan.ts'

/** What of a reward decides who sees it. */
export interface SeenReward {
  readonly area: AreaCode
  readonly office: string
  /** Of a case that accuses officials: whom, or empty where nobody knows. */
  readonly accuses?: DepartmentId
}

/**
 * A reward shows itself to the office that has it, to finance and to supervisors of its area; never to anybody of the
 * department that the case accuses. It shows no more of the case than its number.
 */
export function seesReward(officer: Officer, { area, office, accuses }: SeenReward): boolean {
  if (officer.area !== area || !may(officer, 'see-rewards').ok) return false
  const { department, unnamed } = closedTo(officer)
  if (accuses !== undefined && (department.includes(accuses) || (accuses === '' && unnamed)))
    return false
  return seesAllRewards(officer) || officer.office === office
}

/** Whose list is of a whole area. */
export const seesAllRewards = ({ role, department }: Officer): boolean =>
  role === 'supervisor' || department === 'finance'
