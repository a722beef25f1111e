import type { Offence, OffenceCode } from '#core/plan.ts'

/** A phrase of an offence found in a text. */
export interface Match {
  readonly code: OffenceCode
  readonly phrase: string
  readonly weight: number
  /** Where each of its pieces stands, as offsets into the text. */
  readonly spans: readonly Span[]
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** All phrases of the offences, made ready to be looked for in one pass. */
export interface PhraseBook {
  /** The short unbroken words, for the segmenter's dictionary. */
  readonly words: readonly string[]
  find(text: string, edges: ReadonlySet<number>): readonly Match[]
}

/** Pieces of a phrase that stand this far apart no longer speak of the same thing. */
const FARTHEST = 12

interface Phrase {
  readonly code: OffenceCode
  readonly phrase: string
  readonly weight: number
  readonly pieces: readonly string[]
}

/** In a phrase, … stands for a few characters of the same sentence. */
export function createPhraseBook(offences: Iterable<Offence>): PhraseBook {
  const phrases: readonly Phrase[] = [...offences].flatMap(({ code, signals }) =>
    signals.map(({ phrase, weight }) => ({ code, phrase, weight, pieces: phrase.split('…') })),
  )
  const pieces = new Set(phrases.flatMap((phrase) => phrase.pieces))
  const byFirst = Map.groupBy(phrases, (phrase) => phrase.pieces[0] ?? '')
  const beginnings = beginningsOf(pieces)
  return {
    words: [...pieces].filter((piece) => piece.length >= 2 && piece.length <= 5),
    find(text, edges) {
      const places = placesOf(text, edges, beginnings)
      const found: Match[] = []
      for (const piece of places.keys())
        for (const phrase of byFirst.get(piece) ?? []) {
          const spans = spansOf(phrase.pieces, places, text)
          if (spans) found.push({ ...phrase, spans })
        }
      return found
    },
  }
}

/** Pieces by their first character and then their second; of one character alone, by ''. */
type Beginnings = ReadonlyMap<number, ReadonlyMap<number, readonly string[]>>

/** Stands for the second character of a piece of one. */
const ALONE = -1

function beginningsOf(pieces: Iterable<string>): Beginnings {
  const byFirst = Map.groupBy(pieces, (piece) => piece.charCodeAt(0))
  return new Map(
    [...byFirst].map(([first, own]) => [
      first,
      Map.groupBy(own, (piece) => (piece.length > 1 ? piece.charCodeAt(1) : ALONE)),
    ]),
  )
}

type Places = ReadonlyMap<string, readonly number[]>

const NONE: readonly string[] = []

function placesOf(text: string, edges: ReadonlySet<number>, beginnings: Beginnings): Places {
  const places = new Map<string, number[]>()
  for (let at = 0; at < text.length; at += 1) {
    const begun = beginnings.get(text.charCodeAt(at))
    if (!begun) continue
    for (const piece of begun.get(ALONE) ?? NONE) if (edges.has(at)) keep(places, piece, at)
    for (const piece of begun.get(text.charCodeAt(at + 1)) ?? NONE)
      if (text.startsWith(piece, at) && isWhole(piece, at, edges)) keep(places, piece, at)
  }
  return places
}

function keep(places: Map<string, number[]>, piece: string, at: number): void {
  const known = places.get(piece)
  if (known) known.push(at)
  else places.set(piece, [at])
}

/** A short piece inside other words is chance: 计生 in 会计生活. */
function isWhole(piece: string, at: number, edges: ReadonlySet<number>): boolean {
  return piece.length > 3 || edges.has(at) || edges.has(at + piece.length)
}

function spansOf(
  pieces: readonly string[],
  places: Places,
  text: string,
): readonly Span[] | undefined {
  if (!pieces.every((piece) => places.has(piece))) return undefined
  const [first = '', ...rest] = pieces
  for (const from of places.get(first) ?? []) {
    const spans = [{ from, to: from + first.length }]
    for (const piece of rest) {
      const end = spans.at(-1)?.to ?? from
      const next = places.get(piece)?.find((at) => at >= end)
      if (next === undefined || next - end > FARTHEST || breaks(text, end, next)) break
      spans.push({ from: next, to: next + piece.length })
    }
    if (spans.length === pieces.length) return spans
  }
  return undefined
}

const breaks = (text: string, from: number, to: number): boolean =>
  /[。！？!?\n；;]/.test(text.slice(from, to))

/** What was found in one part of a text, by the part's own offsets. */
export function within({ from, to }: Span, matches: readonly Match[]): readonly Match[] {
  return matches
    .filter(({ spans }) => spans.every((span) => span.from >= from && span.to <= to))
    .map((match) => ({
      ...match,
      spans: match.spans.map((span) => ({ from: span.from - from, to: span.to - from })),
    }))
}
