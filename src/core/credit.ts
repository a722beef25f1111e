import type { Case } from './case.ts'
import type { ClauseId } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'
import type { CreditKind, CreditRule } from './subject-rules.ts'
import type { SubjectKind } from './subject.ts'

export type CreditState =
  | 'proposed'
  | 'confirmed'
  | 'refused'
  /** The decision fell before anybody confirmed. */
  | 'lapsed'
  | 'withdrawal-proposed'
  | 'withdrawn'

/** Why a confirmed record is to be looked at again. */
export type CreditDoubt = 'decision-fell' | 'subject-changed' | 'officer'

/** What a record rests on, as it was when it was proposed. */
export interface CreditBasis {
  readonly number: string
  readonly offence: string
  readonly outcome: string
  readonly penalty?: string
}

/** What was brought along: a figure without its rule is refused. */
export interface Sourced {
  readonly value: number
  readonly source: string
}

export type CreditEvent = { readonly at: number; readonly by: string } & (
  | {
      readonly type: 'proposed'
      readonly kind: CreditKind
      readonly clause: ClauseId
      readonly says: string
      readonly to: readonly string[]
      readonly basis: CreditBasis
      readonly reason: string
      /** Who ended the case: they confirm nothing that follows from it. */
      readonly endedBy: readonly string[]
    }
  | { readonly type: 'confirmed'; readonly points?: Sourced; readonly months?: Sourced }
  | { readonly type: 'refused' | 'withdrawn' | 'kept'; readonly reason: string }
  | { readonly type: 'doubted'; readonly why: CreditDoubt; readonly reason: string }
  | { readonly type: 'lapsed' }
)

export interface CreditRecord {
  readonly state: CreditState
  readonly proposal: Extract<CreditEvent, { readonly type: 'proposed' }>
  readonly doubt?: CreditDoubt
  readonly doubtedBy?: string
  readonly confirmedAt?: number
  readonly withdrawnAt?: number
  readonly points?: Sourced
  readonly months?: Sourced
  readonly events: readonly CreditEvent[]
}

/** A record from its history. */
export function creditOf(events: readonly CreditEvent[]): CreditRecord {
  const [first, ...later] = events
  if (first?.type !== 'proposed') throw new Error('a credit record begins with a proposal')
  const begun: CreditRecord = { state: 'proposed', proposal: first, events }
  return later.reduce<CreditRecord>(after, begun)
}

function after(before: CreditRecord, event: CreditEvent): CreditRecord {
  const { doubt: _doubt, doubtedBy: _by, ...calm } = before
  switch (event.type) {
    case 'proposed':
      return { state: 'proposed', proposal: event, events: before.events }
    case 'confirmed': {
      const { points, months, at } = event
      return {
        ...before,
        state: 'confirmed',
        confirmedAt: at,
        ...(points ? { points } : {}),
        ...(months ? { months } : {}),
      }
    }
    case 'refused':
    case 'lapsed':
      return { ...before, state: event.type }
    case 'doubted':
      return { ...before, state: 'withdrawal-proposed', doubt: event.why, doubtedBy: event.by }
    case 'kept':
      return { ...calm, state: 'confirmed' }
    case 'withdrawn':
      return { ...before, state: 'withdrawn', withdrawnAt: event.at }
  }
}

/** What an officer decides of a record. */
export type CreditDeed =
  | {
      readonly type: 'confirm'
      readonly points: string
      readonly months: string
      readonly source: string
    }
  | { readonly type: 'refuse' | 'doubt' | 'withdraw' | 'keep'; readonly reason: string }

const shortestSource = 6

/** Two people stand behind every record and every withdrawal; a figure needs the rule it comes from. */
export function decideCredit(
  record: CreditRecord,
  deed: CreditDeed,
  {
    at,
    by,
    subjectConfirmed,
  }: { readonly at: number; readonly by: string; readonly subjectConfirmed: boolean },
): Result<CreditEvent> {
  const from =
    deed.type === 'confirm' || deed.type === 'refuse'
      ? 'proposed'
      : deed.type === 'doubt'
        ? 'confirmed'
        : 'withdrawal-proposed'
  if (record.state !== from) return refuse('credit-state')
  const { proposal } = record
  if (deed.type !== 'confirm') {
    const reason = deed.reason.trim().slice(0, 500)
    if (reason.length < 2) return refuse('reason-missing')
    if (deed.type === 'doubt') return ok({ type: 'doubted', why: 'officer', reason, at, by })
    const own = deed.type === 'refuse' ? proposal.by : record.doubtedBy
    if (own === by) return refuse('credit-own')
    const type = { refuse: 'refused', withdraw: 'withdrawn', keep: 'kept' } as const
    return ok({ type: type[deed.type], reason, at, by })
  }
  if (proposal.by === by || proposal.endedBy.includes(by)) return refuse('credit-own')
  if (!subjectConfirmed) return refuse('credit-subject')
  const source = deed.source.trim()
  const [points, months] = [figureIn(deed.points, 100), figureIn(deed.months, 600)]
  if (points === undefined || months === undefined) return refuse('points-unclear')
  if (proposal.kind === 'demerit' && points === 0) return refuse('points-unclear')
  if (points + months > 0 && (source.length < shortestSource || !source.includes('《')))
    return refuse('points-unsourced')
  return ok({
    type: 'confirmed',
    at,
    by,
    ...(points > 0 ? { points: { value: points, source } } : {}),
    ...(months > 0 ? { months: { value: months, source } } : {}),
  })
}

/** Empty is 0; `undefined`: no figure. */
function figureIn(words: string, most: number): number | undefined {
  const plain = words.trim()
  if (plain === '') return 0
  const value = /^\d{1,3}$/.test(plain) ? Number(plain) : 0
  return value >= 1 && value <= most ? value : undefined
}

export interface Complained {
  readonly matter: string
  readonly origin: string
  readonly kind: SubjectKind
}

/** One record that a case gives ground for. */
export interface CreditGround extends Complained {
  readonly rule: CreditRule
  readonly basis: CreditBasis
}

/** What a case as it stands gives ground for. No plan says when somebody is listed: that an officer proposes. */
export function groundsOf(
  about: Case,
  complained: readonly Complained[],
  rules: readonly CreditRule[],
): readonly CreditGround[] {
  return complained.flatMap((one) => {
    const matter = about.matters.find(({ id }) => id === one.matter)
    const outcome = matter?.outcome
    if (!matter || (outcome !== 'substantiated' && outcome !== 'partly')) return []
    const penalty = penaltyOf(about, matter.id)
    const basis = {
      number: about.number,
      offence: matter.offence,
      outcome,
      ...(penalty ? { penalty } : {}),
    }
    return rules
      .filter(
        ({ area, of, kind }) =>
          area === about.area &&
          of.includes(one.kind) &&
          kind !== 'blacklist' &&
          (kind !== 'penalty' || penalty !== undefined),
      )
      .map((rule) => ({ ...one, rule, basis }))
  })
}

/** The decision of the last round of a matter. */
function penaltyOf({ tasks }: Case, matter: string): string | undefined {
  const its = tasks.filter((task) => task.matter === matter)
  const round = Math.max(0, ...its.map((task) => task.round))
  return its.flatMap((task) =>
    task.round === round && task.state === 'concluded' && task.penalty ? [task.penalty] : [],
  )[0]
}
