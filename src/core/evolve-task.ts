import type { Assignment, Instant, Task } from './case.ts'
import type { EventOf } from './case-event.ts'

/** The penalty decision came later: its number takes the place of the reason why there was none. */
export function penalised(task: Task, { penalty }: EventOf<'penalty-added'>): Task {
  if (task.state !== 'concluded') return task
  const { noPenaltyReason: _none, ...rest } = task
  return { ...rest, penalty }
}

type ClockEvent = EventOf<
  'paused' | 'resumed' | 'extension-asked' | 'extended' | 'extension-refused' | 'recounted'
>

/** What stops, lengthens or recounts a part's limit leaves its state as it is. */
export function clocked(task: Task, event: ClockEvent): Task {
  const { pause, extension, ...rest } = task
  switch (event.type) {
    case 'paused': {
      const { reason, document, at } = event
      return { ...task, pause: { reason, document, at } }
    }
    case 'resumed':
      return { ...rest, ...daysOf(event), ...(extension && { extension }) }
    case 'extension-asked':
      return { ...task, extension: { text: event.text, at: event.at, by: event.by } }
    case 'extended':
      return { ...rest, ...daysOf(event), ...(pause && { pause }) }
    case 'extension-refused':
      return { ...rest, ...(pause && { pause }) }
    case 'recounted':
      return { ...task, ...daysOf(event) }
  }
}

const daysOf = ({ due, own }: EventOf<'resumed' | 'extended' | 'recounted'>) => ({
  due,
  ...(own ? { own } : {}),
})

type TaskEvent = EventOf<'accepted' | 'declined' | 'returned' | 'concluded'>

/** A part after its office took it up, gave it away or ended it: pauses and open requests are over. */
export function moved(task: Task, event: TaskEvent): Task {
  const base = assignmentOf(task)
  switch (event.type) {
    case 'accepted': {
      const holder = task.holder ? { holder: task.holder } : {}
      return { ...base, ...holder, due: event.due, state: 'accepted', acceptedAt: event.at }
    }
    case 'declined':
      return { ...base, state: 'declined', reason: event.reason, text: event.text, at: event.at }
    case 'returned':
      return {
        ...base,
        state: 'returned',
        reason: event.reason,
        returnBasis: event.basis,
        at: event.at,
      }
    case 'concluded': {
      const { outcome, penalty, noPenaltyReason, text, at } = event
      return {
        ...base,
        state: 'concluded',
        outcome,
        text,
        at,
        ...(penalty === undefined ? {} : { penalty }),
        ...(noPenaltyReason === undefined ? {} : { noPenaltyReason }),
      }
    }
  }
}

/** A part that had ended is its office's again. */
export function reopened(task: Task, event: EventOf<'transfer-followed'>): Task {
  return event.reopened
    ? { ...assignmentOf(task), due: event.reopened, state: 'accepted', acceptedAt: event.at }
    : task
}

function assignmentOf(task: Task): Assignment & Pick<Task, 'matter' | 'round'> {
  const { office, department, role, clause, basis, due, matter, round } = task
  const common = { task: task.task, office, department, role, basis, due, matter, round }
  return {
    ...common,
    ...(clause === undefined ? {} : { clause }),
  }
}

/** A part that is nobody's any more. */
export function cancelled(task: Task, at: Instant): Task {
  return { ...assignmentOf(task), state: 'cancelled', at }
}
