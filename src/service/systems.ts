import type { AreaCode, Plan, PlanSystem } from '#core/plan.ts'
import type { SystemKind } from '#core/systems.ts'
import type { World } from './world.ts'

/** One system that a plan asks for: where, what it wants, and what serves it here. */
export interface SystemRow extends Required<PlanSystem> {
  readonly heading: string
  readonly kind: SystemKind
}

export interface SystemList {
  readonly plan: Plan
  readonly rows: readonly SystemRow[]
  /** Kinds of systems that other plans ask for and this one does not. */
  readonly unasked: readonly SystemKind[]
}

/** 方案要什么、这里在哪里办, in the order of the plan. What an older release kept has no such list. */
export function systemsOf({ packs }: Pick<World, 'packs'>, area: AreaCode): SystemList | undefined {
  const plan = packs.areas.get(area)?.plan
  if (!plan) return undefined
  const kinds = new Map((packs.systems ?? []).map((kind) => [kind.id, kind]))
  const headings = new Map(
    [...plan.clauses, ...(plan.sections ?? [])].map(({ clause, heading }) => [clause, heading]),
  )
  const rows = plan.systems.flatMap(({ id, clause, asks = '' }) => {
    const kind = kinds.get(id)
    return kind ? [{ id, clause, asks, heading: headings.get(clause) ?? '', kind }] : []
  })
  const asked = new Set(rows.map(({ id }) => id))
  return { plan, rows, unasked: [...kinds.values()].filter(({ id }) => !asked.has(id)) }
}

/** The clause of an area's plan under which it asks for a kind of system; undefined: it asks for none of the kind. */
export const clauseOfSystem = (
  world: Pick<World, 'packs'>,
  area: AreaCode,
  kind: string,
): PlanSystem | undefined => world.packs.areas.get(area)?.plan.systems.find(({ id }) => id === kind)
