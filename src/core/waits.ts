import type { Case, Task } from './case.ts'
import { isLive } from './transitions.ts'

/** Whom an office waits for with its part: before they have answered, it can hardly go on. */
export type WaitsFor = 'reporter' | 'pause' | 'extension'

export function whomFor(about: Pick<Case, 'questions'>, task: Task): WaitsFor | undefined {
  if (!isLive(task)) return undefined
  if (task.extension) return 'extension'
  if (task.pause) return 'pause'
  const asked = about.questions.some((one) => one.task === task.task && !one.answer)
  return asked ? 'reporter' : undefined
}
