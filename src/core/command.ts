import type {
  Actor,
  Assignment,
  DeclineReason,
  Due,
  Explanation,
  Facts,
  FiledMatter,
  Instant,
  Outcome,
} from './case.ts'
import type { CaseEvent } from './case-event.ts'
import type { CrimeCommand } from './crime.ts'
import type { LeadCommand } from './decide-lead.ts'
import type { ElsewhereCommand } from './ends-elsewhere.ts'
import type { MediationCommand } from './mediation.ts'
import type { MergeCommand } from './merge.ts'
import type { PatrolCommand } from './patrol.ts'
import type { RatingAnswer } from './rating.ts'
import type { SuperviseReason } from './supervision.ts'
import type { Again, Overseer } from './re-examination.ts'
import type { PauseReason } from './task-clock.ts'
import type { TransferCommand } from './transfer.ts'
import type { Calendar } from './calendar.ts'
import type { Limit } from './due.ts'

/** What somebody wants done to a case. Each has the name of what it makes happen. */
export type Command =
  /** The routing's own answer, for a matter that nobody has yet. */
  | {
      readonly type: 'assign'
      readonly matter: string
      readonly assignments: readonly Assignment[]
      readonly explanation: Explanation
    }
  /** The intake office decides who gets an open matter. */
  | {
      readonly type: 'rule'
      readonly matter: string
      readonly assignments: readonly Assignment[]
      readonly reason: string
      readonly basis: string
    }
  | { readonly type: 'set-matters'; readonly matters: readonly FiledMatter[] }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'accept'; readonly task: string }
  | {
      readonly type: 'decline'
      readonly task: string
      readonly reason: DeclineReason
      readonly text: string
    }
  | {
      readonly type: 'return'
      readonly task: string
      readonly reason: string
      readonly basis: string
    }
  | { readonly type: 'note'; readonly task: string; readonly text: string }
  | { readonly type: 'ask'; readonly task: string; readonly text: string }
  | {
      readonly type: 'answer'
      readonly question: string
      readonly text: string
      readonly evidence: readonly string[]
    }
  | {
      readonly type: 'supplement'
      readonly text: string
      readonly evidence: readonly string[]
      readonly facts?: Partial<Facts>
    }
  | {
      readonly type: 'conclude'
      readonly task: string
      readonly outcome: Outcome
      readonly penalty?: string
      readonly noPenaltyReason?: string
      readonly text: string
    }
  | { readonly type: 'add-penalty'; readonly task: string; readonly penalty: string }
  | {
      readonly type: 'pause'
      readonly task: string
      readonly reason: PauseReason
      readonly document: string
    }
  | { readonly type: 'resume'; readonly task: string }
  | { readonly type: 'ask-extension'; readonly task: string; readonly text: string }
  | { readonly type: 'extend'; readonly task: string }
  | { readonly type: 'refuse-extension'; readonly task: string; readonly reason: string }
  /** By days off that are known now. */
  | { readonly type: 'recount'; readonly task: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'make-anonymous' }
  /** `of`: the case within this one whose reporter asks. */
  | { readonly type: 'request-re-examination'; readonly text: string; readonly of?: string }
  | ({ readonly type: 'rate' } & RatingAnswer)
  | { readonly type: 'close' }
  | { readonly type: 'mask'; readonly words: readonly string[]; readonly reason: string }
  | { readonly type: 'unmask'; readonly mask: string; readonly reason: string }
  | { readonly type: 'redact'; readonly words: readonly string[]; readonly reason: string }
  | { readonly type: 'supervise'; readonly reason: SuperviseReason; readonly text: string }
  | { readonly type: 'lift-supervision'; readonly text: string }
  | { readonly type: 'suspect'; readonly reason: string }
  | { readonly type: 'clear-suspicion'; readonly reason: string }
  | { readonly type: 'refer-suspicion'; readonly organ: string; readonly text: string }
  /** `changesSeen`: what happened since it was drafted has been looked at. */
  | { readonly type: 'review'; readonly task: string; readonly changesSeen?: boolean }
  | { readonly type: 'send-back-review'; readonly task: string; readonly reason: string }
  | {
      readonly type: 'grant-re-examination'
      readonly again: readonly Again[]
      readonly text: string
    }
  | { readonly type: 'refuse-re-examination'; readonly text: string }
  | LeadCommand
  | MergeCommand
  | PatrolCommand
  | TransferCommand
  | CrimeCommand
  | MediationCommand
  | ElsewhereCommand
  | { readonly type: 'take'; readonly task: string }
  /** `office` is where that officer sits. */
  | {
      readonly type: 'hand-over'
      readonly task: string
      readonly to: string
      readonly office: string
      readonly text: string
    }
  | { readonly type: 'let-go'; readonly task: string }

export type CommandType = Command['type']

/** One kind of command. */
export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>

/** What due days are counted by. */
export interface Clocks {
  readonly limits: ReadonlyMap<string, Limit>
  readonly calendar: Calendar
}

/** What a decision needs from outside: time, actor, ids, and dates that the calendar gives. */
export interface Context {
  readonly at: Instant
  readonly by: Actor
  /** The n-th new id of this decision, for events, tasks and questions. */
  readonly id: (n: number) => string
  /** For `accept`: when the matter must be concluded. */
  readonly due?: Due
  /** For what changes a clock: the limits by id, and the days. */
  readonly clocks?: Clocks
  /** For `return`: the intake office, and when it must have assigned. */
  readonly intake?: { readonly office: string; readonly due: Due }
  /** For `conclude` and `decline`: a second officer reviews the words before they leave. */
  readonly reviewFirst?: boolean
  /** For `note`: a meeting decided it, so it stands with any part. */
  readonly fromMeeting?: boolean
  /** Who does it supervises the area. */
  readonly supervises?: boolean
  /** For `request-re-examination`: who decides, and until when the reporter is answered. */
  readonly again?: { readonly to: Overseer; readonly due: Due }
  /** For `close`: so many days after the last word belong to the reporter. */
  readonly reporterDays?: number
}

/** An event before it has id, time and actor. */
export type EventBody = Unstamped<CaseEvent>

type Unstamped<E> = E extends CaseEvent ? Omit<E, 'id' | 'at' | 'by'> : never

/** Gives events their ids, in order; the context's first ids are theirs. */
export function stamp(context: Context, bodies: readonly EventBody[]): CaseEvent[] {
  return bodies.map((body, n) => ({ id: context.id(n), at: context.at, by: context.by, ...body }))
}
