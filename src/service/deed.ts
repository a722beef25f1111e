import type { DeclineReason, Outcome } from '#core/case.ts'
import type { Action } from '#core/access.ts'

/** What an officer does to a case. The tasks of a ruling are made from the offices they chose. */
export type Deed =
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
  | {
      readonly type: 'rule'
      readonly matter: string
      /** Office that leads, offices that cooperate. */
      readonly lead: string
      readonly cooperate: readonly string[]
      readonly reason: string
      readonly basis: string
    }
  | { readonly type: 'note'; readonly task: string; readonly text: string }
  | { readonly type: 'ask'; readonly task: string; readonly text: string }
  | {
      readonly type: 'conclude'
      readonly task: string
      readonly outcome: Outcome
      readonly penalty?: string
      readonly noPenaltyReason?: string
      readonly text: string
    }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'close' }

/** The right a deed needs has its name. */
export const actionOf = (deed: Deed): Action => deed.type
