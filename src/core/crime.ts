import type { Actor, Day, Due, Instant } from './case.ts'
import type { OffenceCode } from './plan.ts'

type Confidence = 'S' | 'M' | 'U'

/** One thing that has to be there (`all`), or one of several that make it a crime (`any`). */
export interface CrimeElement {
  readonly id: string
  readonly kind: 'all' | 'any'
  readonly text: string
}

/** A record of `crimes.json`: when an offence may be a crime. What is unsure (`U`) is offered to nobody. */
export interface CrimeCriterion {
  readonly id: string
  /** 罪名. */
  readonly crime: string
  readonly article: string
  readonly offences: readonly OffenceCode[]
  readonly elements: readonly CrimeElement[]
  readonly source: string
  readonly confidence: Confidence
}

/** What goes along with a letter to the police. */
export interface Annex {
  readonly id: string
  readonly name: string
  readonly source: string
  readonly confidence: Confidence
}

/** What the law says about a step. */
export interface CrimeRule {
  readonly id: string
  readonly text: string
  readonly source: string
  readonly confidence: Confidence
}

/** What `crimes.json` holds. */
export interface CrimeBook {
  readonly criteria: readonly CrimeCriterion[]
  readonly annexes: readonly Annex[]
  readonly rules: readonly CrimeRule[]
}

export type ElementAnswer = 'yes' | 'no' | 'unsure'

/** An element with what the officer found. */
export type CheckedElement = CrimeElement & { readonly answer: ElementAnswer }

/** Material of one kind that goes along, or why there is none. */
export interface AnnexAnswer {
  readonly annex: string
  /** As the list of the letter names it. */
  readonly name: string
  /** What it is; empty: there is none. */
  readonly material: string
  readonly missing: string
}

/** What is asked of the head of the organ: the written report on a suspected crime. */
export interface CrimeReport {
  /** Of `crimes.json`. */
  readonly criterion: string
  readonly crime: string
  readonly article: string
  readonly elements: readonly CheckedElement[]
  readonly annexes: readonly AnnexAnswer[]
  /** 专案组: two officers at least. */
  readonly team: readonly string[]
  /** 同级公安机关. */
  readonly organ: string
  /** What was found out, in the department's own words. */
  readonly text: string
}

export interface CrimeDecision {
  readonly granted: boolean
  /** 正职负责人 or who heads the organ for the time being. */
  readonly head: string
  readonly on: Day
  /** Why it was not granted. */
  readonly reason: string
}

/** 移送报告 of a part, with what became of it. */
export interface CrimeProposal extends CrimeReport {
  readonly id: string
  readonly task: string
  readonly at: Instant
  readonly by: Actor
  readonly due?: Due
  readonly decision?: CrimeDecision & {
    readonly at: Instant
    readonly by: Actor
    readonly due?: Due
  }
}

/** What became of a letter at the police, and what the department did about it. */
export type CrimeStep =
  /** 抄送人民检察院. */
  | { readonly kind: 'copied'; readonly organ: string; readonly on: Day; readonly document: string }
  /** 立案, 不予立案, 退回补充, 转送有管辖权的机关. */
  | {
      readonly kind: 'answered'
      readonly answer: PoliceAnswer
      readonly on: Day
      readonly document: string
      readonly text: string
    }
  /** 移交涉案物品和材料. */
  | { readonly kind: 'items'; readonly on: Day; readonly document: string }
  /** 补充以后再移送. */
  | { readonly kind: 'sent-again'; readonly on: Day; readonly document: string }
  | {
      readonly kind: 'objected'
      readonly way: 'reconsideration' | 'prosecutor'
      readonly on: Day
      readonly document: string
      readonly text: string
    }
  /** 检察院的答复. */
  | {
      readonly kind: 'prosecuted'
      readonly result: 'filing-asked' | 'no-ground'
      readonly on: Day
      readonly document: string
    }
  /** 不立案以后依法继续处理. */
  | { readonly kind: 'gone-on'; readonly on: Day; readonly text: string }

export const policeAnswers = ['filed', 'not-filed', 'returned', 'passed-on'] as const
export type PoliceAnswer = (typeof policeAnswers)[number]

export type CrimeStepKind = CrimeStep['kind']

/** A step with when it was written down, and the clock that runs from it. */
export type KeptStep = CrimeStep & {
  readonly at: Instant
  readonly by: Actor
  readonly due?: Due
}

export type CrimeEvent =
  | ({
      readonly type: 'transfer-proposed'
      readonly proposal: string
      readonly task: string
      readonly due?: Due
    } & CrimeReport)
  | ({
      readonly type: 'transfer-decided'
      readonly proposal: string
      readonly due?: Due
    } & CrimeDecision)
  | {
      readonly type: 'transfer-followed'
      readonly transfer: string
      readonly step: CrimeStep
      readonly due?: Due
      /** The part is its office's again, until then. */
      readonly reopened?: Due
    }

export type CrimeCommand =
  | ({ readonly type: 'propose-transfer'; readonly task: string } & CrimeReport)
  | ({ readonly type: 'decide-transfer'; readonly proposal: string } & CrimeDecision)
  | { readonly type: 'follow-transfer'; readonly transfer: string; readonly step: CrimeStep }

export type Assessment = 'met' | 'unsure' | 'not-met'

/** What the checklist says: all that must be there is, and one of those that make it grave. */
export function assess(elements: readonly CheckedElement[]): Assessment {
  const all = elements.filter(({ kind }) => kind === 'all')
  const any = elements.filter(({ kind }) => kind === 'any')
  if (all.some(({ answer }) => answer === 'no')) return 'not-met'
  if (any.length > 0 && any.every(({ answer }) => answer === 'no')) return 'not-met'
  const isSure =
    all.every(({ answer }) => answer === 'yes') &&
    (any.length === 0 || any.some(({ answer }) => answer === 'yes'))
  return isSure ? 'met' : 'unsure'
}
