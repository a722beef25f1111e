import type { Case, Task } from './case.ts'
import { type CaseEvent, type EventOf, eventIn } from './case-event.ts'
import { taskOf } from './progress.ts'
import type { EndWords } from './review.ts'
import { decides } from './transitions.ts'

/** Something the reporter must be told. What a lock screen shows of it is never more than that there is news. */
export interface Notice {
  /** From the event's id: the same event never owes two. */
  readonly id: string
  readonly event: string
  readonly kind:
    | 'accepted'
    | 'declined'
    | 'question'
    | 'concluded'
    | 'referred'
    | 'acknowledged'
    | 'withdrawn'
    | 'paused'
    | 'extended'
    | 'penalty'
    | 'again-granted'
    | 'again-refused'
    /** Of no event: some days after the conclusion the reporter is asked what they think of it. */
    | 'rating'
    /** `text` says it all, or `about` which words do. */
    | 'other'
  /** Number, matter and offence, department and clause, dates, and the words written for the reporter as `text`. */
  readonly facts: Readonly<Record<string, string>>
}

/** What the reporter would be told if a draft left as it stands. */
export function draftNotice(about: InPart, words: EndWords): Notice | undefined {
  const task = taskOf(about, words.task)
  const kind = words.type === 'conclude' ? 'concluded' : 'declined'
  const facts = { number: about.number, ...factsOf(about, task), ...saidIn(words) }
  return task ? { id: 'draft', event: 'draft', kind, facts } : undefined
}

type InPart = Pick<Case, 'number' | 'tasks' | 'matters'>

const saidIn = (words: EndWords): Notice['facts'] =>
  words.type === 'conclude' ? concludedFacts(words) : { reason: words.reason, text: words.text }

const concludedFacts = ({
  outcome,
  text,
  penalty,
}: Pick<EventOf<'concluded'>, 'outcome' | 'text' | 'penalty'>): Notice['facts'] => ({
  outcome,
  text,
  ...(penalty === undefined ? {} : { penalty }),
})

type Told = Pick<Notice, 'kind' | 'facts'>

/** What the reporter is owed for these events of the case. Cooperating offices and working notes owe nothing. */
export function noticesOwed(about: Case, events: readonly CaseEvent[]): Notice[] {
  const once = new Map<string, Notice>()
  for (const event of events) {
    const told = tell(about, event)
    if (!told) continue
    const facts = { number: about.number, ...told.facts }
    once.set(event.id, { id: `${event.id}/notice`, event: event.id, kind: told.kind, facts })
  }
  return [...once.values()]
}

function tell(about: Case, event: CaseEvent): Told | undefined {
  if (isUntold(event)) return undefined
  switch (event.type) {
    case 'accepted':
    case 'declined':
    case 'concluded':
    case 'penalty-added':
    case 'paused':
    case 'extended':
    case 'transferred':
      return tellOfPart(about, event)
    case 'asked': {
      const task = taskOf(about, event.task)
      const facts = { question: event.question, text: event.text }
      return { kind: 'question', facts: { ...factsOf(about, task), ...facts } }
    }
    case 'assigned':
      return event.ruling ? referred(about, event) : undefined
    case 'acknowledged':
    case 'withdrawn':
      return { kind: event.type, facts: {} }
    case 're-examination-granted':
      return { kind: 'again-granted', facts: factsOf(about, lookingAgain(about)) }
    case 're-examination-refused':
      return { kind: 'again-refused', facts: { text: event.text } }
    case 'transfer-followed':
      return event.reopened ? goesOn(about, event.transfer) : undefined
    case 'merged':
    case 'unmerged':
      return { kind: 'other', facts: { about: event.type } }
    case 'matters-set':
      return event.separated ? separated(about, event.separated.matter) : undefined
  }
}

type OfPart = EventOf<
  'accepted' | 'declined' | 'concluded' | 'penalty-added' | 'paused' | 'extended' | 'transferred'
>

/** What happened to one office's part, where it is one that decides. */
function tellOfPart(about: Case, event: OfPart): Told | undefined {
  switch (event.type) {
    case 'accepted':
      return ofTask(about, event.task, 'accepted', { dueOn: event.due.on, limit: event.due.limit })
    case 'declined':
      return ofTask(about, event.task, 'declined', { reason: event.reason, text: event.text })
    case 'concluded':
      return ofTask(about, event.task, 'concluded', concludedFacts(event))
    case 'penalty-added':
      return ofTask(about, event.task, 'penalty', { text: event.penalty })
    case 'paused':
      return ofTask(about, event.task, 'paused', { reason: event.reason })
    case 'extended':
      return ofTask(about, event.task, 'extended', { dueOn: event.due.on, text: event.text })
    case 'transferred':
      return ofTask(about, event.task, 'other', { about: 'transferred', organ: event.organ })
  }
}

/** The police did not file, so who had it goes on. */
function goesOn(about: Case, letter: string): Told | undefined {
  const part = about.transfers?.find(({ id }) => id === letter)?.task
  return part === undefined ? undefined : ofTask(about, part, 'other', { about: 'goes-on' })
}

/** Named one by one, so that whoever adds an event has to say whether the reporter hears of it. */
const untold = [
  'filed',
  'taken',
  'handed-over',
  'let-go',
  'patrol-given',
  'patrolled',
  'returned',
  'noted',
  'answered',
  'supplemented',
  'resumed',
  'extension-asked',
  'extension-refused',
  'recounted',
  'made-anonymous',
  're-examination-requested',
  'rated',
  'masked',
  'unmasked',
  'redacted',
  'closed',
  'supervised',
  'supervision-lifted',
  'suspected',
  'suspicion-cleared',
  'suspicion-referred',
  'review-asked',
  'reviewed',
  'review-sent-back',
  'joined',
  'parted',
  'joined-heard',
  'transfer-received',
  'transfer-proposed',
  'transfer-decided',
  'mediation-offered',
  'mediation-followed',
  'accused-cleared',
  'ethics-handed',
] as const satisfies readonly CaseEvent['type'][]

const isUntold = eventIn(untold)

/** The first part that was given out for the second look. */
const lookingAgain = ({ tasks }: Case): Task | undefined =>
  tasks.find(({ round, role }) => round > 0 && decides(role))

function ofTask(
  about: Case,
  id: string,
  kind: Notice['kind'],
  facts: Notice['facts'],
): Told | undefined {
  const task = taskOf(about, id)
  if (!task || !decides(task.role)) return undefined
  return { kind, facts: { ...factsOf(about, task), ...facts } }
}

/** Only the leads are named: who decides is what the reporter needs to know. */
function referred(
  about: Case,
  event: Extract<CaseEvent, { readonly type: 'assigned' }>,
): Told | undefined {
  const leads = event.assignments.filter(({ role }) => role === 'lead' || role === 'co-lead')
  if (leads.length === 0) return undefined
  const offence = about.matters.find(({ id }) => id === event.matter)?.offence
  return {
    kind: 'referred',
    facts: {
      matter: event.matter,
      ...(offence === undefined ? {} : { offence }),
      department: leads.map(({ department }) => department).join(','),
    },
  }
}

/** What it is and who has it now. */
function separated(about: Case, matter: string): Told {
  const offence = about.matters.find(({ id }) => id === matter)?.offence ?? ''
  const part = about.tasks.find((one) => one.matter === matter && decides(one.role))
  return { kind: 'other', facts: { ...factsOf(about, part), about: 'separated', matter, offence } }
}

function factsOf(about: Pick<Case, 'matters'>, task: Task | undefined): Notice['facts'] {
  if (!task) return {}
  const offence = about.matters.find(({ id }) => id === task.matter)?.offence
  return {
    task: task.task,
    matter: task.matter,
    department: task.department,
    ...(offence === undefined ? {} : { offence }),
    ...(task.clause === undefined ? {} : { clause: task.clause }),
  }
}
