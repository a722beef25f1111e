import { may, sees, type Officer } from './access.ts'
import type {
  Case,
  CaseState,
  Day,
  DeclineReason,
  Explanation,
  Facts,
  FiledMatter,
  Instant,
  Matter,
  Outcome,
  SourceKind,
  Standing,
  Task,
  TaskRole,
} from './case.ts'
import { dayOf, yearOf } from './clock.ts'
import type { AreaCode, ClauseId, DepartmentId, OffenceCode } from './plan.ts'
import { masked } from './masking.ts'
import type { Merge } from './merge.ts'
import { withOwnRequest, type Overseer, type ReExamination } from './re-examination.ts'
import { decides } from './transitions.ts'

/** What one department does in a matter, as the reporter may know it. */
export interface PartForReporter {
  readonly task: string
  readonly department: DepartmentId
  readonly role: TaskRole
  readonly clause?: ClauseId
  readonly state: Task['state']
  readonly dueOn: Day
  readonly provisional: boolean
  readonly reason?: DeclineReason
  readonly outcome?: Outcome
  readonly penalty?: string
  /** Written for the reporter; only of those who decide. */
  readonly text?: string
}

export interface MatterForReporter {
  readonly id: string
  readonly stream: FiledMatter['stream']
  readonly offence: OffenceCode
  readonly open: boolean
  readonly outcome?: Outcome
  readonly explanation: Explanation
  readonly parts: readonly PartForReporter[]
}

/** What stands behind number and passcode. The reporter's own words are not in it: a lost receipt tells no stranger what was said. */
export interface CaseForReporter {
  readonly number: string
  readonly area: AreaCode
  readonly state: CaseState
  readonly urgent: boolean
  readonly acknowledgedAt?: Instant
  readonly receivedAt: Instant
  readonly changedAt: Instant
  readonly matters: readonly MatterForReporter[]
  readonly questions: readonly {
    readonly id: string
    readonly text: string
    readonly askedAt: Instant
    readonly answered: boolean
  }[]
  readonly supplements: number
  readonly withdrawnAt?: Instant
  readonly reExaminationAt?: Instant
  /** Who decides on a second look and until when, and how it was decided; of a refusal why. */
  readonly again?: {
    readonly to?: Overseer
    readonly dueOn?: Day
    readonly granted?: boolean
    readonly text?: string
  }
}

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

/**
 * What the reporter sees: departments and clauses, never officers, offices' notes or other cases. `reader`: by which
 * number they know it, where theirs is handled within this one.
 */
export function discloseToReporter(given: Case, reader: string = given.number): CaseForReporter {
  const about = withOwnRequest(given, reader)
  const { number, area, state, receivedAt, changedAt, acknowledgedAt } = about
  return {
    number,
    area,
    state,
    receivedAt,
    changedAt,
    urgent: about.urgent !== null,
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt }),
    matters: about.matters.map((matter) => matterForReporter(matter, about.tasks)),
    questions: about.questions.map(({ id, text, askedAt, answer }) => ({
      id,
      text,
      askedAt,
      answered: answer !== undefined,
    })),
    supplements: about.supplements.length,
    ...(about.withdrawal ? { withdrawnAt: about.withdrawal.at } : {}),
    ...(about.reExamination
      ? { reExaminationAt: about.reExamination.at, again: againFor(about.reExamination) }
      : {}),
  }
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

/** What was said to the offices when it was granted is theirs. */
function againFor({ to, due, decision }: ReExamination): NonNullable<CaseForReporter['again']> {
  return {
    ...(to ? { to } : {}),
    ...(due ? { dueOn: due.on } : {}),
    ...(decision ? { granted: decision.granted } : {}),
    ...(decision?.granted === false ? { text: decision.text } : {}),
  }
}

function matterForReporter(matter: Matter, tasks: readonly Task[]): MatterForReporter {
  const { id, stream, offence, open, outcome, explanation } = matter
  return {
    id,
    stream,
    offence,
    open,
    ...(outcome ? { outcome } : {}),
    explanation: { key: explanation.key, facts: factsForReporter(explanation.facts) },
    parts: tasks
      .filter((task) => task.matter === id && isShown(task))
      .map((task) => partForReporter(task)),
  }
}

/** What departments settled among themselves is not the reporter's trouble. */
function isShown(task: Task): boolean {
  return task.state !== 'returned' && task.state !== 'cancelled'
}

function partForReporter(task: Task): PartForReporter {
  const { department, role, clause, state, due } = task
  return {
    task: task.task,
    department,
    role,
    state,
    dueOn: due.on,
    provisional: due.provisional,
    ...(clause === undefined ? {} : { clause }),
    ...(decides(role) ? endOf(task) : {}),
  }
}

function endOf(task: Task): Partial<PartForReporter> {
  if (task.state === 'declined') return { reason: task.reason, text: task.text }
  if (task.state !== 'concluded') return {}
  const { outcome, text, penalty } = task
  return { outcome, text, ...(penalty === undefined ? {} : { penalty }) }
}

/**
 * A precedent's number is another reporter's case; what the words spoke for repeats what was said; whom the plan passes
 * over is the offices' affair.
 */
function factsForReporter(facts: Explanation['facts']): Explanation['facts'] {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !forOfficers.has(name)))
}

const forOfficers: ReadonlySet<string> = new Set([
  'precedent',
  'ruledOn',
  'keyword',
  'words',
  'score',
  'rivals',
  'reason',
  'passedOver',
  'untold',
])

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
