import type { Assignment, Case, Instant, Matter, Task } from './case.ts'
import type { CaseEvent, EventOf } from './case-event.ts'
import { held } from './holder.ts'
import { wordsIn } from './masking.ts'
import { patrolGiven, patrolled } from './patrol.ts'
import { rated } from './rating.ts'
import { cancelled, clocked, moved, penalised } from './evolve-task.ts'
import { joined, merged, parted, unmerged } from './evolve-merge.ts'
import { decided, followed, proposed } from './evolve-crime.ts'
import { received, transferred } from './evolve-transfer.ts'
import { cleared, ethicsHanded } from './ends-elsewhere.ts'
import { answered, asked, supplemented } from './evolve-words.ts'
import { mediationMoved, offered } from './mediation.ts'
import { earliest } from './merge.ts'
import { answeredRequest, endedBy, requestOf } from './re-examination.ts'
import { outdated, redrafted } from './review.ts'
import { settle } from './settle.ts'
import { isLive } from './transitions.ts'

type Changes = Partial<Case>

/** What a case is after one more event. It asks no questions: whoever made the event has asked them. */
export function evolve(before: Case | undefined, event: CaseEvent): Case {
  if (before === undefined) {
    if (event.type !== 'filed') throw new Error(`a case cannot begin with ${event.type}`)
    return filed(event)
  }
  if (event.type === 'filed') throw new Error('a case is filed only once')
  const version = before.version + 1
  if (isUnderSeal(event)) {
    const { suspicion: _before, ...rest } = before
    return { ...rest, version, ...suspicionOf(before, event) }
  }
  if (event.type === 'supervision-lifted') {
    const { supervision: _over, ...rest } = before
    return { ...rest, version }
  }
  if (event.type === 'unmerged' || event.type === 'parted') {
    const apart = event.type === 'parted' ? parted(before, event) : unmerged(before)
    return settle({ ...apart, version, changedAt: event.at }, event.at)
  }
  const its = changesOf(before, event)
  const tasks = outdated(its.tasks ?? before.tasks, event)
  const changed = { ...before, ...its, tasks }
  const changedAt = handlesNothing(event) ? before.changedAt : event.at
  return settle({ ...changed, version, changedAt }, event.at)
}

/** Hiding words, counting days, drafting an answer, asking for more, watching over a case and rating it handle nothing: they move no date that a reporter reads. */
const handlesNothing = ({ type }: CaseEvent): boolean =>
  type === 'masked' ||
  type === 'unmasked' ||
  type === 'redacted' ||
  type === 'recounted' ||
  type === 'extension-asked' ||
  type === 'extension-refused' ||
  type === 'supervised' ||
  type === 'taken' ||
  type === 'handed-over' ||
  type === 'let-go' ||
  type === 'patrol-given' ||
  type === 'patrolled' ||
  type === 'rated' ||
  type === 'review-asked' ||
  type === 'reviewed' ||
  type === 'review-sent-back' ||
  type === 'joined' ||
  type === 'joined-heard' ||
  type === 'transfer-received' ||
  type === 'transfer-proposed' ||
  type === 'transfer-decided' ||
  type === 'mediation-followed' ||
  type === 'accused-cleared' ||
  type === 'ethics-handed'

/** What takes fields away, or makes the case. */
type Rebuilding = 'filed' | 'supervision-lifted' | 'unmerged' | 'parted'

type UnderSeal = EventOf<'suspected' | 'suspicion-cleared' | 'suspicion-referred'>

/** What only those may notice who may see a suspicion: it moves no date and no state. */
export function isUnderSeal(event: CaseEvent): event is UnderSeal {
  const { type } = event
  return type === 'suspected' || type === 'suspicion-cleared' || type === 'suspicion-referred'
}

/** A case from its whole history. */
export function fold(events: readonly CaseEvent[]): Case {
  const [first, ...later] = events
  if (first === undefined) throw new Error('a case has at least one event')
  return later.reduce<Case>(evolve, evolve(undefined, first))
}

function filed(event: EventOf<'filed'>): Case {
  const { number, area, source, channel, standing, urgent, wantsReward, facts, notice, at } = event
  const told = { number, area, source, channel, standing, urgent, wantsReward, facts, notice }
  return {
    ...told,
    receivedAt: at,
    matters: event.matters.map((matter) => ({ ...matter, ...unassigned })),
    tasks: [],
    questions: [],
    supplements: [],
    notes: [],
    masks: [],
    state: 'received',
    version: 1,
    changedAt: at,
  }
}

const unassigned = {
  explanation: { key: 'unknown-offence', facts: {} },
  open: true,
} as const

function suspicionOf(before: Case, event: UnderSeal): Pick<Case, 'suspicion'> {
  const { at, by } = event
  switch (event.type) {
    case 'suspected':
      return { suspicion: { reason: event.reason, at, by } }
    case 'suspicion-cleared':
      return {}
    case 'suspicion-referred': {
      const { organ, text } = event
      const { suspicion } = before
      return suspicion ? { suspicion: { ...suspicion, referred: { organ, text, at } } } : {}
    }
  }
}

type Changing = Exclude<CaseEvent['type'], UnderSeal['type'] | Rebuilding>

type Change<T extends Changing> = (before: Case, event: EventOf<T>) => Changes

const none = (): Changes => ({})

/** A part that its office took up or gave away; days of a merged case may come before its own. */
const tookUp: Change<'accepted' | 'returned'> = (before, event) => ({
  tasks: withTask(before.tasks, event.task, (task) => earliest(moved(task, event), before)),
})

const ended: Change<'declined' | 'concluded'> = (before, event) => ({
  tasks: withTask(before.tasks, event.task, (task) => moved(task, event)),
  endedBy: endedBy(before, event),
})

const drafted: Change<'review-asked' | 'review-sent-back'> = ({ tasks }, event) => ({
  tasks: withTask(tasks, event.task, (task) => redrafted(task, event)),
})

type ClockEvent = Parameters<typeof clocked>[1]['type']

const timed: Change<ClockEvent> = ({ tasks }, event) => ({
  tasks: withTask(tasks, event.task, (task) => clocked(task, event)),
})

const inHand: Change<'taken' | 'handed-over' | 'let-go'> = ({ tasks }, event) => ({
  tasks: withTask(tasks, event.task, (task) => held(task, event)),
})

/** What each event changes. */
const changes: {
  readonly [T in Changing]: (before: Case, event: EventOf<T>) => Changes
} = {
  assigned,
  'matters-set': mattersSet,
  acknowledged: (_before, { at }) => ({ acknowledgedAt: at }),
  accepted: tookUp,
  returned: tookUp,
  declined: ended,
  concluded: ended,
  'review-asked': drafted,
  'review-sent-back': drafted,
  reviewed: none,
  'joined-heard': none,
  redacted: none,
  merged,
  joined,
  transferred,
  'transfer-received': received,
  'transfer-proposed': proposed,
  'transfer-decided': decided,
  'transfer-followed': followed,
  'mediation-offered': offered,
  'mediation-followed': mediationMoved,
  'accused-cleared': cleared,
  'ethics-handed': ethicsHanded,
  paused: timed,
  resumed: timed,
  'extension-asked': timed,
  extended: timed,
  'extension-refused': timed,
  recounted: timed,
  taken: inHand,
  'handed-over': inHand,
  'let-go': inHand,
  'patrol-given': patrolGiven,
  patrolled,
  'penalty-added': ({ tasks }, event) => ({
    tasks: withTask(tasks, event.task, (task) => penalised(task, event)),
  }),
  noted: ({ notes }, { task, text, at, by }) => ({ notes: [...notes, { task, text, at, by }] }),
  asked: ({ questions }, event) => ({ questions: [...questions, asked(event)] }),
  answered: ({ questions }, event) => ({
    questions: questions.map((question) => answered(question, event)),
  }),
  supplemented,
  withdrawn: ({ tasks }, { reason, at }) => ({
    state: 'withdrawn',
    withdrawal: { reason, at },
    tasks: cancelAll(tasks, at),
  }),
  'made-anonymous': () => ({ standing: 'anonymous' }),
  're-examination-requested': (_before, event) => ({ reExamination: requestOf(event) }),
  're-examination-granted': (before, event) => withRequest(answeredRequest(before, event)),
  're-examination-refused': (before, event) => withRequest(answeredRequest(before, event)),
  rated: ({ rating }, event) => ({ rating: rated(rating, event, event.at) }),
  masked: (before, { id, at, by, reason, stretches }) => ({
    masks: [...before.masks, { id, at, by, reason, words: wordsIn(before, stretches) }],
  }),
  unmasked: ({ masks }, { mask }) => ({ masks: masks.filter(({ id }) => id !== mask) }),
  supervised: (_before, { reason, text, at, by }) => ({ supervision: { reason, text, at, by } }),
  closed: ({ tasks }, { at }) => ({ state: 'closed', tasks: cancelAll(tasks, at) }),
}

const changesOf = (before: Case, event: EventOf<Changing>): Changes =>
  (changes[event.type] as Change<Changing>)(before, event)

/** New tasks take the place of the intake office's, of what a precedent gave, and of what the same offices had in the matter. */
function assigned(before: Case, event: EventOf<'assigned'>): Changes {
  const ruled = event.ruling && before.matters.find(({ id }) => id === event.matter)
  const isOverruled = ruled?.explanation.key === 'precedent' && !event.replaces
  const offices = new Set(event.assignments.map(({ office }) => office))
  const kept = before.tasks.map((task) =>
    task.matter === event.matter &&
    isLive(task) &&
    (isOverruled ||
      task.role === 'intake' ||
      task.task === event.replaces ||
      offices.has(task.office))
      ? cancelled(task, event.at)
      : task,
  )
  const reExamination = answeredRequest(before, event)
  const round = reExamination?.decision?.granted ? 1 : 0
  const given = event.assignments.map((one) => earliest(taskFrom(one, event.matter, round), before))
  return {
    ...withRequest(reExamination),
    tasks: [...kept, ...given],
    matters: before.matters.map((matter) =>
      matter.id === event.matter ? explained(matter, event) : matter,
    ),
  }
}

function taskFrom(assignment: Assignment, matter: string, round: number): Task {
  return { ...assignment, matter, round, state: 'assigned' }
}

const withRequest = (reExamination: Case['reExamination']): Changes =>
  reExamination ? { reExamination } : {}

function explained(matter: Matter, event: EventOf<'assigned'>): Matter {
  const { explanation, ruling, at } = event
  return { ...matter, explanation, ...(ruling ? { ruling: { ...ruling, at } } : {}) }
}

/** A matter keeps its tasks if it keeps its id and offence; what is gone or became something else is nobody's. */
function mattersSet(before: Case, event: EventOf<'matters-set'>): Changes {
  const known = (id: string, offence: string, stream: string) =>
    before.matters.find((one) => one.id === id && one.offence === offence && one.stream === stream)
  const matters = event.matters.map((matter) => ({
    ...unassigned,
    ...known(matter.id, matter.offence, matter.stream),
    ...matter,
  }))
  const stays = new Set(
    event.matters.filter((one) => known(one.id, one.offence, one.stream)).map(({ id }) => id),
  )
  return {
    matters,
    tasks: before.tasks.map((task) =>
      stays.has(task.matter) || !isLive(task) ? task : cancelled(task, event.at),
    ),
  }
}

function withTask(
  tasks: readonly Task[],
  id: string,
  change: (task: Task) => Task,
): readonly Task[] {
  if (!tasks.some(({ task }) => task === id)) throw new Error('an event names an unknown task')
  return tasks.map((task) => (task.task === id ? change(task) : task))
}

function cancelAll(tasks: readonly Task[], at: Instant): readonly Task[] {
  return tasks.map((task) => (isLive(task) ? cancelled(task, at) : task))
}
