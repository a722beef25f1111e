import type { CaseState, Task } from './case.ts'
import type { CaseEvent } from './case-event.ts'

/** A step from one state to another, and what makes it. */
export interface Arrow<State extends string> {
  readonly from: State
  readonly by: CaseEvent['type']
  readonly to: State
}

type TaskState = Task['state']

const task = (from: TaskState, by: CaseEvent['type'], to: TaskState): Arrow<TaskState> => ({
  from,
  by,
  to,
})

/** Every way in which one office's part moves on. What else happens to it leaves it where it is. */
export const taskArrows: readonly Arrow<TaskState>[] = [
  task('assigned', 'accepted', 'accepted'),
  task('assigned', 'declined', 'declined'),
  task('assigned', 'returned', 'returned'),
  task('assigned', 'concluded', 'concluded'),
  task('accepted', 'concluded', 'concluded'),
  // Another office gets the matter, or nobody needs this part any more.
  task('assigned', 'assigned', 'cancelled'),
  task('assigned', 'declined', 'cancelled'),
  task('assigned', 'matters-set', 'cancelled'),
  task('assigned', 'withdrawn', 'cancelled'),
  task('assigned', 'closed', 'cancelled'),
  task('accepted', 'assigned', 'cancelled'),
  task('accepted', 'declined', 'cancelled'),
  task('accepted', 'withdrawn', 'cancelled'),
  task('accepted', 'closed', 'cancelled'),
  // Handled within another case, and no longer.
  task('assigned', 'merged', 'cancelled'),
  task('accepted', 'merged', 'cancelled'),
  task('cancelled', 'unmerged', 'assigned'),
  task('cancelled', 'unmerged', 'accepted'),
]

const step = (from: CaseState, by: CaseEvent['type'], to: CaseState): Arrow<CaseState> => ({
  from,
  by,
  to,
})

/** Every way in which a case moves on: its state follows from the parts that decide its matters. */
export const caseArrows: readonly Arrow<CaseState>[] = [
  step('received', 'accepted', 'accepted'),
  step('received', 'concluded', 'accepted'),
  step('received', 'concluded', 'concluded'),
  step('received', 'declined', 'concluded'),
  step('received', 'declined', 'declined'),
  step('received', 'matters-set', 'declined'),
  step('received', 'returned', 'declined'),
  step('received', 'withdrawn', 'withdrawn'),
  step('accepted', 'concluded', 'concluded'),
  step('accepted', 'declined', 'concluded'),
  step('accepted', 'matters-set', 'concluded'),
  step('accepted', 'returned', 'concluded'),
  step('accepted', 'withdrawn', 'withdrawn'),
  // A second look, or another way for a matter that was given out.
  step('accepted', 'assigned', 'received'),
  step('declined', 'assigned', 'received'),
  step('concluded', 'assigned', 'received'),
  step('concluded', 'assigned', 'accepted'),
  step('declined', 'closed', 'closed'),
  step('concluded', 'closed', 'closed'),
  step('withdrawn', 'closed', 'closed'),
  step('received', 'merged', 'merged'),
  step('accepted', 'merged', 'merged'),
  step('merged', 'unmerged', 'received'),
  step('merged', 'unmerged', 'accepted'),
  step('merged', 'withdrawn', 'withdrawn'),
  step('merged', 'closed', 'closed'),
]
