import type { Case, Day, Instant, Task } from './case.ts'
import { dayOf } from './clock.ts'
import type { DepartmentId } from './plan.ts'

/** One department's part, as a partner's machine may know it. */
interface ChangedTask {
  readonly department: DepartmentId
  readonly role: Task['role']
  readonly clause: string | null
  readonly state: Task['state']
  readonly dueOn: Day
  readonly endedOn: Day | null
  readonly outcome: string | null
  /** Why it was not accepted: a code. */
  readonly reason: string | null
  /** Number of the penalty decision. */
  readonly penalty: string | null
}

interface ChangedMatter {
  readonly matter: string
  readonly offence: string
  readonly outcome: string | null
  readonly tasks: readonly ChangedTask[]
}

/** A case as a partner's machine may know it: numbers, codes and days; nothing of who told it, nor a word of what. */
export interface CaseChange {
  readonly number: string
  readonly area: string
  readonly version: number
  readonly state: string
  readonly receivedOn: Day
  readonly changedOn: Day
  readonly matters: readonly ChangedMatter[]
}

/** What is left of a case that was let go: whoever keeps a copy lets it go as well. */
export interface ErasedCase {
  readonly number: string
  readonly area: string
  readonly state: 'erased'
}

/** What the departments wrote for the reporter at the end; only to partners that were granted it. */
export interface ChangedText {
  readonly matter: string
  readonly department: DepartmentId
  readonly text: string
}

/** Whether a partner may know of a case. Of one that accuses somebody no machine hears: who reads there may be accused. */
export function mayKnow(
  { matters, tasks }: Pick<Case, 'matters' | 'tasks'>,
  departments: readonly DepartmentId[],
): boolean {
  if (matters.some(({ stream, accused }) => stream === 'accusation' || accused)) return false
  return (
    departments.length === 0 || tasks.some(({ department }) => departments.includes(department))
  )
}

/** What a partner may know of it; `departments`: its own alone, none: those of the whole area. */
export function changeOf(about: Case, departments: readonly DepartmentId[]): CaseChange {
  const tasks = about.tasks.filter((task) => isOf(task, departments))
  const matters = about.matters.map(({ id, offence, outcome }) => ({
    matter: id,
    offence,
    outcome: outcome ?? null,
    tasks: tasks.filter(({ matter }) => matter === id).map(taskOf),
  }))
  return {
    number: about.number,
    area: about.area,
    version: about.version,
    state: about.state,
    receivedOn: dayOf(about.receivedAt),
    changedOn: dayOf(about.changedAt),
    matters: matters.filter(({ tasks: own }) => departments.length === 0 || own.length > 0),
  }
}

const isOf = ({ department }: Task, departments: readonly DepartmentId[]): boolean =>
  departments.length === 0 || departments.includes(department)

function taskOf(task: Task): ChangedTask {
  const { department, role, clause, state, due } = task
  const ended: Instant | undefined = 'at' in task ? task.at : undefined
  const isOver = state === 'concluded'
  return {
    department,
    role,
    clause: clause ?? null,
    state,
    dueOn: due.on,
    endedOn: ended === undefined ? null : dayOf(ended),
    outcome: isOver ? task.outcome : null,
    reason: state === 'declined' ? task.reason : null,
    penalty: isOver ? (task.penalty ?? null) : null,
  }
}

export const textsOf = (
  { tasks }: Pick<Case, 'tasks'>,
  departments: readonly DepartmentId[],
): readonly ChangedText[] =>
  tasks.flatMap((task) =>
    isOf(task, departments) && (task.state === 'declined' || task.state === 'concluded')
      ? [{ matter: task.matter, department: task.department, text: task.text }]
      : [],
  )

/** Whether a partner would see any difference; when it happened is none. */
export const isSameChange = (one: CaseChange, other: CaseChange): boolean =>
  bare(one) === bare(other)

const bare = ({ version: _, changedOn: __, ...rest }: CaseChange): string => JSON.stringify(rest)

/** How many messages on one case may wait for an earlier one. */
const mostHeld = 20

/** Where a message stands among those of its partner on its case. */
interface Queue {
  /** The highest that was taken; 0: none. */
  readonly last: number
  readonly held: readonly number[]
}

/** `next`: taken now. `held`: an earlier one has not come. `late`: one at or after it was taken. `far`: too many are missing. */
export function placeIn({ last, held }: Queue, serial: number): 'next' | 'held' | 'late' | 'far' {
  if (serial <= last) return 'late'
  if (serial === last + 1) return 'next'
  if (held.includes(serial)) return 'late'
  return serial > last + mostHeld || held.length >= mostHeld ? 'far' : 'held'
}

/** Those that waited and can be taken now that `last` was. */
export function freed(last: number, held: readonly number[]): readonly number[] {
  const free: number[] = []
  while (held.includes(last + free.length + 1)) free.push(last + free.length + 1)
  return free
}

/** Two clocks may differ by so much. */
const skew = 5 * 60_000

export const isInTime = (sentAt: Instant, now: Instant): boolean => Math.abs(now - sentAt) <= skew
