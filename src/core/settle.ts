import type { Case, Instant, Matter, Task } from './case.ts'
import { cancelled } from './evolve-task.ts'
import { caseState, matterState, outcomeOf } from './progress.ts'
import { isLive } from './transitions.ts'

/** What follows from the tasks: which matters are open, their outcomes, and the state of the case. */
export function settle(changed: Case, at: Instant): Case {
  const tasks = changed.tasks.map((task) => (isMoot(task, changed) ? cancelled(task, at) : task))
  const final = isFinal(changed.state)
  const matters = changed.matters.map((matter) => {
    const settled = settledMatter(matter, tasks)
    return final ? { ...settled, open: false } : settled
  })
  return { ...changed, tasks, matters, state: final ? changed.state : caseState(matters, tasks) }
}

/** Not by what its parts came to. */
const isFinal = (state: Case['state']): boolean =>
  state === 'withdrawn' || state === 'closed' || state === 'merged'

/** Who cooperates in a matter that nobody takes up has nothing to do. */
function isMoot(task: Task, changed: Case): boolean {
  return isLive(task) && matterState(task.matter, changed.tasks) === 'declined'
}

function settledMatter(matter: Matter, tasks: readonly Task[]): Matter {
  const { outcome: _before, ...rest } = matter
  const own = tasks.filter((task) => task.matter === matter.id)
  const outcome = outcomeOf(matter.id, tasks)
  const unheld = own.every((task) => task.state === 'returned' || task.state === 'cancelled')
  const open = unheld || own.some((task) => task.role === 'intake' && task.state === 'assigned')
  return { ...rest, open, ...(outcome ? { outcome } : {}) }
}
