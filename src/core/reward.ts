import type { Actor, Day, Instant } from './case.ts'
import type { AreaCode, DepartmentId } from './plan.ts'
import type { Calculation, RewardFacts } from './reward-calculation.ts'
import type { Finding } from './reward-eligibility.ts'
import type { Fen } from './reward-money.ts'
import type { Parameters, RewardScheme, Way } from './reward-scheme.ts'

export const rewardStates = [
  'proposed',
  'checked',
  'approved',
  'notified',
  'claimed',
  'paid',
  'waived',
  'lapsed',
  'revoked',
  'reopened',
  /** Back with whoever proposes. */
  'sent-back',
] as const

export type RewardState = (typeof rewardStates)[number]

/** What is proposed: for one report, by one scheme, on one decision. */
export interface Proposal {
  readonly report: string
  /** Number of the case that the report was merged into then. */
  readonly within?: string
  readonly facts: RewardFacts
  readonly findings: readonly Finding[]
  /** The scheme as it held then, whole: an edit afterwards is seen. */
  readonly scheme: RewardScheme
  readonly calculation: Calculation
  /** This report's part of it. */
  readonly sum: Fen
  readonly members: Calculation['shares'][number]['members']
  /** Who has to approve besides the second person. */
  readonly needs: { readonly third: boolean; readonly finance: boolean }
}

export interface Claim {
  readonly way: Way
  readonly standing: 'named' | 'anonymous'
  readonly proxy: boolean
  /** Marks of the officers whose name the payee bears: somebody else checks who it is before anything is paid. */
  readonly namesakes?: readonly string[]
}

/** One entry of a reward's history. It never holds a name, an account or a secret. */
export type RewardEvent = {
  readonly id: string
  readonly at: Instant
  readonly by: Actor
} & (
  | { readonly type: 'proposed'; readonly area: AreaCode; readonly proposal: Proposal }
  | { readonly type: 'checked' }
  | { readonly type: 'sent-back'; readonly reason: string }
  | { readonly type: 'approved' }
  | { readonly type: 'finance-approved' }
  | { readonly type: 'notified'; readonly number: string }
  /** It reached the reporter: the claim period begins. */
  | { readonly type: 'delivered'; readonly due: ClaimDue }
  | { readonly type: 'claimed'; readonly claim: Claim }
  | { readonly type: 'turned-away'; readonly reason: string }
  | { readonly type: 'confirmed' }
  /** Whoever bears an officer's name is, or is not, that officer. */
  | { readonly type: 'namesake-checked'; readonly isOfficer: boolean; readonly reason: string }
  | { readonly type: 'paid'; readonly sum: Fen; readonly reference: string }
  | { readonly type: 'waived'; readonly document?: string }
  | { readonly type: 'lapsed' }
  | { readonly type: 'reopened'; readonly reason: string; readonly document: string }
  /** The review left the decision as it was. */
  | { readonly type: 'upheld'; readonly document: string }
  | {
      readonly type: 'revoked'
      readonly reason: string
      readonly document: string
      /** What has to come back. */
      readonly recover: Fen
    }
  | { readonly type: 'recovered'; readonly sum: Fen; readonly reference: string }
)

/** Counted anew whenever it is asked for, and never made shorter than was told. */
export interface ClaimDue {
  /** The day it reached the reporter. */
  readonly from: Day
  readonly on: Day
  readonly provisional: boolean
  readonly term: Parameters['claim']
}

/** The fold of a reward's events: one report's reward, one notice at a time, one claim. */
export interface Reward extends Proposal {
  readonly area: AreaCode
  readonly department: DepartmentId
  readonly state: RewardState
  readonly proposedBy: Actor
  readonly checkedBy?: Actor
  readonly approvals: readonly Actor[]
  readonly financeBy?: Actor
  /** Every notice that was ever given, the last one in force. */
  readonly notices: readonly { readonly number: string; readonly at: Instant }[]
  readonly due?: ClaimDue
  readonly claim?: Claim
  readonly confirmedBy: readonly Actor[]
  readonly namesake?: { readonly by: Actor; readonly isOfficer: boolean }
  /** All that was ever paid. */
  readonly paid: Fen
  /** What has to come back, and what of it has. */
  readonly recover: Fen
  readonly recovered: Fen
  /** Where it stood when it was reopened. */
  readonly before?: RewardState
  readonly version: number
  readonly changedAt: Instant
}

/** What somebody wants done to a reward. */
export type RewardCommand =
  | {
      readonly type: 'propose'
      readonly report: string
      readonly facts: RewardFacts
      readonly findings: readonly Finding[]
    }
  | { readonly type: 'check' }
  | { readonly type: 'send-back'; readonly reason: string }
  | { readonly type: 'approve' }
  | { readonly type: 'approve-finance' }
  | { readonly type: 'notify'; readonly number: string }
  | { readonly type: 'deliver'; readonly on: Day }
  | { readonly type: 'claim'; readonly claim: Claim }
  | { readonly type: 'turn-away'; readonly reason: string }
  | { readonly type: 'confirm' }
  | { readonly type: 'check-namesake'; readonly isOfficer: boolean; readonly reason: string }
  | { readonly type: 'pay'; readonly reference: string }
  /** 放弃声明: an officer names the paper, the reporter says it themselves. */
  | { readonly type: 'waive'; readonly document?: string }
  | { readonly type: 'lapse' }
  | { readonly type: 'reopen'; readonly reason: string; readonly document: string }
  | { readonly type: 'uphold'; readonly document: string }
  | {
      readonly type: 'revoke'
      readonly reason: string
      readonly document: string
      /** Of what was paid; absent: all of it. */
      readonly recover?: Fen
    }
  | { readonly type: 'recover'; readonly sum: Fen; readonly reference: string }

export type RewardCommandType = RewardCommand['type']
export type RewardCommandOf<T extends RewardCommandType> = Extract<
  RewardCommand,
  { readonly type: T }
>
