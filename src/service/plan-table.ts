import type {
  Clause,
  ClauseId,
  DepartmentId,
  Offence,
  OffenceCode,
  Plan,
  ReadingEntry,
} from '#core/plan.ts'
import { route, type Routing } from '#core/route.ts'
import type { AreaPack } from '#packs/load.ts'

/** A department's part in an offence, as the table shows it. `either`: named beside others, and nobody said who leads. */
export type PlanPart =
  | 'lead'
  | 'co-lead'
  | 'either'
  | 'responsible'
  | 'cooperate'
  | 'proposed-lead'
  | 'proposed-cooperate'

export interface PlanCell {
  readonly department: DepartmentId
  readonly part: PlanPart
  readonly clause?: ClauseId
}

/** One offence under one plan: who has which part, by which clause. */
export interface PlanRow {
  readonly offence: Pick<Offence, 'code' | 'zh' | 'group'>
  readonly entry?: ReadingEntry
  readonly basis: Routing['basis']
  /** The intake office gives it out. */
  readonly open: boolean
  /** About officials: whoever the plan marks, it goes by the intake office. */
  readonly accusation: boolean
  readonly clauses: readonly ClauseId[]
  readonly cells: readonly PlanCell[]
}

/** What the plan, as it is read, makes of every offence that can be reported. */
export function planTable(
  pack: AreaPack,
  offences: ReadonlyMap<OffenceCode, Offence>,
): readonly PlanRow[] {
  return [...offences.values()]
    .filter(({ handOver }) => handOver === undefined)
    .map((offence) => planRow(pack, offences, offence))
}

/** The row of one offence. Words that would narrow it further are not asked for, and no precedent is. */
export function planRow(
  { plan, reading }: Pick<AreaPack, 'plan' | 'reading'>,
  offences: ReadonlyMap<OffenceCode, Offence>,
  { code, zh, group, stream }: Pick<Offence, 'code' | 'zh' | 'group' | 'stream'>,
): PlanRow {
  const ground = { plan, reading, offences, precedents: [] }
  const routing = route({ offence: code, stream: 'tip-off' }, ground)
  const entry = reading.entries.find(({ offence }) => offence === code)
  return {
    offence: { code, zh, group },
    ...(entry ? { entry } : {}),
    basis: routing.basis,
    open: routing.open,
    accusation: stream === 'accusation',
    clauses: routing.clauses.map(({ clause }) => clause),
    cells: cellsOf(routing, entry, plan),
  }
}

function cellsOf(
  routing: Routing,
  entry: ReadingEntry | undefined,
  plan: Plan,
): readonly PlanCell[] {
  const { lead, responsible, cooperate, proposed, open } = routing
  const leads = open ? 'either' : lead.length > 1 ? 'co-lead' : 'lead'
  const parts: readonly (readonly [PlanPart, readonly DepartmentId[]])[] = [
    [leads, lead],
    ['responsible', responsible],
    ['cooperate', cooperate],
    ['proposed-lead', proposed?.lead ?? []],
    ['proposed-cooperate', proposed?.cooperate ?? []],
  ]
  return parts.flatMap(([part, departments]) =>
    departments.map((department) => {
      const clause = clauseNaming(department, routing, { entry, plan })
      return { department, part, ...(clause === undefined ? {} : { clause }) }
    }),
  )
}

/** Of the clauses cited the first that names the department; one that only a duty names stands under that paragraph. */
function clauseNaming(
  department: DepartmentId,
  { clauses }: Routing,
  { entry, plan }: { readonly entry: ReadingEntry | undefined; readonly plan: Plan },
): ClauseId | undefined {
  const cited = clauses.flatMap(({ clause }) => plan.clauses.filter((one) => one.clause === clause))
  const named = cited.find((clause) => names(clause).includes(department))
  return named?.clause ?? entry?.narrowed?.byClause
}

const names = ({ lead, responsible, cooperate }: Clause): readonly DepartmentId[] => [
  ...lead,
  ...responsible,
  ...cooperate,
]
