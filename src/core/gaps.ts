import { candidates, leavesLeadOpen } from './allocate.ts'
import type { Clause, ClauseId, DepartmentId, Offence, OffenceCode, Plan, Reading } from './plan.ts'
import { route } from './route.ts'

/** An offence for which a plan names nobody (`silent`) or several without saying who leads (`open`). */
export interface OffenceGap {
  readonly offence: OffenceCode
  readonly kind: 'silent' | 'open'
  readonly clauses: readonly ClauseId[]
  /** Whom the plan names, or who is proposed where it names nobody. */
  readonly candidates: readonly DepartmentId[]
  /** Of those the ones whose business it is. */
  readonly concerned: readonly DepartmentId[]
  /** Why it is read so. */
  readonly reason: string
}

/** A clause that makes several lead by their duties, with those whose duty no paragraph of the plan describes. */
export interface ClauseGap {
  readonly clause: ClauseId
  readonly heading: string
  readonly asWritten: string
  readonly withoutDuty: readonly DepartmentId[]
}

interface Ground {
  readonly plan: Plan
  readonly reading: Reading
  readonly offences: ReadonlyMap<OffenceCode, Offence>
}

/** What a plan leaves to the intake office, offence by offence, before anything was ruled. */
export function offenceGaps(ground: Ground): readonly OffenceGap[] {
  return [...ground.offences.values()]
    .filter(({ handOver }) => handOver === undefined)
    .flatMap((offence) => gapOf(offence, ground) ?? [])
}

function gapOf(offence: Offence, ground: Ground): OffenceGap | undefined {
  const { code, stream = 'tip-off', concerns = [] } = offence
  const routing = route({ offence: code, stream }, { ...ground, precedents: [] })
  const isSilent = routing.basis === 'by-function'
  const isOpen = routing.explanation.key.startsWith('open')
  if (!isSilent && !isOpen) return undefined
  const { lead, responsible, proposed } = routing
  const named = proposed?.lead ?? (lead.length > 0 ? lead : responsible)
  return {
    offence: code,
    kind: isSilent ? 'silent' : 'open',
    clauses: routing.clauses.map(({ clause }) => clause),
    candidates: named,
    concerned: named.filter((id) => concerns.includes(id)),
    reason: ground.reading.entries.find((entry) => entry.offence === code)?.reason ?? '',
  }
}

/** Open clauses under which a report can fall, and whose share of them is nowhere written. */
export function clauseGaps({ clauses, duties }: Plan): readonly ClauseGap[] {
  const withDuty = new Set(duties.map(({ department }) => department))
  return clauses
    .filter(({ reportable, allocation }) => reportable && leavesLeadOpen(allocation))
    .map((clause: Clause) => ({
      clause: clause.clause,
      heading: clause.heading,
      asWritten: clause.asWritten,
      withoutDuty: candidates(clause).filter((id) => !withDuty.has(id)),
    }))
    .filter(({ withoutDuty }) => withoutDuty.length > 0)
}
