import type { Actor, Case, Instant, Task } from './case.ts'
import type { CaseEvent, EventOf } from './case-event.ts'
import type { CommandOf } from './command.ts'
import { isLive } from './transitions.ts'

/** Words that would leave for the reporter: how an office ends its part, or why it does not take it up. */
export type EndWords = CommandOf<'conclude' | 'decline'>

/** An ending that waits for a second officer. Nobody but the office and who reviews it sees it. */
export interface Draft {
  readonly words: EndWords
  readonly by: Actor
  readonly at: Instant
  /** Something happened to the case since: who reviews it looks at that first. */
  readonly changedAt?: Instant
  readonly sentBack?: { readonly reason: string; readonly at: Instant; readonly by: Actor }
}

/** A draft and an officer who thinks of reviewing it. */
export type Reviewing = Pick<Draft, 'by'>

/** Nobody reviews their own words. */
export const isOwnDraft = ({ by }: Reviewing, reader: Actor): boolean =>
  by.kind === 'officer' && reader.kind === 'officer' && by.id === reader.id

/** Whether a draft waits for somebody: one that was sent back waits for its own office to write it anew. */
export const waitsForReview = (task: Task): boolean =>
  isLive(task) && task.draft !== undefined && task.draft.sentBack === undefined

/** A part after its ending was drafted, or sent back to who drafted it. */
export function redrafted(task: Task, event: EventOf<'review-asked' | 'review-sent-back'>): Task {
  const { at, by } = event
  if (event.type === 'review-asked') return { ...task, draft: { words: event.draft, at, by } }
  if (!task.draft) return task
  return { ...task, draft: { ...task.draft, sentBack: { reason: event.reason, at, by } } }
}

/** What changes nothing that an ending rests on. */
const leavesDrafts: ReadonlySet<CaseEvent['type']> = new Set([
  'taken',
  'handed-over',
  'let-go',
  'review-asked',
  'reviewed',
  'review-sent-back',
  'recounted',
  'extension-asked',
  'extension-refused',
  'supervised',
  'supervision-lifted',
  'rated',
])

/** The parts of a case after an event: drafts that were made before it know that something has changed. */
export function outdated(tasks: Case['tasks'], { type, at }: CaseEvent): Case['tasks'] {
  if (leavesDrafts.has(type) || !tasks.some(({ draft }) => draft)) return tasks
  return tasks.map((task) =>
    task.draft ? { ...task, draft: { ...task.draft, changedAt: at } } : task,
  )
}
