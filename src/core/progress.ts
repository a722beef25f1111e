import type { Case, CaseState, Matter, Outcome, Task } from './case.ts'
import { decides } from './transitions.ts'

/** Where one matter stands, by the tasks that decide it. */
export type MatterState = 'received' | 'accepted' | 'declined' | 'concluded'

/**
 * Returned and cancelled tasks decide nothing. A re-examination begins a new round that alone decides, unless it is
 * declined throughout: then the earlier result stands.
 */
function decidingTasks(matter: string, tasks: readonly Task[]): readonly Task[] {
  const deciding = tasks.filter(
    (task) =>
      task.matter === matter &&
      decides(task.role) &&
      task.state !== 'returned' &&
      task.state !== 'cancelled',
  )
  const rounds = [...new Set(deciding.map(({ round }) => round))].toSorted((a, b) => b - a)
  const byRound = rounds.map((round) => deciding.filter((task) => task.round === round))
  return (
    byRound.find((round) => round.some(({ state }) => state !== 'declined')) ?? byRound[0] ?? []
  )
}

/** The state of a matter. */
export function matterState(matter: string, tasks: readonly Task[]): MatterState {
  const states = decidingTasks(matter, tasks).map(({ state }) => state)
  if (states.length === 0) return 'received'
  if (states.every((state) => state === 'declined')) return 'declined'
  if (states.every((state) => state === 'declined' || state === 'concluded')) return 'concluded'
  return states.some((state) => state === 'accepted' || state === 'concluded')
    ? 'accepted'
    : 'received'
}

/**
 * Whether the intake office may give a matter out: nobody has it, or only a precedent gave it to somebody, who has not
 * taken it up yet. So a ruling is overruled before anybody has worked by it.
 */
export function mayBeRuled({ tasks }: Pick<Case, 'tasks'>, matter: Matter): boolean {
  if (matter.open) return true
  const own = tasks.filter((task) => task.matter === matter.id && task.state !== 'cancelled')
  return matter.explanation.key === 'precedent' && own.every(({ state }) => state === 'assigned')
}

/** The state of a case that is neither withdrawn nor closed. */
export function caseState(matters: readonly Matter[], tasks: readonly Task[]): CaseState {
  const states = matters.map(({ id }) => matterState(id, tasks))
  if (states.length === 0) return 'received'
  if (states.every((state) => state === 'declined')) return 'declined'
  if (states.every((state) => state === 'declined' || state === 'concluded')) return 'concluded'
  return states.some((state) => state === 'accepted' || state === 'concluded')
    ? 'accepted'
    : 'received'
}

/** The outcome of a concluded matter: where leads differ, what one of them found is found in part. */
export function outcomeOf(matter: string, tasks: readonly Task[]): Outcome | undefined {
  if (matterState(matter, tasks) !== 'concluded') return undefined
  const outcomes = decidingTasks(matter, tasks).flatMap((task) =>
    task.state === 'concluded' ? [task.outcome] : [],
  )
  if (new Set(outcomes).size === 1) return outcomes[0]
  const found = outcomes.some((outcome) => outcome === 'substantiated' || outcome === 'partly')
  return found ? 'partly' : weightiest.find((outcome) => outcomes.includes(outcome))
}

const weightiest: readonly Outcome[] = [
  'substantiated',
  'partly',
  'transferred-to-police',
  'transferred-to-discipline',
  'mediated',
  'answered',
  'unfounded',
  'unverifiable',
]

/** A task of the case, by its id. */
export function taskOf(about: Pick<Case, 'tasks'>, task: string): Task | undefined {
  return about.tasks.find((one) => one.task === task)
}
