import { may, sees, type Officer } from './access.ts'
import type {
  Case,
  CaseState,
  Facts,
  Instant,
  Matter,
  Outcome,
  SourceKind,
  Standing,
  Task,
} from './case.ts'
import { dayOf, yearOf } from './clock.ts'
import { masked } from './masking.ts'
import type { Merge } from './merge.ts'
import type { AreaCode, OffenceCode } from './plan.ts'

/** The file as an office reads it: all that the reporter gave, nothing of who the reporter is. */
export interface CaseForOfficer {
  readonly number: string
  readonly area: AreaCode
  readonly state: CaseState
  readonly version: number
  readonly urgent: Case['urgent']
  readonly acknowledgedAt?: Instant
  readonly receivedAt: Instant
  readonly changedAt: Instant
  /** Named or not decides what the law wants told; the name is not here. */
  readonly standing: Standing
  readonly wantsReward: boolean
  /** Only for the intake office and supervisors: in a small place a deputy is soon recognised. */
  readonly source?: SourceKind
  readonly facts: Facts
  readonly matters: readonly Matter[]
  readonly tasks: readonly Task[]
  readonly questions: Case['questions']
  readonly supplements: Case['supplements']
  readonly notes: Case['notes']
  readonly withdrawal?: Case['withdrawal']
  readonly reExamination?: Case['reExamination']
  readonly rating?: Case['rating']
  readonly supervision?: Case['supervision']
  readonly merge?: Pick<Merge, 'into' | 'reason' | 'at' | 'by'>
  readonly joined?: Case['joined']
  readonly patrols?: Case['patrols']
  readonly transfers?: Case['transfers']
  readonly proposals?: Case['proposals']
  readonly mediations?: Case['mediations']
  readonly clearings?: Case['clearings']
  readonly ethics?: Case['ethics']
  /** For the intake office, supervisors and reward officers alone. */
  readonly suspicion?: Case['suspicion']
}

/** What anybody may see, and only when it is over. No place, no words, no day. */
export interface CaseForPublic {
  readonly number: string
  readonly area: AreaCode
  readonly year: number
  readonly matters: readonly { readonly offence: OffenceCode; readonly outcome: Outcome }[]
}

/** What an officer sees, if the case is theirs to see. */
export function discloseToOfficer(given: Case, officer: Officer): CaseForOfficer | undefined {
  if (!sees(officer, given)) return undefined
  const about = masked(given)
  const { number, area, state, version, urgent, receivedAt, changedAt, acknowledgedAt } = about
  const { standing, wantsReward, matters, tasks, questions, supplements, notes } = about
  const seesSource = officer.role === 'intake' || officer.role === 'supervisor'
  return {
    number,
    area,
    state,
    version,
    urgent,
    receivedAt,
    changedAt,
    standing,
    wantsReward,
    matters,
    tasks: tasks.map((task) => draftFor(officer, task)),
    questions,
    supplements,
    notes,
    facts: factsForOfficer(about.facts),
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt }),
    ...(seesSource ? { source: about.source } : {}),
    ...(about.withdrawal ? { withdrawal: about.withdrawal } : {}),
    ...(about.reExamination ? { reExamination: about.reExamination } : {}),
    ...(about.rating ? { rating: about.rating } : {}),
    ...(about.supervision ? { supervision: about.supervision } : {}),
    ...(about.merge ? { merge: whereTo(about.merge) } : {}),
    ...(about.joined ? { joined: about.joined } : {}),
    ...(about.patrols ? { patrols: about.patrols } : {}),
    ...(about.transfers ? { transfers: about.transfers } : {}),
    ...(about.proposals ? { proposals: about.proposals } : {}),
    ...(about.mediations ? { mediations: about.mediations } : {}),
    ...(about.clearings ? { clearings: about.clearings } : {}),
    ...(about.ethics ? { ethics: about.ethics } : {}),
    ...(about.suspicion && may(officer, 'see-suspicion').ok ? { suspicion: about.suspicion } : {}),
  }
}

/** What it was before it was merged is kept for its return alone: drafts stand in it. */
const whereTo = ({ into, reason, at, by }: Merge): NonNullable<CaseForOfficer['merge']> => ({
  into,
  reason,
  at,
  by,
})

/** A draft is for the office that writes it and for supervisors; nobody else learns that there is one. */
export function draftFor<T extends Pick<Task, 'office' | 'draft'>>(officer: Officer, task: T): T {
  if (!task.draft || officer.office === task.office || officer.role === 'supervisor') return task
  const { draft: _theirs, ...rest } = task
  return rest as T
}

/** What the public sees: nothing before every matter is concluded, then offences and outcomes. */
export function discloseToPublic(about: Case): CaseForPublic | undefined {
  const over = about.state === 'concluded' || about.state === 'closed'
  if (!over || about.withdrawal) return undefined
  const matters = about.matters.flatMap(({ offence, outcome }) =>
    outcome ? [{ offence, outcome }] : [],
  )
  if (matters.length === 0) return undefined
  const { number, area, receivedAt } = about
  return { number, area, year: yearOf(dayOf(receivedAt)), matters }
}

function factsForOfficer(facts: Facts): Facts {
  const { what, where, who, when, ongoing, elsewhere, evidence } = facts
  return {
    what,
    where,
    evidence,
    ...(who === undefined ? {} : { who }),
    ...(when === undefined ? {} : { when }),
    ...(ongoing === undefined ? {} : { ongoing }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  }
}
