import type {
  Case,
  CaseState,
  Day,
  DeclineReason,
  Explanation,
  FiledMatter,
  Instant,
  Matter,
  Outcome,
  Task,
  TaskRole,
} from './case.ts'
import type { AreaCode, ClauseId, DepartmentId, OffenceCode } from './plan.ts'
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
