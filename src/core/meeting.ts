import { isDay } from './clock.ts'
import type { Officer } from './access.ts'
import type { Case, Day } from './case.ts'
import type { Cooperation } from './cooperation.ts'
import { ok, refuse, type Result } from './result.ts'
import { isBlank } from './words.ts'

/** 联席会议, 重大案件会商. */
export type MeetingKind = 'joint-conference' | 'consultation'

export type MeetingState = 'called' | 'held' | 'cancelled'

/** What an invited office said, and whether it came. */
export type Attendance = 'invited' | 'coming' | 'not-coming' | 'present'

/** What was written about a meeting; sealed wherever it is kept. */
export interface MeetingWords {
  readonly subject: string
  readonly time: string
  readonly place: string
  readonly minutes: string
}

/** What was decided, and what was said of it when it was done. */
export interface DecisionWords {
  readonly text: string
  readonly report: string
  /** A day; empty while it is not done. */
  readonly doneOn: string
}

const longest = 20_000

/**
 * Who calls it: whom the plan names as convener, the coordinating post and supervisors. Where the plan does not speak of such
 * a meeting, only the two last.
 */
export function mayCallMeeting(
  { role, department, unit }: Pick<Officer, 'role' | 'department' | 'unit'>,
  of: Cooperation | undefined,
): Result<true> {
  if (role === 'intake' || role === 'supervisor') return ok(true)
  const own = of?.convener !== undefined && [department, unit].includes(of.convener)
  return own && role === 'handler' ? ok(true) : refuse('meeting-not-convener')
}

/** Nobody is invited to talk about a case who is accused in it. */
export const isAccusedIn = (department: string, cases: readonly Case[]): boolean =>
  cases.some(({ matters }) =>
    matters.some(({ accused }) => accused !== undefined && accused === department),
  )

/** A day to come, a subject, somebody to meet. */
export function faultInCall(
  { subject, place }: Pick<MeetingWords, 'subject' | 'place'>,
  { on, today, offices }: { readonly on: Day; readonly today: Day; readonly offices: number },
): ReturnType<typeof refuse> | undefined {
  if (isBlank(subject)) return refuse('text-missing')
  if (subject.length > longest) return refuse('text-too-long', { longest })
  if (isBlank(place)) return refuse('meeting-place-missing')
  if (!isDay(on)) return refuse('day-missing')
  if (on < today) return refuse('day-over')
  return offices === 0 ? refuse('meeting-nobody') : undefined
}

/** What a decision needs: words, who sees to it, until when. */
export function faultInDecision(
  text: string,
  { office, dueOn, today }: { readonly office: string; readonly dueOn: Day; readonly today: Day },
): ReturnType<typeof refuse> | undefined {
  if (isBlank(text)) return refuse('text-missing')
  if (text.length > longest) return refuse('text-too-long', { longest })
  if (office === '') return refuse('lead-missing')
  if (!isDay(dueOn)) return refuse('day-missing')
  return dueOn < today ? refuse('day-over') : undefined
}
