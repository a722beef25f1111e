import type { AreaCode, ClauseId, DepartmentId, OffenceCode } from './plan.ts'
import type { SurgeRule } from './surge-model.ts'

/** Where a number comes from. None of them is law. */
interface Practice {
  readonly source: string
  readonly confidence: 'S' | 'M' | 'U'
  readonly practice: true
}

export type Grade = 1 | 2 | 3

/** The grade of what reaches any of these. */
export interface GradeRule {
  readonly grade: Grade
  readonly senders?: number
  /** So many reports of danger to life among them. */
  readonly urgent?: number
  /** So many that tell of grave harm. */
  readonly grave?: number
}

/** Words by which harm of a drug or a device is recognised; a person reads before anything follows. */
export interface AdverseRule extends Practice {
  readonly offences: readonly OffenceCode[]
  readonly about: { readonly drug: readonly string[]; readonly device: readonly string[] }
  readonly harm: readonly string[]
  readonly grave: readonly string[]
  readonly not: readonly string[]
  /** Of what and the harm stand no further apart, in characters. */
  readonly within: number
}

/** What an area's plan says of warnings. */
export interface WarningClauses {
  readonly area: AreaCode
  readonly risk: { readonly clause: ClauseId }
  /** `named`: the plan names adverse events. */
  readonly adverse: { readonly named: boolean; readonly clause?: ClauseId }
  /** Whom it names for public opinion; nobody where it is silent. */
  readonly opinion: readonly { readonly clause: ClauseId; readonly department: DepartmentId }[]
}

/** How warnings are given, as `national/warnings.json` holds it. */
export interface WarningRules {
  readonly surge: Practice & {
    readonly rule: SurgeRule
    /** Days that are counted again each day, because reports are still being sorted. */
    readonly recountDays: number
  }
  readonly cluster: Practice & {
    readonly leastCases: number
    readonly leastSenders: number
    readonly days: number
  }
  readonly grades: Practice & { readonly rules: readonly GradeRule[] }
  readonly adverse: AdverseRule
  readonly areas: readonly WarningClauses[]
  readonly checkedOn: string
}
