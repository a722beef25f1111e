import type { Day } from './case.ts'
import type { AreaCode, ClauseId } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'

/** What citizens want looked at. */
export const nominationKinds = [
  'licence',
  'fees',
  'hygiene',
  'drugs',
  'advertising',
  'insurance',
  'other',
] as const
export type NominationKind = (typeof nominationKinds)[number]

/**
 * `new`: nobody looked at it yet. `shown`: an officer lets it stand in the list, in words that may be shown. `refused`.
 * `joined`: it means the same as another. `drawn`: it is inspected, which nobody is told before. `published`: with its result.
 */
export type NominationState = 'new' | 'shown' | 'refused' | 'joined' | 'drawn' | 'published'

/** What was found where it was inspected. */
export const nominationOutcomes = [
  'in-order',
  'put-right',
  'fined',
  'handed-over',
  'not-found',
] as const
export type NominationOutcome = (typeof nominationOutcomes)[number]

export interface NominationPlan {
  readonly area: AreaCode
  readonly clause: ClauseId
  readonly asks: string
}

/** Working defaults of the operator, and the areas whose plan asks for it. */
export interface NominationRules {
  /** Below so many votes none is told. */
  readonly fewest: number
  /** So many are drawn unless an officer says otherwise. */
  readonly drawn: number
  /** New nominations one house takes in an hour, so that a flood drowns nobody's. */
  readonly perHour: number
  /** A day with so many votes, and more than half of all, is pointed out to officers. */
  readonly surge: number
  readonly source: string
  /** What the name of an institution ends in or holds; without one of them it may be a private person's. */
  readonly institutionWords: readonly string[]
  readonly areas: readonly NominationPlan[]
}

export interface Nominated {
  readonly name: string
  readonly reason: string
}

const longestName = 40
const longestReason = 200

/** Takes what a citizen typed, or says what is wrong with it. */
export function nominated(typed: Nominated): Result<Nominated> {
  const name = typed.name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')
  const reason = typed.reason.trim()
  if (name.length < 2) return refuse('nomination-name-missing')
  if (name.length > longestName) return refuse('nomination-name-long', { longest: longestName })
  if (reason.length > longestReason)
    return refuse('nomination-reason-long', { longest: longestReason })
  return ok({ name, reason })
}

/** What is shown in a citizen's place: an institution's name and never a private person's. */
export function mayStand(name: string, rules: NominationRules): Result<string> {
  const clean = name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')
  if (clean.length < 2) return refuse('nomination-name-missing')
  if (clean.length > longestName) return refuse('nomination-name-long', { longest: longestName })
  if (/\d{7,}|[<>{}\\@]|https?:|www\./iu.test(clean)) return refuse('nomination-name-unfit')
  if (!rules.institutionWords.some((word) => names(clean, word)))
    return refuse('nomination-name-person')
  return ok(clean)
}

/** A word of one letter, as 店, stands at the end: elsewhere it may be part of anybody's name. */
const names = (name: string, word: string): boolean =>
  word.length > 1 ? name.includes(word) : name.endsWith(word)

/** The same institution however it was typed. */
export const sameName = (one: string, other: string): boolean => core(one) === core(other)

const core = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/** `2026-11`. */
export const monthOf = (day: Day): string => day.slice(0, 7)

/** As many as may be told. */
export type ToldVotes = number | 'few'

/**
 * Votes as everybody may read them: those of days that are over, so that nobody sees the list move when a neighbour
 * votes; few ones are not told.
 */
export function toldVotes(
  days: readonly { readonly on: Day; readonly votes: number }[],
  today: Day,
  fewest: number,
): ToldVotes {
  const votes = days.filter(({ on }) => on < today).reduce((sum, day) => sum + day.votes, 0)
  return votes < fewest ? 'few' : votes
}

/** The first that can be told stand by their votes; all with few stand by name, so that their order tells nothing. */
export function inOrder<T extends { readonly name: string; readonly votes: ToldVotes }>(
  list: readonly T[],
): readonly T[] {
  const weight = ({ votes }: T): number => (votes === 'few' ? -1 : votes)
  return list.toSorted(
    (one, other) => weight(other) - weight(one) || (one.name < other.name ? -1 : 1),
  )
}

/** A day on which somebody may have voted many times. */
export function surgeIn(
  days: readonly { readonly on: Day; readonly votes: number }[],
  surge: number,
): Day | undefined {
  const all = days.reduce((sum, { votes }) => sum + votes, 0)
  return days.find(({ votes }) => votes >= surge && votes * 2 > all)?.on
}

export interface Entry {
  readonly id: string
  readonly votes: number
}

/** Gives a number from 0 up to, not including, `below`, the n-th of a seed. */
export type Chance = (n: number, below: number) => number

/**
 * Draws without putting back, each by its votes and one more, so that no institution is out of reach and none is sure.
 * The same pool, seed and size give the same draw: whoever doubts it draws again.
 */
export function draw(pool: readonly Entry[], size: number, chance: Chance): readonly string[] {
  const left = pool.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const drawn: string[] = []
  while (left.length > 0 && drawn.length < size) {
    let rest = chance(drawn.length, total(left))
    const at = left.findIndex(({ votes }) => (rest -= votes + 1) < 0)
    drawn.push(...left.splice(at, 1).map(({ id }) => id))
  }
  return drawn
}

const total = (pool: readonly Entry[]): number =>
  pool.reduce((sum, { votes }) => sum + votes + 1, 0)
