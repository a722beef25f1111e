import { addDays, dayOf, startOf } from './clock.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Weights } from './subject-rules.ts'

/** One case as it counts: codes and days, no word of it. */
export interface InspectionCase {
  readonly number: string
  readonly at: number
  readonly state: string
  readonly outcome?: string
  readonly merged: boolean
  /** Cases of one letter came from one sender or say nearly the same; the letter means nothing elsewhere. */
  readonly source: string
  /** Whether an officer said that it is about this subject. */
  readonly confirmed: boolean
}

/** Why a case counts as it does. */
export type CountsAs =
  | 'substantiated'
  | 'partly'
  | 'transferred'
  | 'open'
  /** Not found so, answered, declined, withdrawn. */
  | 'none'
  /** Handled within another. */
  | 'merged'
  /** Another of the same source counts already. */
  | 'same-source'

export interface CountedCase {
  readonly number: string
  readonly as: CountsAs
  readonly weight: number
  readonly confirmed: boolean
}

export interface InspectionRow {
  readonly subject: string
  readonly weight: number
  readonly cases: readonly CountedCase[]
}

const ended: Readonly<Record<string, CountsAs>> = {
  substantiated: 'substantiated',
  partly: 'partly',
  'transferred-to-police': 'transferred',
}

/** What a case counts as by itself. */
export function countsAs({ state, outcome, merged }: InspectionCase): CountsAs {
  if (merged || state === 'merged') return 'merged'
  const found = outcome === undefined ? undefined : ended[outcome]
  if (found) return found
  return state === 'received' || state === 'accepted' ? 'open' : 'none'
}

const worth = (weights: Weights, as: CountsAs): number =>
  as === 'substantiated' || as === 'partly' || as === 'transferred' || as === 'open'
    ? weights[as]
    : 0

/**
 * The weight of one subject, with the reason case by case. However often one sender writes, they count once: by the
 * case that weighs most.
 */
export function weighed(
  subject: string,
  cases: readonly InspectionCase[],
  weights: Weights,
): InspectionRow {
  const counted = cases.map((one) => {
    const as = countsAs(one)
    return { one, as, weight: worth(weights, as) }
  })
  const first = new Map<string, string>()
  for (const { one } of counted
    .filter(({ weight }) => weight > 0)
    .toSorted(
      (a, b) =>
        b.weight - a.weight || a.one.at - b.one.at || (a.one.number < b.one.number ? -1 : 1),
    ))
    if (!first.has(one.source)) first.set(one.source, one.number)
  const rows = counted
    .map(({ one, as, weight }): CountedCase => {
      const { number, confirmed } = one
      const repeats = weight > 0 && first.get(one.source) !== number
      return { number, confirmed, as: repeats ? 'same-source' : as, weight: repeats ? 0 : weight }
    })
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
  return { subject, weight: rows.reduce((sum, { weight }) => sum + weight, 0), cases: rows }
}

/** All subjects that weigh something, the heaviest first. */
export const listOf = (
  all: ReadonlyMap<string, readonly InspectionCase[]>,
  weights: Weights,
): readonly InspectionRow[] =>
  [...all]
    .map(([subject, cases]) => weighed(subject, cases, weights))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || (a.subject < b.subject ? -1 : 1))

/** A calendar month with the span of cases that count in its list. */
export interface InspectionMonth {
  readonly month: string
  /** Of the cases that count: so many months up to the end of it. */
  readonly from: number
  readonly to: number
}

/** `undefined`: no month. */
export function monthOf(month: string, months: number): InspectionMonth | undefined {
  const [, year = '', number = ''] = /^(20\d{2})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (year === '') return undefined
  const index = Number(year) * 12 + Number(number)
  return { month, from: startOf(firstOf(index - months)), to: startOf(firstOf(index)) }
}

/** Months since the year 0. */
const firstOf = (index: number): string =>
  `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`

/** The last month that is over. */
export const lastMonth = (now: number): string =>
  addDays(`${dayOf(now).slice(0, 7)}-01`, -1).slice(0, 7)

/** Weights as an officer typed them. */
export function weightsOf(given: Readonly<Record<keyof Weights, string>>): Result<Weights> {
  const number = (words: string): number => (/^\d{1,3}$/.test(words.trim()) ? Number(words) : -1)
  const weights = {
    substantiated: number(given.substantiated),
    partly: number(given.partly),
    transferred: number(given.transferred),
    open: number(given.open),
    months: number(given.months),
  }
  const { months, ...counts } = weights
  const isFine = Object.values(counts).every((one) => one >= 0 && one <= 100)
  return isFine && months >= 1 && months <= 60 ? ok(weights) : refuse('weights-unclear')
}
