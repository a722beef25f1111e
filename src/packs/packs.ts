import type { Calendar } from '#core/calendar.ts'
import type { Cooperation } from '#core/cooperation.ts'
import type { CrimeBook } from '#core/crime.ts'
import type { Limit } from '#core/due.ts'
import type { GridRules } from '#core/grid.ts'
import type { NominationRules } from '#core/nomination.ts'
import type { AreaCode, Offence, OffenceCode, Place, Plan, Reading } from '#core/plan.ts'
import type { SatisfactionRule } from '#core/rating.ts'
import type { RetainedKind, RetentionRule } from '#core/retention.ts'
import type { RewardExample, RewardScheme } from '#core/reward-scheme.ts'
import type { ScrutinyRules } from '#core/scrutiny-rules.ts'
import type { SystemKind } from '#core/systems.ts'
import type { TransferBasis } from '#core/transfer.ts'
import type { WarningRules } from '#core/warning-rules.ts'
import type { EscalationRule } from './escalation.ts'

/** One area's folder: the plan, our reading of it, and its places. */
export interface AreaPack {
  readonly plan: Plan
  readonly reading: Reading
  readonly places: readonly Place[]
}

/** Reward schemes of the nation and of areas, complete or not; the examples are shown and never applied. */
export interface Rewards {
  readonly schemes: readonly RewardScheme[]
  readonly examples: readonly RewardExample[]
}

/** Everything that `data/` says, in the core's own types. */
export interface Packs {
  readonly areas: ReadonlyMap<AreaCode, AreaPack>
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly limits: ReadonlyMap<string, Limit>
  readonly calendar: Calendar
  /** How long each kind of data is kept, unless an area's operator sets another term. */
  readonly retention: ReadonlyMap<RetainedKind, RetentionRule>
  /** When who is reminded of a clock; absent: nobody is. */
  readonly escalation?: EscalationRule
  /** Absent: no scheme, and nobody is asked about a reward. */
  readonly rewards?: Rewards
  /** When a reporter is asked what they think of the outcome. Absent in what an older release kept: nobody is asked. */
  readonly satisfaction?: SatisfactionRule
  /** What a transfer can rest on. Absent in what an older release kept: none can be made out. */
  readonly transfers?: readonly TransferBasis[]
  /** When something may be a crime. Absent in what an older release kept: nothing can be proposed. */
  readonly crimes?: CrimeBook
  /** What plans say about working with others. Absent in what an older release kept: nothing is cited. */
  readonly cooperation?: readonly Cooperation[]
  /** How grids are worked. Absent in what an older release kept: no area has any. */
  readonly grid?: GridRules
  /** Where citizens nominate whom to inspect. Absent in what an older release kept: nowhere. */
  readonly nomination?: NominationRules
  /** What serves which kind of system. Absent in what an older release kept. */
  readonly systems?: readonly SystemKind[]
  /** How departments are supervised where no plan says. Absent in what an older release kept. */
  readonly scrutiny?: ScrutinyRules
  /** When warnings are given, and to whom. Absent in what an older release kept: none is. */
  readonly warnings?: WarningRules
}
