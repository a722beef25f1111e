import type { ClauseId } from './plan.ts'

/** What a plan itself says of one part of the supervision of departments. */
export interface AskedPart {
  readonly clause: ClauseId
  /** In our words. */
  readonly asks: string
}

/** What a plan says of supervising departments; a part that is missing it does not ask for. */
export interface PlanScrutiny {
  /** 督察. Without `every` the plan names no period. */
  readonly visits?: AskedPart & {
    readonly of: readonly ('places' | 'departments')[]
    readonly every?: { readonly amount: number; readonly unit: 'Y' }
  }
  /** 约谈. */
  readonly interview?: AskedPart
  /** 稽查. */
  readonly fileCheck?: AskedPart
  /** 失职渎职. */
  readonly dereliction?: AskedPart
}

export type ScrutinyPart = keyof PlanScrutiny

/** A working default: which no plan and no law names. */
interface Default {
  readonly source: string
  readonly practice: true
}

/** What no plan says and an office has to settle to work: `national/scrutiny.json`. */
export interface ScrutinyRules {
  /** Who comes on the list for a talk: any of these, where enough cases were given to be counted. */
  readonly listed: Default & {
    readonly least: number
    readonly overdue: number
    /** 0 to 1; below it. */
    readonly onTime: number
    readonly returned: number
    readonly reopened: number
  }
  /** Days for what is to be put right, and from then to the look back. */
  readonly rectify: Default & { readonly days: number; readonly lookBack: number }
  readonly sample: Default & { readonly size: number; readonly most: number }
  readonly aspects: readonly { readonly id: string; readonly zh: string }[]
  readonly grades: readonly {
    readonly id: string
    readonly zh: string
    /** Whether it must be put right. */
    readonly mend: boolean
  }[]
  readonly gradesAre: Default
}
