import type { Cooperation } from '#core/cooperation.ts'
import type { CrimeBook } from '#core/crime.ts'
import type { Limit } from '#core/due.ts'
import type { GridRules } from '#core/grid.ts'
import type { NominationRules } from '#core/nomination.ts'
import type { Offence, Place, Plan, Reading } from '#core/plan.ts'
import type { SatisfactionRule } from '#core/rating.ts'
import type { RetentionRule } from '#core/retention.ts'
import type { ScrutinyRules } from '#core/scrutiny-rules.ts'
import type { WarningRules } from '#core/warning-rules.ts'
import type { SystemKind } from '#core/systems.ts'
import type { TransferBasis } from '#core/transfer.ts'
import type { CalendarFile } from './calendar-file.ts'
import type { EscalationRule } from './escalation.ts'

/** What a file holds, in the type it must have, or what is wrong with it and where. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly faults: readonly { readonly field: string; readonly cure: string }[]
    }

export type Check<T> = (content: unknown) => Checked<T>

/** How each kind of file that routing needs is checked. */
export interface DataChecks {
  readonly plan: Check<Plan>
  readonly reading: Check<Reading>
  readonly places: Check<readonly Place[]>
  readonly offences: Check<readonly Offence[]>
  readonly limits: Check<readonly Limit[]>
  readonly calendar: Check<CalendarFile>
  readonly retention: Check<readonly RetentionRule[]>
  readonly escalation: Check<EscalationRule>
  readonly satisfaction: Check<SatisfactionRule>
  readonly transfers: Check<readonly TransferBasis[]>
  readonly crimes: Check<CrimeBook>
  readonly cooperation: Check<readonly Cooperation[]>
  readonly grid: Check<GridRules>
  readonly nomination: Check<NominationRules>
  readonly systems: Check<readonly SystemKind[]>
  readonly scrutiny: Check<ScrutinyRules>
  readonly warnings: Check<WarningRules>
}
