import type { Calendar } from './calendar.ts'
import type { Day, Due, Stream } from './case.ts'
import type { Pause, PauseReason } from './task-clock.ts'
import { count, type Count } from './count.ts'
import type { AreaCode, DepartmentId, OffenceCode } from './plan.ts'

/** What has to be done before the limit ends. */
export type LimitStep =
  /** The intake office gives the matter to a department. */
  | 'assign'
  /** Accept or decline, and tell the reporter. */
  | 'accept'
  /** Check a clue: file a case or not. */
  | 'check'
  /** Tell the reporter of a decision already made. */
  | 'tell'
  | 'conclude'
  /** Mediation ends. */
  | 'mediate'
  /** Raise objection to a transfer, give the matter back. */
  | 'return'
  /** A dispute over competence is settled. */
  | 'competence'
  /** The penalty decision after a case was filed. */
  | 'penalty'
  /** Hand over to the police. */
  | 'hand-over'
  /** The reporter asks for a review of the answer. */
  | 'review'
  /** The duty officer takes note of an urgent report. */
  | 'acknowledge'
  /** The reporter answers a question; afterwards the department goes on without the answer. */
  | 'answer'
  /** A supervisor answers a reporter who wants the case looked at again. */
  | 're-examine'
  /** What was approved to be handed over is with the other organ. */
  | 'deliver'
  /** The police file a case or say why not. */
  | 'police-answer'
  /** What belongs to a filed case is with the police. */
  | 'police-items'
  /** Objection to a refusal of the police. */
  | 'police-objection'
  /** The police look at their refusal again. */
  | 'police-reconsideration'

/** A record of `limits.json`: a time limit with its source. */
export interface Limit {
  readonly id: string
  readonly step: LimitStep
  /** Absent fields do not narrow: without `stream` it holds for every stream. */
  readonly stream?: Stream
  readonly department?: DepartmentId
  readonly area?: AreaCode
  /** A code of the taxonomy or its group letter. */
  readonly offence?: OffenceCode
  readonly amount: number
  /** Working days or natural days. */
  readonly unit: 'WD' | 'ND'
  /** Document and article. */
  readonly source: string
  /** Seen in the source, remembered, or unsure; what is unsure is never applied or shown. */
  readonly confidence: 'S' | 'M' | 'U'
  /** Custom of the trade, not law: told to the reporter as such. */
  readonly practice?: boolean
  /** What stops the count, and where that stands written; absent: nothing does. */
  readonly pause?: { readonly reasons: readonly PauseReason[]; readonly source: string }
  /** How much longer it may be made, how often, and where that stands written; absent: not at all. */
  readonly extension?: {
    /** In the limit's own unit. */
    readonly amount: number
    readonly times: number
    readonly source: string
  }
}

/** What a limit is looked up for. */
export interface LimitQuestion {
  readonly step: LimitStep
  readonly stream: Stream
  readonly department?: DepartmentId
  readonly area?: AreaCode
  readonly offence?: OffenceCode
}

/** The last day of a limit that began on the day `from`. */
export function due(from: Day, limit: Limit, calendar: Calendar): Due {
  const { id, amount, unit } = limit
  const { on, provisional } = count({ from, amount, unit }, calendar)
  return { on, limit: id, provisional, from }
}

/** What changed about a limit that runs. */
export interface DueChange {
  readonly pause?: Pause
  /** Days more, in the limit's unit. */
  readonly extend?: number
}

/** The same limit with a pause that is over, or lengthened: counted anew from its first day. */
export function recount(
  before: Counted,
  change: DueChange,
  { limit, calendar }: { readonly limit: Limit; readonly calendar: Calendar },
): Counted {
  const pauses = [...(before.pauses ?? []), ...(change.pause ? [change.pause] : [])]
  const extended = (before.extended ?? 0) + (change.extend ?? 0)
  const { on, provisional } = countOf({ ...before, pauses, extended }, limit, calendar)
  return {
    ...before,
    on,
    provisional,
    ...(pauses.length > 0 ? { pauses } : {}),
    ...(extended > 0 ? { extended } : {}),
  }
}

/** A due day whose first day is known. */
export type Counted = Due & { readonly from: Day }

/** How a due day came about, day by day. */
export function countOf(counted: Counted, limit: Limit, calendar: Calendar): Count {
  const { from, pauses = [], extended = 0 } = counted
  const { amount, unit } = limit
  return count({ from, amount: amount + extended, unit, pauses }, calendar)
}

/** Overdue begins when the day is over, not when somebody looks. */
export function isOverdue(limit: Due, today: Day): boolean {
  return today > limit.on
}

/**
 * Which limit applies: the one that says most about the question, law before practice, then the shorter one.
 * Records marked unsure never apply.
 */
export function limitFor(limits: Iterable<Limit>, question: LimitQuestion): Limit | undefined {
  return [...limits]
    .filter((limit) => limit.confidence !== 'U' && applies(limit, question))
    .toSorted(closestFirst)[0]
}

function applies(limit: Limit, question: LimitQuestion): boolean {
  return (
    limit.step === question.step &&
    (limit.stream === undefined || limit.stream === question.stream) &&
    (limit.department === undefined || limit.department === question.department) &&
    (limit.area === undefined || limit.area === question.area) &&
    (limit.offence === undefined || covers(limit.offence, question.offence))
  )
}

function covers(limited: OffenceCode, offence: OffenceCode | undefined): boolean {
  return offence !== undefined && (offence === limited || offence.replace(/\d.*$/, '') === limited)
}

function closestFirst(one: Limit, other: Limit): number {
  return (
    closeness(other) - closeness(one) ||
    Number(one.practice ?? false) - Number(other.practice ?? false) ||
    length(one) - length(other) ||
    (one.id < other.id ? -1 : 1)
  )
}

function closeness(limit: Limit): number {
  const narrowing = [limit.stream, limit.area, limit.department, limit.offence]
  return narrowing.reduce<number>((sum, field, rank) => sum + (field ? 2 ** rank : 0), 0)
}

/** In natural days, near enough to tell which of two limits is shorter. */
function length(limit: Limit): number {
  return limit.unit === 'WD' ? (limit.amount * 7) / 5 : limit.amount
}
