import type {
  DeclineReason,
  Explanation,
  Facts,
  Outcome,
  Stream,
  Task,
  TaskRole,
} from '#core/case.ts'
import type { DeskCase } from './desk-case.ts'
import type { DeskEvent } from './desk-history.ts'

type Names<K extends string> = Readonly<Record<K, string>>

/** What the desk calls things; papers use the same words as its pages. */
export interface PaperWords {
  readonly outcomes: Names<Outcome>
  readonly declineReasons: Names<DeclineReason>
  readonly streams: Names<Stream>
  readonly states: Names<Task['state']>
  readonly roles: Names<TaskRole>
  readonly ongoings: Names<NonNullable<Facts['ongoing']>>
  readonly fullDay: (day: string) => string
  readonly time: (at: number) => string
  readonly explanation: (
    explanation: Explanation,
    names: Pick<DeskCase, 'departmentNames'>,
  ) => string
  readonly event: (event: DeskEvent) => string
  readonly actor: (event: DeskEvent) => string
}
