import type { AreaCode, ClauseId, DepartmentId, Plan } from './plan.ts'

/** What a plan says about working with others: police, other departments, other areas, the public. */
export type CooperationKind =
  /** 行刑衔接. */
  | 'criminal-transfer'
  /** 联席会议. */
  | 'joint-conference'
  /** 重大案件会商. */
  | 'consultation'
  /** 联合执法. */
  | 'joint-enforcement'
  /** 异地交叉执法. */
  | 'cross-inspection'
  /** 澄清正名. */
  | 'clearing'
  /** 卫生监督协调员. */
  | 'coordinator'
  | 'industry-body'
  /** 人民调解. */
  | 'mediation'
  /** 派驻、赋权、委托. */
  | 'delegation'
  /** 人大代表、政协委员、媒体、社会监督员. */
  | 'observers'
  /** 医德考评. */
  | 'ethics'

/** A record of `cooperation.json`: which clause of an area's plan asks for it, in our own short words. */
export interface Cooperation {
  readonly area: AreaCode
  readonly id: CooperationKind
  readonly clause: ClauseId
  readonly asks: string
  /** Who calls it together, where the plan says so. */
  readonly convener?: DepartmentId
  /** Who belongs to it by name; absent: whom the clause names. */
  readonly members?: readonly DepartmentId[]
}

/** What that area's plan says of it; nothing where it does not speak of it. */
export const cooperationIn = (
  all: readonly Cooperation[] | undefined,
  area: AreaCode,
  kind: CooperationKind,
): Cooperation | undefined => all?.find((one) => one.area === area && one.id === kind)

/** Departments that the plan has in it, whoever calls it first. */
export function membersOf(plan: Plan, of: Cooperation): readonly DepartmentId[] {
  const clause = plan.clauses.find((one) => one.clause === of.clause)
  const named = clause ? [...clause.lead, ...clause.responsible, ...clause.cooperate] : []
  const convener = of.convener === undefined ? [] : [of.convener]
  return [...new Set([...convener, ...(of.members ?? named)])]
}
