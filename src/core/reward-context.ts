import type { Officer } from './access.ts'
import type { Calendar } from './calendar.ts'
import { canonical } from './canonical.ts'
import type { Actor, Day, Instant } from './case.ts'
import { refuse, type Result } from './result.ts'
import type { Reward, RewardEvent } from './reward.ts'
import type { EligibilityQuestion } from './reward-eligibility.ts'
import type { RewardScheme } from './reward-scheme.ts'

/** A reward as far as it tells whether the same facts are paid twice. */
export interface OtherReward {
  readonly report: string
  readonly decision: string
  readonly scheme: string
  readonly state: Reward['state']
  /** All of what it was calculated from, in one spelling. */
  readonly facts: string
  /** The same person reported both, as the house knows by the pseudonym. */
  readonly sameReporter: boolean
}

/** What a decision on a reward needs from outside. */
export interface RewardContext {
  readonly at: Instant
  readonly today: Day
  /** An officer whole, so that their right is asked here; who else acts, as a case's history names them. */
  readonly by: Officer | Exclude<Actor, { readonly kind: 'officer' }>
  readonly id: (n: number) => string
  /** The scheme as it holds now, with the area's parameters; absent: it was taken away. */
  readonly scheme?: RewardScheme
  /** The report as it stands now. */
  readonly report: Omit<EligibilityQuestion, 'facts' | 'findings'>
  /** Every other reward of this report, and of the reports on the same decision. */
  readonly others: readonly OtherReward[]
  readonly calendar: Calendar
  /** For `claim`, `confirm` and `pay`: what the vault found out about the payee without telling who it is. */
  readonly payee?: {
    readonly isOfficer: boolean
    readonly isProven: boolean
    /** Marks of the officers whose name they bear. */
    readonly namesakes?: readonly string[]
    /** Whoever acts is such a namesake, or sits beside one in an office of the case. */
    readonly mayNotCheck?: boolean
  }
}

export type RewardBody = Unstamped<RewardEvent>
type Unstamped<E> = E extends RewardEvent ? Omit<E, 'id' | 'at' | 'by'> : never
export type RewardDecision = Result<RewardBody>

type Refused = ReturnType<typeof refuse>

/** Why what was proposed cannot go on as it is, if it cannot. */
export function stillHolds(about: Reward, context: RewardContext): Refused | undefined {
  const { scheme } = context
  const halted = halts(about, context)
  if (halted) return halted
  if (!scheme || canonical(scheme) !== canonical(about.scheme))
    return refuse('reward-scheme-changed')
  return undefined
}

/** What stops every step towards payment. Merged or taken apart since: it would rest on what was found elsewhere. */
export function halts(about: Reward, { report }: RewardContext): Refused | undefined {
  if (about.within !== report.within) return refuse('reward-ground-changed')
  if (report.suspected) return refuse('reward-suspicion')
  if (report.underReview) return refuse('reward-decision-under-review')
  return undefined
}

export const isFinance = ({ by }: RewardContext): boolean =>
  !('kind' in by) && by.department === 'finance'

/** Whether whoever acts is one of those officers. */
export const isOneOf = ({ by }: RewardContext, actors: readonly (Actor | undefined)[]): boolean =>
  !('kind' in by) && actors.some((actor) => actor?.kind === 'officer' && actor.id === by.id)

/** Whoever acts, as a history names them. */
export const actorIn = ({ by }: RewardContext): Actor =>
  'kind' in by ? by : { kind: 'officer', id: by.id, office: by.office }
