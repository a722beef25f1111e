import type { Actor, Case, Danger, Due, Instant, Task } from './case.ts'
import type { OffenceCode } from './plan.ts'
import { decides, isLive } from './transitions.ts'

/** 并案: the case is handled within another one, and waits there for the outcome. */
export interface Merge {
  /** Number of the main case. */
  readonly into: string
  readonly reason: string
  readonly at: Instant
  readonly by: Actor
  /** What is given back when they are taken apart. */
  readonly before: Pick<Case, 'state' | 'tasks' | 'matters'>
  /** Offices with a part in the main case, where the shell has looked: they read this one too. */
  readonly offices?: readonly string[]
}

/** Until when a part of a merged case had to be done: the main case keeps the earliest. */
export interface JoinedDue {
  readonly offence: OffenceCode
  readonly stage: Stage
  readonly due: Due
}

/** What the limit of a part is for. */
type Stage = 'assign' | 'accept' | 'conclude'

/** A case that was merged into this one. */
export interface Joined {
  readonly number: string
  readonly reason: string
  readonly at: Instant
  readonly by: Actor
  readonly urgent: Danger | null
  /** It made this case urgent, which of itself was not. */
  readonly raises: boolean
  readonly dues: readonly JoinedDue[]
}

export type MergeEvent =
  | { readonly type: 'merged'; readonly into: string; readonly reason: string }
  | { readonly type: 'unmerged'; readonly reason: string }
  | {
      readonly type: 'joined'
      readonly number: string
      readonly reason: string
      readonly urgent: Danger | null
      readonly acknowledgedAt?: Instant
      readonly dues: readonly JoinedDue[]
    }
  | { readonly type: 'parted'; readonly number: string; readonly reason: string }
  /** The reporter of a merged case has told more; the words are in that case. */
  | { readonly type: 'joined-heard'; readonly number: string }

export type MergeCommand =
  /** `into`: the main case as it stands. */
  | { readonly type: 'merge'; readonly into: Case; readonly reason: string }
  | { readonly type: 'unmerge'; readonly reason: string }
  /** The other half of `merge`, on the main case; `other`: the case that is merged, before it is. */
  | { readonly type: 'join'; readonly other: Case; readonly reason: string }
  | { readonly type: 'part'; readonly number: string; readonly reason: string }
  | { readonly type: 'hear-joined'; readonly number: string }

function stageOf({ role, state }: Pick<Task, 'role' | 'state'>): Stage {
  if (state === 'accepted') return 'conclude'
  return role === 'intake' ? 'assign' : 'accept'
}

/** The days that a case brings with it; one whose count stands still has none. */
export function duesOf(about: Case): readonly JoinedDue[] {
  const own = about.tasks
    .filter((task) => isLive(task) && decides(task.role) && !task.pause)
    .map((task) => ({
      offence: about.matters.find(({ id }) => id === task.matter)?.offence ?? '',
      stage: stageOf(task),
      due: task.due,
    }))
  return [...own, ...(about.joined ?? []).flatMap(({ dues }) => dues)]
}

/**
 * A part with the earliest day of what was merged, for its own step; what it had of its own is kept beside it. A second
 * look has days of its own: those of what was merged were for the first.
 */
export function earliest(task: Task, about: Pick<Case, 'matters' | 'joined'>): Task {
  if (!isLive(task) || !decides(task.role) || task.round > 0) return task
  const offence = about.matters.find(({ id }) => id === task.matter)?.offence
  const [first] = (about.joined ?? [])
    .flatMap(({ dues }) => dues)
    .filter((one) => one.stage === stageOf(task) && concerns(one, offence, about))
    .map(({ due }) => due)
    .toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)))
  if (!first || first.on >= task.due.on) return task
  return { ...task, due: first, own: task.own ?? task.due }
}

/** Handled within another case, or put away together with it. */
export const within = ({ state, merge }: Pick<Case, 'state' | 'merge'>): Merge | undefined =>
  state === 'merged' || state === 'closed' ? merge : undefined

/** What the main case has no matter for counts for each of its matters. */
const concerns = (
  one: JoinedDue,
  offence: OffenceCode | undefined,
  { matters }: Pick<Case, 'matters'>,
): boolean => one.offence === offence || !matters.some((matter) => matter.offence === one.offence)

/** Matters of the main case that a merged one is about; where none is the same, all of them. */
export function sharedMatters(
  main: Pick<Case, 'matters'>,
  { matters }: Pick<Case, 'matters'>,
): ReadonlySet<string> {
  const offences = new Set(matters.map(({ offence }) => offence))
  const same = main.matters.filter(({ offence }) => offences.has(offence))
  return new Set((same.length > 0 ? same : main.matters).map(({ id }) => id))
}
