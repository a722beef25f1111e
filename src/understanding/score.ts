import type { OffenceCode } from '#core/plan.ts'
import type { Match, Span } from './phrase-book.ts'

/** How well a text speaks of an offence, and by which of its words. */
export interface Scored {
  readonly code: OffenceCode
  /** 0 to 1: how clearly its phrases speak for it. */
  readonly score: number
  readonly phrases: readonly string[]
}

/** With this much weight the score is one half: one phrase that is nearly sure is a little more. */
const HALF = 4
/** Each further phrase adds less than the one before: a long letter is not a surer one. */
const FADING = 0.7
/** What stands in the first line is what the letter is about. */
const HEADLINE = { length: 40, worth: 1.35 }
/** Of staff's manners, officials, quality and the village every angry letter speaks in passing. */
const PASSING = { codes: /^(I[34]|K2|N[45])$/, worth: 0.75 }
/** A hint that is part of another offence's clear phrase says little by itself. */
const OVERSHADOWED = { hint: 0.25, clear: 0.6 }

/** One word that many things have in common is no reason to propose any of them. */
const MERE_HINT = 0.6

/** Weighs the phrases found, best first. */
export function score(matches: readonly Match[]): readonly Scored[] {
  const clear = matches.filter(({ weight }) => weight >= 4)
  const weighed = [...Map.groupBy(matches, ({ code }) => code)].map(([code, own]) => {
    const counted = withoutParts(own)
    const worths = counted.map((match) => worth(match, clear))
    return {
      code,
      weight: isMereHint(counted) ? MERE_HINT : fade(worths),
      phrases: counted.map(({ phrase }) => phrase),
    }
  })
  const most = Math.max(0, ...weighed.map(({ weight }) => weight))
  return weighed
    .map(({ code, weight, phrases }) => ({ code, score: towardsOne(weight, most), phrases }))
    .toSorted((one, other) => other.score - one.score || (one.code < other.code ? -1 : 1))
}

const isMereHint = (matches: readonly Match[]): boolean =>
  matches.length === 1 && (matches[0]?.weight ?? 0) <= 2

/** Nothing counts twice within one offence: a phrase whose words are all in a better one is left out. */
function withoutParts(matches: readonly Match[]): readonly Match[] {
  const kept: Match[] = []
  for (const match of matches.toSorted((one, other) => better(one, other)))
    if (!match.spans.every((span) => kept.some((other) => covers(other.spans, span))))
      kept.push(match)
  return kept
}

const better = (one: Match, other: Match): number =>
  other.weight - one.weight || other.phrase.length - one.phrase.length

const covers = (spans: readonly Span[], { from, to }: Span): boolean =>
  spans.some((span) => span.from <= from && span.to >= to)

function worth(match: Match, clear: readonly Match[]): number {
  const isEarly = (match.spans[0]?.from ?? 0) < HEADLINE.length
  const late = PASSING.codes.test(match.code) ? PASSING.worth : 1
  const early = isEarly ? HEADLINE.worth : late
  return match.weight * early * shade(match, clear)
}

function shade(match: Match, clear: readonly Match[]): number {
  const isPart = match.spans.every((span) =>
    clear.some(
      (other) =>
        other.code !== match.code &&
        other.phrase.length > match.phrase.length &&
        covers(other.spans, span),
    ),
  )
  if (!isPart) return 1
  return match.weight <= 3 ? OVERSHADOWED.hint : OVERSHADOWED.clear
}

const fade = (worths: readonly number[]): number =>
  worths
    .toSorted((one, other) => other - one)
    .reduce((sum, each, rank) => sum + each * FADING ** rank, 0)

function towardsOne(weight: number, most: number): number {
  const alone = weight / (weight + HALF)
  return Math.round(alone * Math.sqrt(weight / most) * 1000) / 1000
}
