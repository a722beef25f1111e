import type { Actor, Case, Day, Instant } from './case.ts'
import type { CaseEvent, EventOf } from './case-event.ts'
import type { EventBody } from './command.ts'
import type { CommandOf, Context } from './command.ts'
import type { GridFinding, GridKind } from './grid.ts'
import { taskOf } from './progress.ts'
import { ok, refuse, type Result } from './result.ts'
import { isBlank } from './words.ts'

/** What a grid worker was sent to look at for a part of the case, and what they found. */
export interface Patrol {
  readonly patrol: string
  readonly task: string
  readonly kind: GridKind
  readonly due: Day
  readonly text: string
  readonly at: Instant
  readonly by: Actor
  /** The last one counts; the others stay. */
  readonly answers: readonly PatrolAnswer[]
}

interface PatrolAnswer {
  readonly finding: GridFinding
  readonly text: string
  readonly evidence: readonly string[]
  readonly at: Instant
}

export type PatrolEvent =
  | {
      readonly type: 'patrol-given'
      readonly task: string
      readonly patrol: string
      readonly kind: GridKind
      readonly due: Day
      readonly text: string
    }
  | {
      readonly type: 'patrolled'
      readonly task: string
      readonly patrol: string
      readonly finding: GridFinding
      readonly text: string
      /** Ids of photos. */
      readonly evidence: readonly string[]
    }

export type PatrolCommand =
  | ({ readonly type: 'give-patrol' } & Omit<EventOf<'patrol-given'>, keyof Stamp | 'type'>)
  | ({ readonly type: 'hear-patrol' } & Omit<EventOf<'patrolled'>, keyof Stamp | 'type' | 'task'>)

type Stamp = Pick<CaseEvent, 'id' | 'at' | 'by'>

/** The office that has a part sends somebody to look, also once it is concluded: 复查. */
export function givePatrol(
  about: Case,
  { type: _type, ...command }: CommandOf<'give-patrol'>,
  { by }: Context,
): Result<EventBody[]> {
  const task = taskOf(about, command.task)
  if (!task) return refuse('task-unknown')
  if (by.kind !== 'officer' || by.office !== task.office) return refuse('task-not-yours')
  if (task.state === 'cancelled') return refuse('task-cancelled')
  if (task.state === 'returned') return refuse('already-returned')
  if (isBlank(command.text)) return refuse('text-missing')
  return ok([{ ...command, type: 'patrol-given', text: command.text.trim() }])
}

/** What came back; more may come later. */
export function hearPatrol(
  about: Case,
  { type: _type, ...command }: CommandOf<'hear-patrol'>,
): Result<EventBody[]> {
  const given = about.patrols?.find(({ patrol }) => patrol === command.patrol)
  if (!given) return refuse('patrol-unknown')
  return ok([{ ...command, type: 'patrolled', task: given.task, text: command.text.trim() }])
}

export function patrolGiven(
  { patrols = [] }: Case,
  { patrol, task, kind, due, text, at, by }: EventOf<'patrol-given'>,
): Pick<Case, 'patrols'> {
  return { patrols: [...patrols, { patrol, task, kind, due, text, at, by, answers: [] }] }
}

export function patrolled(
  { patrols = [] }: Case,
  { patrol, finding, text, evidence, at }: EventOf<'patrolled'>,
): Pick<Case, 'patrols'> {
  return {
    patrols: patrols.map((one) =>
      one.patrol === patrol
        ? { ...one, answers: [...one.answers, { finding, text, evidence, at }] }
        : one,
    ),
  }
}
