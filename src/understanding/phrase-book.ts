import type { Offence, OffenceCode } from '#core/plan.ts'
import { type Lexicon, nodeOf } from './lexicon.ts'
import type { Cut } from './segment.ts'

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
  readonly find: (text: string, cut: Pick<Cut, 'edges' | 'walked'>) => readonly Match[]
}

/** Pieces of a phrase that stand this far apart no longer speak of the same thing. */
const FARTHEST = 12

interface Phrase {
  readonly code: OffenceCode
  readonly phrase: string
  readonly weight: number
  /** By their numbers. */
  readonly pieces: readonly number[]
}

/** In a phrase, … stands for a few characters of the same sentence. */
const piecesIn = (phrase: string): readonly string[] => phrase.split('…')

/** What the phrases of some offences are made of. */
export const piecesOf = (offences: Iterable<Offence>): ReadonlySet<string> =>
  new Set([...offences].flatMap(({ signals }) => signals.flatMap(({ phrase }) => piecesIn(phrase))))

/** `undefined` where the lexicon does not know all pieces of the phrases. */
export function createPhraseBook(
  offences: readonly Offence[],
  lexicon: Lexicon,
): PhraseBook | undefined {
  const pieces = [...piecesOf(offences)]
  const numberOf = new Map(pieces.map((piece, number) => [piece, number]))
  const phrases: readonly Phrase[] = offences.flatMap(({ code, signals }) =>
    signals.map(({ phrase, weight }) => ({
      code,
      phrase,
      weight,
      pieces: piecesIn(phrase).map((piece) => numberOf.get(piece) ?? NO_PIECE),
    })),
  )
  const byFirst = Map.groupBy(phrases, (phrase) => phrase.pieces[0] ?? NO_PIECE)
  const phrasesOf = pieces.map((_, number) => byFirst.get(number) ?? [])
  const lengths = pieces.map(({ length }) => length)
  const pieceAt = new Int32Array(lexicon.worth.length).fill(NO_PIECE)
  for (const [number, piece] of pieces.entries()) {
    const node = nodeOf(lexicon, piece)
    if (node === undefined) return undefined
    pieceAt[node] = number
  }
  return {
    find(text, cut) {
      const places = placesOf(cut, { pieceAt, lengths })
      const found: Match[] = []
      for (const piece of places.keys())
        for (const { code, phrase, weight, pieces: own } of phrasesOf[piece] ?? []) {
          const spans = spansOf(own, places, { text, lengths })
          if (spans) found.push({ code, phrase, weight, spans })
        }
      return found
    },
  }
}

const NO_PIECE = -1

/** Where each piece stands that is met, by its number. */
type Places = ReadonlyMap<number, readonly number[]>

function placesOf(
  { edges, walked }: Pick<Cut, 'edges' | 'walked'>,
  { pieceAt, lengths }: { readonly pieceAt: Int32Array; readonly lengths: readonly number[] },
): Places {
  const places = new Map<number, number[]>()
  const { from, nodes } = walked
  for (let at = 0; at + 1 < from.length; at += 1) {
    const end = from[at + 1] ?? 0
    for (let each = from[at] ?? 0; each < end; each += 1) {
      const piece = pieceAt[nodes[each] ?? 0] ?? NO_PIECE
      if (piece === NO_PIECE || !isWhole(lengths[piece] ?? 0, at, edges)) continue
      const known = places.get(piece)
      if (known) known.push(at)
      else places.set(piece, [at])
    }
  }
  return places
}

/** A short piece inside other words is chance: 计生 in 会计生活. */
const isWhole = (length: number, at: number, edges: Uint8Array): boolean =>
  length > 3 || edges[at] === 1 || (length > 1 && edges[at + length] === 1)

function spansOf(
  pieces: readonly number[],
  places: Places,
  { text, lengths }: { readonly text: string; readonly lengths: readonly number[] },
): readonly Span[] | undefined {
  if (!pieces.every((piece) => places.has(piece))) return undefined
  const [first = NO_PIECE, ...rest] = pieces
  const lengthOf = (piece: number): number => lengths[piece] ?? 0
  for (const from of places.get(first) ?? []) {
    const spans = [{ from, to: from + lengthOf(first) }]
    for (const piece of rest) {
      const end = spans.at(-1)?.to ?? from
      const next = places.get(piece)?.find((at) => at >= end)
      if (next === undefined || next - end > FARTHEST || breaks(text, end, next)) break
      spans.push({ from: next, to: next + lengthOf(piece) })
    }
    if (spans.length === pieces.length) return spans
  }
  return undefined
}

const breaks = (text: string, from: number, to: number): boolean =>
  from < to && /[。！？!?\n；;]/.test(text.slice(from, to))

/** What was found in one part of a text, by the part's own offsets. */
export function within({ from, to }: Span, matches: readonly Match[]): readonly Match[] {
  return matches
    .filter(({ spans }) => spans.every((span) => span.from >= from && span.to <= to))
    .map((match) => ({
      ...match,
      spans: match.spans.map((span) => ({ from: span.from - from, to: span.to - from })),
    }))
}
