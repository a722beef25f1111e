import type { AreaCode, ClauseId, DepartmentId, OffenceCode, PlaceCode } from './plan.ts'
import type { Joined, Merge } from './merge.ts'
import type { CrimeProposal } from './crime.ts'
import type { Clearing, EthicsRecord } from './ends-elsewhere.ts'
import type { Holder } from './holder.ts'
import type { Patrol } from './patrol.ts'
import type { Mediation } from './mediation.ts'
import type { Rating } from './rating.ts'
import type { ReExamination } from './re-examination.ts'
import type { Draft } from './review.ts'
import type { Supervision } from './supervision.ts'
import type { Pause, TaskClock } from './task-clock.ts'
import type { Transfer } from './transfer.ts'

/** Milliseconds since 1970 UTC. */
export type Instant = number
/** `YYYY-MM-DD` in Asia/Shanghai. */
export type Day = string

export type Stream = 'tip-off' | 'complaint' | 'petition' | 'accusation' | 'consultation'
/** Who tells what a plan wants to hear of besides what citizens tell: who writes it down says so. */
export const toldSources = ['npc-deputy', 'cppcc-member', 'social-supervisor', 'media'] as const
export type SourceKind = 'citizen' | (typeof toldSources)[number] | 'hotline'
/** Agreed to separately: words of somebody's health, name and telephone, and, for a child, the guardian. */
export type Consent = 'health' | 'identity' | 'guardian'
export type Standing = 'anonymous' | 'named'
/** Danger to life, a threat of violence, despair of the writer. */
export type Danger = 'life' | 'violence' | 'despair'

/** What the reporter told. Free text: sealed wherever it is kept. Never holds name, phone or account of the reporter. */
export interface Facts {
  readonly what: string
  readonly where: string
  readonly who?: string
  readonly when?: string
  readonly ongoing?: 'yes' | 'no' | 'unknown'
  readonly elsewhere?: string
  readonly evidence: readonly string[]
}

export type TaskRole = 'lead' | 'co-lead' | 'responsible' | 'cooperate' | 'intake'

/**
 * Why this office has this part. `intake`: the intake office decides (open lead, unroutable, returned, urgent).
 * `receiver`: the operator named it to receive accusations.
 */
export type AssignmentBasis =
  | 'plan'
  | 'by-function'
  | 'precedent'
  | 'ruling'
  | 'intake'
  | 'receiver'

export interface Due {
  readonly on: Day
  /** Which record of `limits.json`. */
  readonly limit: string
  /** A year in the count has no published holiday notice. */
  readonly provisional: boolean
  /** Day 0 of the count; absent in what was kept before it was written down. */
  readonly from?: Day
  /** Pauses that are over. */
  readonly pauses?: readonly Pause[]
  /** What the limit was lengthened by, in its own unit. */
  readonly extended?: number
}

export interface Assignment {
  readonly task: string
  readonly office: string
  readonly department: DepartmentId
  readonly role: TaskRole
  readonly clause?: ClauseId
  readonly basis: AssignmentBasis
  readonly due: Due
}

/** Why a matter went where it went: a key and facts; the sentence is made at the edge. */
export interface Explanation {
  readonly key:
    | 'sole'
    | 'first-listed-leads'
    | 'lead-marked'
    | 'narrowed-by-duty'
    | 'lead-with-all'
    | 'precedent'
    | 'open-each-by-duty'
    | 'open-joint'
    | 'by-function'
    | 'unknown-offence'
    | 'accusation'
    | 'accused-is-responsible'
    | 'no-office'
    | 'ruling'
    /** A department gave it back. */
    | 'returned'
    /** The reporter asked for a second look. */
    | 're-examination'
  readonly facts: Readonly<Record<string, string>>
}

export interface FiledMatter {
  readonly id: string
  readonly stream: Stream
  readonly offence: OffenceCode
  readonly place?: PlaceCode
  /** The department the matter accuses: it never gets it. */
  readonly accused?: DepartmentId
}

export type DeclineReason =
  | 'not-our-duty'
  | 'no-clear-object'
  | 'already-in-hand'
  | 'already-concluded'
  | 'other-legal-way'
  | 'time-barred'
  | 'discipline-matter'
  | 'other'

export type Outcome =
  | 'substantiated'
  | 'partly'
  | 'unfounded'
  | 'unverifiable'
  | 'transferred-to-police'
  | 'transferred-to-discipline'
  | 'mediated'
  | 'answered'

export type Actor =
  | { readonly kind: 'reporter' }
  | { readonly kind: 'officer'; readonly id: string; readonly office: string }
  | { readonly kind: 'clock' }

/** One office's part in a matter. */
export type Task = Assignment &
  TaskClock & {
    readonly matter: string
    /** How often the matter had been re-examined when the task was given; the last round decides. */
    readonly round: number
    readonly holder?: Holder
    /** How its office would end it, while a second officer looks at the words. */
    readonly draft?: Draft
  } & (
    | { readonly state: 'assigned' }
    | { readonly state: 'accepted'; readonly acceptedAt: Instant }
    | {
        readonly state: 'declined'
        readonly reason: DeclineReason
        /** For the reporter. */
        readonly text: string
        readonly at: Instant
      }
    | {
        readonly state: 'returned'
        readonly reason: string
        readonly returnBasis: string
        readonly at: Instant
      }
    | {
        readonly state: 'concluded'
        readonly outcome: Outcome
        readonly penalty?: string
        readonly noPenaltyReason?: string
        /** For the reporter; of a cooperating office, its opinion for the lead. */
        readonly text: string
        readonly at: Instant
      }
    | { readonly state: 'cancelled'; readonly at: Instant }
  )

export interface Question {
  readonly id: string
  readonly task: string
  readonly text: string
  readonly askedAt: Instant
  readonly due?: Due
  readonly answer?: {
    readonly text: string
    readonly evidence: readonly string[]
    readonly at: Instant
  }
}

export type CaseState =
  | 'received'
  | 'accepted'
  | 'declined'
  | 'concluded'
  | 'closed'
  | 'withdrawn'
  /** 并案: handled within another case. */
  | 'merged'

export interface Matter extends FiledMatter {
  readonly explanation: Explanation
  /** Still waits for the intake office. */
  readonly open: boolean
  readonly outcome?: Outcome
  /** The intake office's words, where it ruled. */
  readonly ruling?: { readonly reason: string; readonly basis: string; readonly at: Instant }
}

/** Somebody at the intake office or in supervision thinks the report was made in bad faith. It waits with the reward, not with the facts. */
export interface Suspicion {
  readonly reason: string
  readonly at: Instant
  readonly by: Actor
  /** To which organ, and why. The reporter's name is not in it. */
  readonly referred?: { readonly organ: string; readonly text: string; readonly at: Instant }
}

/** The fold of a case's events. */
export interface Case {
  readonly number: string
  readonly area: AreaCode
  readonly source: SourceKind
  readonly channel: string
  readonly standing: Standing
  readonly urgent: Danger | null
  /** When the duty officer took note of an urgent case. */
  readonly acknowledgedAt?: Instant
  readonly wantsReward: boolean
  readonly receivedAt: Instant
  readonly facts: Facts
  readonly matters: readonly Matter[]
  readonly tasks: readonly Task[]
  readonly questions: readonly Question[]
  readonly supplements: readonly {
    readonly text: string
    readonly evidence: readonly string[]
    readonly at: Instant
  }[]
  /** Internal: never shown to the reporter. */
  readonly notes: readonly {
    readonly task: string
    readonly text: string
    readonly at: Instant
    readonly by: Actor
  }[]
  /** Words that are hidden from everybody at the desk; by the event that hid them. */
  readonly masks: readonly {
    readonly id: string
    readonly at: Instant
    readonly by: Actor
    readonly words: readonly string[]
    readonly reason: string
  }[]
  readonly reExamination?: ReExamination
  /** Ids of the officers who wrote or released how its matters ended. */
  readonly endedBy?: readonly string[]
  readonly rating?: Rating
  readonly withdrawal?: { readonly reason: string; readonly at: Instant }
  readonly supervision?: Supervision
  readonly suspicion?: Suspicion
  readonly merge?: Merge
  /** Cases that were merged into this one. */
  readonly joined?: readonly Joined[]
  /** What grid workers were sent to look at. */
  readonly patrols?: readonly Patrol[]
  /** Letters by which parts of it went to the police or to discipline inspection. */
  readonly transfers?: readonly Transfer[]
  /** Reports on suspected crimes to the head of an organ. */
  readonly proposals?: readonly CrimeProposal[]
  /** Disputes offered to mediators. */
  readonly mediations?: readonly Mediation[]
  /** 澄清正名; the reporter and the accused are told nothing from here. */
  readonly clearings?: readonly Clearing[]
  /** 医德考评. */
  readonly ethics?: readonly EthicsRecord[]
  /** Version of the privacy notice that was shown. */
  readonly notice: string
  readonly state: CaseState
  /** Number of events folded: the optimistic version. */
  readonly version: number
  readonly changedAt: Instant
}
