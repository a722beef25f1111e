import { may, type Officer } from './access.ts'
import type { Actor, Assignment, Case, Due, Instant, Matter } from './case.ts'
import type { EventOf } from './case-event.ts'

/** Who decides whether a case is looked at again: a supervisor; where the area has none, the intake office. */
export type Overseer = 'supervisor' | 'intake'

/** 再查: what the reporter asked for, until when they are answered, and what was decided. */
export interface ReExamination {
  readonly text: string
  readonly at: Instant
  readonly to?: Overseer
  readonly due?: Due
  /** Number of the case within this one whose reporter asked; absent: the reporter of this one. */
  readonly of?: string
  readonly decision?: {
    readonly granted: boolean
    /** Why; of a refusal, as the reporter reads it. */
    readonly text: string
    readonly at: Instant
    readonly by: Actor
  }
}

/** One matter, and who looks at it again. */
export interface Again {
  readonly matter: string
  readonly assignment: Assignment
}

/** The request after it was answered. What was kept before supervisors decided was granted when it was asked. */
export function answeredRequest(
  before: Case,
  event: EventOf<'re-examination-granted' | 're-examination-refused' | 'assigned'>,
): ReExamination | undefined {
  const { reExamination } = before
  if (!reExamination || reExamination.decision) return reExamination
  const { at, by } = event
  if (event.type !== 'assigned') {
    const granted = event.type === 're-examination-granted'
    return { ...reExamination, decision: { granted, text: event.text, at, by } }
  }
  return event.explanation.key === 're-examination'
    ? { ...reExamination, decision: { granted: true, text: '', at, by } }
    : reExamination
}

/** Whether somebody wrote, or released, the words that a reporter is not content with. */
export const hasEnded = (about: Pick<Case, 'endedBy'>, officer: string): boolean =>
  (about.endedBy ?? []).includes(officer)

/** Those of an area who could decide: never who ended the case, nor who may not see it. */
export function overseers(about: Case, officers: readonly Officer[]): readonly Officer[] {
  const able = officers.filter(
    (one) => may(one, 'grant-re-examination', about).ok && !hasEnded(about, one.id),
  )
  const supervisors = able.filter(({ role }) => role === 'supervisor')
  return supervisors.length > 0 ? supervisors : able
}

/** What a matter came to before it is looked at again. */
export const formerly = (matter: Matter): Readonly<Record<string, string>> => ({
  was: matter.explanation.facts['was'] ?? matter.explanation.key,
  ...(matter.outcome ? { outcome: matter.outcome } : {}),
})

export function requestOf(event: EventOf<'re-examination-requested'>): ReExamination {
  const { text, at, to, due, of } = event
  return { text, at, ...(to ? { to } : {}), ...(due ? { due } : {}), ...(of ? { of } : {}) }
}

/** The case as one of its reporters may know it, by their own number: what another asked for is not in it. */
export function withOwnRequest<T extends Pick<Case, 'number' | 'reExamination'>>(
  about: T,
  number: string,
): T {
  const { reExamination, ...rest } = about
  return (reExamination?.of ?? about.number) === number ? about : (rest as T)
}

/** Who wrote how a matter ended, and who released it. */
export function endedBy(
  before: Pick<Case, 'endedBy'>,
  event: EventOf<'declined' | 'concluded'>,
): readonly string[] {
  const ids = [event.by, event.draftedBy].flatMap((one) =>
    one?.kind === 'officer' ? [one.id] : [],
  )
  return [...new Set([...(before.endedBy ?? []), ...ids])]
}
