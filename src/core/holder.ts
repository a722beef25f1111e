import type { Actor, Case, Instant, Task } from './case.ts'
import type { CommandOf, Context, EventBody } from './command.ts'
import type { EventOf } from './case-event.ts'
import { taskOf } from './progress.ts'
import { ok, refuse, type Result } from './result.ts'
import { isLive } from './transitions.ts'
import { isBlank } from './words.ts'

/** Who of its office has taken a part in hand. The whole office sees it as before, and may act on it. */
export interface Holder {
  readonly officer: string
  readonly at: Instant
  /** Themselves, or who handed it to them. */
  readonly by: Actor
}

type Decision = Result<EventBody[]>

/** 认领. What a colleague has is asked for by handing over, so that both know. */
export function take(about: Case, command: CommandOf<'take'>, { by }: Context): Decision {
  const found = liveTask(about, command.task)
  if (!found.ok) return found
  const task = found.value
  if (by.kind !== 'officer' || by.office !== task.office) return refuse('task-not-yours')
  if (task.holder) return refuse('task-held')
  return ok([{ type: 'taken', task: task.task, officer: by.id }])
}

/** 转交, inside the office, with a note. */
export function handOver(about: Case, command: CommandOf<'hand-over'>): Decision {
  const found = liveTask(about, command.task)
  if (!found.ok) return found
  const { to, office, text } = command
  if (office !== found.value.office) return refuse('officer-not-there')
  if (found.value.holder?.officer === to) return refuse('task-held')
  if (isBlank(text)) return refuse('text-missing')
  return ok([{ type: 'handed-over', task: command.task, officer: to, text: text.trim() }])
}

/** 退回本单位待认领. By who has it, by who leads, or because who had it has left. */
export function letGo(about: Case, command: CommandOf<'let-go'>): Decision {
  const found = liveTask(about, command.task)
  if (!found.ok) return found
  return found.value.holder ? ok([{ type: 'let-go', task: command.task }]) : refuse('task-not-held')
}

function liveTask(about: Case, id: string): Result<Task> {
  const task = taskOf(about, id)
  if (!task) return refuse('task-unknown')
  return isLive(task) ? ok(task) : refuse('task-over')
}

/** A part after somebody took it, got it or gave it back. */
export function held(task: Task, event: EventOf<'taken' | 'handed-over' | 'let-go'>): Task {
  const { holder: _before, ...rest } = task
  if (event.type === 'let-go') return rest
  return { ...rest, holder: { officer: event.officer, at: event.at, by: event.by } }
}
