import type { Assignment, Case, Day, Task } from './case.ts'
import { type CaseEvent, eventIn } from './case-event.ts'
import { decides, isLive } from './transitions.ts'

/** What a department is told of. What it says itself is at the desk. */
export const departmentNoticeTypes = [
  'task.new',
  'task.urgent',
  'task.ruled',
  'task.returned',
  'task.again',
  'answer.arrived',
  'supplement.arrived',
  'case.withdrawn',
  'case.supervised',
  'task.half',
  'task.soon',
  'task.due',
  'task.overdue',
  'task.supervised',
  'decision.waiting',
  'meeting.called',
  'warning.raised',
] as const

export type DepartmentNoticeType = (typeof departmentNoticeTypes)[number]

/** One office, one thing that happened, and until when it must act. */
export interface OwedToOffice {
  /** The event it comes from, and for whom. */
  readonly id: string
  readonly type: DepartmentNoticeType
  readonly office: string
  readonly due?: Day
}

/** What events of a case owe to the offices that have it; of one kind each office hears once, with the nearest date. */
export function owedToOffices(about: Case, events: readonly CaseEvent[]): readonly OwedToOffice[] {
  const owed = new Map<string, OwedToOffice>()
  for (const event of events)
    for (const one of owedBy(about, event)) {
      const name = `${one.type} ${one.office}`
      const known = owed.get(name)
      const due = [known?.due, one.due].filter((day) => day !== undefined).toSorted()[0]
      owed.set(name, { ...(known ?? one), ...(due === undefined ? {} : { due }) })
    }
  return [...owed.values()]
}

function owedBy(about: Case, event: CaseEvent): readonly OwedToOffice[] {
  if (isUnheard(event)) return []
  const { id } = event
  const liveTasks = about.tasks.filter(isLive)
  switch (event.type) {
    case 'assigned': {
      const type = typeOf(about, event)
      return event.assignments.map((one) => owedFor({ id, type }, one))
    }
    case 'answered': {
      const asked = about.questions.find((question) => question.id === event.question)
      const task = about.tasks.find((one) => one.task === asked?.task)
      return whoReads(about, task).map((one) => owedFor({ id, type: 'answer.arrived' }, one))
    }
    case 'supplemented':
      return event.by.kind === 'reporter'
        ? liveTasks.map((task) => owedFor({ id, type: 'supplement.arrived' }, task))
        : []
    case 'withdrawn':
      return withdrawnFrom(about, event).map(({ office }) => ({
        id,
        office,
        type: 'case.withdrawn',
      }))
    case 'joined':
    case 'joined-heard':
      return liveTasks.map((task) => owedFor({ id, type: 'supplement.arrived' }, task))
    case 'unmerged':
      return liveTasks.map((task) => owedFor({ id, type: 'task.again' }, task))
    case 'supervised':
      return liveTasks.map((task) => owedFor({ id, type: 'case.supervised' }, task))
  }
}

/** Named one by one, so that whoever adds an event has to say whether offices hear of it. */
const unheard = [
  'filed',
  'acknowledged',
  'accepted',
  'declined',
  'returned',
  'noted',
  'asked',
  'taken',
  'handed-over',
  'let-go',
  'patrol-given',
  'patrolled',
  'penalty-added',
  'paused',
  'resumed',
  'extension-asked',
  'extended',
  'extension-refused',
  'recounted',
  'matters-set',
  'concluded',
  'made-anonymous',
  're-examination-requested',
  'rated',
  'closed',
  'masked',
  'unmasked',
  'redacted',
  'supervision-lifted',
  'suspected',
  'suspicion-cleared',
  'suspicion-referred',
  'review-asked',
  'reviewed',
  'review-sent-back',
  're-examination-granted',
  're-examination-refused',
  'merged',
  'parted',
  'transferred',
  'transfer-received',
  'transfer-proposed',
  'transfer-decided',
  'transfer-followed',
  'mediation-offered',
  'mediation-followed',
  'accused-cleared',
  'ethics-handed',
] as const satisfies readonly CaseEvent['type'][]

const isUnheard = eventIn(unheard)

/** Who asked; where another took the matter over, who leads it now. */
function whoReads({ tasks }: Case, asker: Task | undefined): readonly Task[] {
  if (!asker || isLive(asker)) return asker ? [asker] : []
  const now = tasks.filter((one) => one.matter === asker.matter && isLive(one) && decides(one.role))
  return now.length > 0 ? now : [asker]
}

type Assigned = Extract<CaseEvent, { readonly type: 'assigned' }>

function typeOf(about: Case, { ruling, explanation: { key } }: Assigned): DepartmentNoticeType {
  if (ruling) return 'task.ruled'
  if (key === 'returned') return 'task.returned'
  if (key === 're-examination') return 'task.again'
  return about.urgent && !about.acknowledgedAt ? 'task.urgent' : 'task.new'
}

const owedFor = (
  what: Pick<OwedToOffice, 'id' | 'type'>,
  { office, due }: Assignment | Task,
): OwedToOffice => ({ ...what, office, due: due.on })

/** The withdrawal itself ended their tasks. */
const withdrawnFrom = ({ tasks }: Case, { at }: CaseEvent): readonly Task[] =>
  tasks.filter((task) => task.state === 'cancelled' && task.at === at)
