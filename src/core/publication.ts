import type { Day } from './case.ts'
import type { AreaCode, OffenceCode, PlaceCode } from './plan.ts'

/** What an area tells the public. */
export const publicationKinds = ['decision', 'bulletin', 'answer', 'statistics'] as const
export type PublicationKind = (typeof publicationKinds)[number]

/** Kinds of administrative penalty, in the order of the law that `national/publish.json` names. */
export const penaltyKinds = [
  'warning',
  'criticism',
  'fine',
  'confiscation',
  'suspended-licence',
  'lowered-grade',
  'revoked-licence',
  'restricted-business',
  'stopped-business',
  'closed-business',
  'barred-person',
  'detention',
  'ban',
  'other',
] as const
export type PenaltyKind = (typeof penaltyKinds)[number]

/** An entry of the register: a decision and nothing else. Never that anybody reported anything. */
export interface PublicDecision {
  /** As it is shown: of a natural person already shortened. */
  readonly unit: string
  readonly unitKind: 'organisation' | 'person'
  readonly number: string
  readonly organ: string
  readonly decidedOn: Day
  readonly offence: OffenceCode
  /** The kind of violation in a sentence. */
  readonly violation: string
  readonly basis: string
  readonly penalties: readonly PenaltyKind[]
  /** In fen. */
  readonly fined?: number
  readonly confiscated?: number
  /** The district or county, never smaller. */
  readonly place?: PlaceCode
}

/** 典型案例通报. */
export interface Bulletin {
  readonly title: string
  readonly found: string
  readonly handled: string
  readonly law: string
  readonly reminder: string
  readonly organ: string
}

/** 回应关切: what many ask, and what the organ answers. */
export interface PublicAnswer {
  readonly question: string
  readonly answer: string
  readonly organ: string
  readonly source: string
}

/** What a publication says, by its kind. */
export type PublicContent =
  | { readonly kind: 'decision'; readonly decision: PublicDecision }
  | { readonly kind: 'bulletin'; readonly bulletin: Bulletin }
  | { readonly kind: 'answer'; readonly answer: PublicAnswer }

/** A change of what is out: what stands now, or that it was taken down, and why. */
export interface VersionNote {
  readonly what: 'published' | 'corrected' | 'withdrawn'
  readonly reason?: string
}

/** One entry of the register as other systems read it. The id is its public address; nothing leads back to a report. */
export interface Published {
  readonly id: string
  readonly area: AreaCode
  readonly offence: OffenceCode
  readonly kind: 'penalty-decision'
  /** Absent once it was taken down. */
  readonly decision?: PublicDecision
  readonly decidedOn?: Day
  readonly publishedOn: Day
  readonly changedOn: Day
  readonly state: 'published' | 'corrected' | 'withdrawn'
  /** Why it was corrected or taken down. */
  readonly reason?: string
  readonly place?: PlaceCode
}
