import type { AreaCode, ClauseId } from './plan.ts'
import type { SubjectKind } from './subject.ts'

/** What a plan says makes random inspections more frequent. `none`: it names nothing, the list is for reference. */
export type Raises = 'complaints' | 'key-institutions' | 'blacklist' | 'none'

/** What an area's plan says of random inspections (双随机、一公开). */
export interface InspectionRule {
  readonly area: AreaCode
  readonly clause: ClauseId
  readonly raises: Raises
  /** Where that stands, if in another clause. */
  readonly raisesClause?: ClauseId
  /** In our words. */
  readonly says: string
}

/** 行政处罚信用信息, 不良执业行为记录, 不良执业行为记分, 黑名单. */
export const creditKinds = ['penalty', 'conduct', 'demerit', 'blacklist'] as const
export type CreditKind = (typeof creditKinds)[number]

/** A record that an area's plan wants kept of those found to have done wrong. */
export interface CreditRule {
  readonly area: AreaCode
  readonly kind: CreditKind
  readonly of: readonly SubjectKind[]
  readonly clause: ClauseId
  readonly says: string
  /** Where it is sent, as the plan names it. Empty: the plan names nothing. */
  readonly to: readonly string[]
  /** Points and periods as a published rule gives them; without one an officer must bring the rule. */
  readonly points?: {
    readonly source: string
    readonly values: readonly { readonly offence: string; readonly points: number }[]
  }
  readonly period?: { readonly source: string; readonly months: number }
}

/** What results are used for elsewhere, as an area's plan names it. */
export interface ResultUse {
  readonly area: AreaCode
  readonly id: string
  readonly name: string
  readonly of: readonly SubjectKind[]
  readonly clause: ClauseId
}

/** How much a case counts towards the weight of whom it complains of. */
export interface Weights {
  readonly substantiated: number
  readonly partly: number
  readonly transferred: number
  /** Not concluded yet. */
  readonly open: number
  /** Cases of how many months. */
  readonly months: number
}

export interface SubjectRules {
  readonly version: string
  readonly weights: Weights & { readonly source: string; readonly reason: string }
  readonly inspections: readonly InspectionRule[]
  readonly credit: readonly CreditRule[]
  readonly uses: readonly ResultUse[]
}
