import type { CaseState, Day, Instant, Outcome } from './case.ts'
import { dayOf } from './clock.ts'

/** Why a report stays though its reporter wants it forgotten. */
export type KeptBecause = 'open' | 'reward' | 'hold'

/** What of a case decides how long it is kept. */
export interface LifeOfCase {
  readonly state: CaseState
  /** The last thing that happened in it. */
  readonly changedAt: Instant
  readonly wantsReward: boolean
  readonly outcomes: readonly (Outcome | undefined)[]
  /** A supervisor keeps it for a proceeding. */
  readonly held: boolean
}

export const isOver = (state: CaseState): boolean => state !== 'received' && state !== 'accepted'

/** Outcomes for which a reward may be granted. */
const rewarded: ReadonlySet<Outcome> = new Set([
  'substantiated',
  'partly',
  'transferred-to-police',
  'transferred-to-discipline',
])

/** Why a report cannot be forgotten today, or `undefined` where it can. `claimDays`: how long a reward can be claimed. */
export function whyKept(
  { state, changedAt, wantsReward, outcomes, held }: LifeOfCase,
  { at, claimDays }: { readonly at: Instant; readonly claimDays: number },
): { readonly why: KeptBecause; readonly until?: Day } | undefined {
  if (held) return { why: 'hold' }
  if (!isOver(state)) return { why: 'open' }
  if (!wantsReward || !outcomes.some((one) => one !== undefined && rewarded.has(one)))
    return undefined
  const until = dayOf(changedAt + claimDays * aDay)
  return until > dayOf(at) ? { why: 'reward', until } : undefined
}

const aDay = 24 * 3600 * 1000
