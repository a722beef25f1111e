import type {
  Actor,
  Assignment,
  Consent,
  Danger,
  DeclineReason,
  Due,
  Explanation,
  Facts,
  FiledMatter,
  Instant,
  Outcome,
  SourceKind,
  Standing,
} from './case.ts'
import type { CrimeEvent } from './crime.ts'
import type { ElsewhereEvent } from './ends-elsewhere.ts'
import type { Stretch } from './masking.ts'
import type { MediationEvent } from './mediation.ts'
import type { MergeEvent } from './merge.ts'
import type { PatrolEvent } from './patrol.ts'
import type { AreaCode } from './plan.ts'
import type { RatingAnswer } from './rating.ts'
import type { SuperviseReason } from './supervision.ts'
import type { Overseer } from './re-examination.ts'
import type { EndWords } from './review.ts'
import type { PauseReason } from './task-clock.ts'
import type { TransferEvent } from './transfer.ts'

/** One entry of a case's history: appended, never edited. The whole body is sealed where it is kept. */
export type CaseEvent = {
  readonly id: string
  readonly at: Instant
  readonly by: Actor
} & (
  | {
      readonly type: 'filed'
      readonly number: string
      readonly area: AreaCode
      readonly source: SourceKind
      readonly channel: string
      readonly standing: Standing
      readonly urgent: Danger | null
      readonly wantsReward: boolean
      readonly facts: Facts
      readonly matters: readonly FiledMatter[]
      /** Version of the privacy notice that was shown. */
      readonly notice: string
      /** What the reporter was asked for and agreed to. */
      readonly consents?: readonly Consent[]
    }
  | {
      readonly type: 'assigned'
      readonly matter: string
      readonly assignments: readonly Assignment[]
      readonly explanation: Explanation
      /** Words of the intake office where it ruled. */
      readonly ruling?: { readonly reason: string; readonly basis: string }
      /** The leading part that another office took over. */
      readonly replaces?: string
    }
  | { readonly type: 'acknowledged' }
  | { readonly type: 'accepted'; readonly task: string; readonly due: Due }
  | {
      readonly type: 'declined'
      readonly task: string
      readonly reason: DeclineReason
      readonly text: string
      /** Who wrote it, where another released it. */
      readonly draftedBy?: Actor
    }
  | {
      readonly type: 'returned'
      readonly task: string
      readonly reason: string
      readonly basis: string
    }
  | { readonly type: 'noted'; readonly task: string; readonly text: string }
  | {
      readonly type: 'asked'
      readonly question: string
      readonly task: string
      readonly text: string
      /** Until when the department waits for the answer. */
      readonly due?: Due
    }
  | {
      readonly type: 'answered'
      readonly question: string
      readonly text: string
      readonly evidence: readonly string[]
    }
  | {
      readonly type: 'supplemented'
      readonly text: string
      readonly evidence: readonly string[]
      /** Filled in later fields of an urgent report. */
      readonly facts?: Partial<Facts>
    }
  | {
      readonly type: 'matters-set'
      readonly matters: readonly FiledMatter[]
      /** An officer found one more in the words. */
      readonly separated?: { readonly matter: string; readonly reason: string }
    }
  /** The count stops; `document` proves why. */
  | {
      readonly type: 'paused'
      readonly task: string
      readonly reason: PauseReason
      readonly document: string
    }
  | { readonly type: 'resumed'; readonly task: string; readonly due: Due; readonly own?: Due }
  /** `text` is what the reporter reads if it is granted. */
  | { readonly type: 'extension-asked'; readonly task: string; readonly text: string }
  | {
      readonly type: 'extended'
      readonly task: string
      readonly due: Due
      readonly own?: Due
      readonly text: string
    }
  | { readonly type: 'extension-refused'; readonly task: string; readonly reason: string }
  /** The days off were published or changed while the limit ran. */
  | { readonly type: 'recounted'; readonly task: string; readonly due: Due; readonly own?: Due }
  | {
      readonly type: 'concluded'
      readonly task: string
      readonly outcome: Outcome
      /** Number of the penalty decision, where there is one. */
      readonly penalty?: string
      /** Why `substantiated` has no penalty number. */
      readonly noPenaltyReason?: string
      readonly text: string
      readonly draftedBy?: Actor
    }
  /** The penalty decision came after the conclusion. */
  | { readonly type: 'penalty-added'; readonly task: string; readonly penalty: string }
  | { readonly type: 'withdrawn'; readonly reason: string }
  /** The reporter took name and telephone back; the report goes on. */
  | { readonly type: 'made-anonymous' }
  | {
      readonly type: 're-examination-requested'
      readonly text: string
      readonly to?: Overseer
      readonly due?: Due
      /** The case within this one whose reporter asks. */
      readonly of?: string
    }
  /** What the reporter answered some days after the conclusion; one event for each answer. */
  | ({ readonly type: 'rated' } & RatingAnswer)
  | { readonly type: 'closed' }
  /** Words of the reporter that nobody reads until it is lifted. */
  | { readonly type: 'masked'; readonly stretches: readonly Stretch[]; readonly reason: string }
  | { readonly type: 'unmasked'; readonly mask: string; readonly reason: string }
  /** Words that were taken out of what is kept. */
  | { readonly type: 'redacted'; readonly stretches: readonly Stretch[]; readonly reason: string }
  /** 督办: the offices read it, the reporter does not. */
  | { readonly type: 'supervised'; readonly reason: SuperviseReason; readonly text: string }
  | { readonly type: 'supervision-lifted'; readonly text: string }
  /** 疑似恶意举报: for those who may know of it alone, see `isUnderSeal`. */
  | { readonly type: 'suspected'; readonly reason: string }
  | { readonly type: 'suspicion-cleared'; readonly reason: string }
  | { readonly type: 'suspicion-referred'; readonly organ: string; readonly text: string }
  /** The words that would end a part wait for a second officer; nothing has left. */
  | { readonly type: 'review-asked'; readonly task: string; readonly draft: EndWords }
  | { readonly type: 'reviewed'; readonly task: string }
  | { readonly type: 'review-sent-back'; readonly task: string; readonly reason: string }
  /** `text` is for the offices. */
  | { readonly type: 're-examination-granted'; readonly text: string }
  /** `text` is for the reporter. */
  | { readonly type: 're-examination-refused'; readonly text: string }
  | MergeEvent
  | PatrolEvent
  | TransferEvent
  | CrimeEvent
  | MediationEvent
  | ElsewhereEvent
  /** 认领, 转交, 退回本单位: who of an office has its part in hand. */
  | { readonly type: 'taken'; readonly task: string; readonly officer: string }
  | {
      readonly type: 'handed-over'
      readonly task: string
      readonly officer: string
      readonly text: string
    }
  | { readonly type: 'let-go'; readonly task: string }
)

/** The event of one type. */
export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { readonly type: T }>

/** Whether an event is one of these, with its type known from then on. */
export const eventIn =
  <T extends CaseEvent['type']>(types: readonly T[]) =>
  (event: CaseEvent): event is EventOf<T> =>
    types.some((type) => type === event.type)
