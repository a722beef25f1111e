import type { PenaltyKind } from './publication.ts'

/** How an area's decisions and figures come out, as `national/publish.json` holds it. */
export interface PublishRules {
  readonly version: string
  readonly register: {
    /** From the decision to the first day it may come out. */
    readonly delayDays: number
    /** Up to so many days more, by chance. */
    readonly jitterDays: number
    /** Days of the month on which entries come out, together. */
    readonly batchDays: readonly number[]
    /** Fewer wait for the next such day. */
    readonly smallestBatch: number
    /** So long an entry is shown. */
    readonly shownMonths: number
    readonly source: string
    readonly reason: string
    readonly shownSource: string
  }
  readonly statistics: {
    readonly fewest: number
    /** From the end of a month to its figures. */
    readonly settleDays: number
    readonly source: string
    readonly reason: string
  }
  readonly names: {
    readonly fill: string
    readonly compound: readonly string[]
    readonly source: string
    readonly reason: string
  }
  /** Words that would tell how a matter came to be looked at. */
  readonly telltale: {
    readonly words: readonly string[]
    readonly source: string
    readonly reason: string
  }
  readonly withdrawal: Sourced & { readonly text: string }
  readonly penalties: Sourced & { readonly names: Readonly<Record<PenaltyKind, string>> }
  readonly templates: readonly BulletinTemplate[]
}

interface Sourced {
  readonly source: string
  readonly confidence: 'S' | 'M'
}

/** 典型案例通报 with {fields} to fill in. */
export interface BulletinTemplate {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly found: string
  readonly handled: string
  readonly law: string
  readonly reminder: string
}

/** Law made plain: nothing stands here that is not sure. */
export interface PlainLaw {
  readonly version: string
  readonly notice: string
  readonly pages: readonly LawPage[]
  /** Restricted and forbidden techniques, where somebody brought a list. */
  readonly techniques: readonly Technique[]
}

export interface LawPage {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly offences: readonly string[]
  readonly statements: readonly (Sourced & {
    /** What is right, what is wrong, what to do in doubt. */
    readonly kind: 'right' | 'wrong' | 'ask'
    readonly text: string
  })[]
}

export interface Technique {
  readonly name: string
  readonly also: readonly string[]
  readonly grade: 'forbidden' | 'restricted'
  readonly source: string
}
