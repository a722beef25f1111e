import type { Case, Task } from './case.ts'
import type { Context } from './command.ts'
import { taskOf } from './progress.ts'
import { ok, refuse, type Result } from './result.ts'
import { roleTable, taskTable, type TaskCommand } from './transitions.ts'

/** The task of the officer's own office, if this may be done with it as it stands. */
export function taskFor(
  about: Case,
  command: { readonly type: TaskCommand; readonly task: string },
  context: Context,
): Result<Task> {
  const task = taskOf(about, command.task)
  if (!task) return refuse('task-unknown')
  if (context.by.kind !== 'officer' || context.by.office !== task.office) {
    return refuse('task-not-yours')
  }
  const byRole = roleTable[task.role][command.type]
  if (byRole !== 'yes') return refuse(byRole)
  const byState = taskTable[task.state][command.type]
  return byState === 'yes' || concludesAtOnce(task, command.type) ? ok(task) : refuse(byState)
}

/** A task, whosever it is. */
export function anyTask(about: Case, id: string): Result<Task> {
  const task = taskOf(about, id)
  return task ? ok(task) : refuse('task-unknown')
}

/** The intake office does not accept before it answers or hands over. */
function concludesAtOnce(task: Task, command: TaskCommand): boolean {
  return (
    task.role === 'intake' &&
    task.state === 'assigned' &&
    (command === 'conclude' || command === 'transfer' || command === 'propose-transfer')
  )
}
