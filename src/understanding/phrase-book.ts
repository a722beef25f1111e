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
  readonly pieces: readonly string[]
}

/** In a phrase, … stands for a few characters of the same sentence. */
const piecesIn = (phrase: string): readonly string[] => phrase.split('…')

/** What the phrases of some offences are made of. */
export const piecesOf = (offences: Iterable<Offence>): ReadonlySet<string> =>
  new Set([...offences].flatMap(({ signals }) => signals.flatMap(({ phrase }) => piecesIn(phrase))))

/** The lexicon must know the pieces of the phrases. */
export function createPhraseBook(offences: readonly Offence[], lexicon: Lexicon): PhraseBook {
  const phrases: readonly Phrase[] = offences.flatMap(({ code, signals }) =>
    signals.map(({ phrase, weight }) => ({ code, phrase, weight, pieces: piecesIn(phrase) })),
  )
  const byFirst = Map.groupBy(phrases, (phrase) => phrase.pieces[0] ?? '')
  const pieces = ['', ...piecesOf(offences)]
  const pieceAt = new Int32Array(lexicon.worth.length)
  for (let nth = 1; nth < pieces.length; nth += 1) {
    const node = nodeOf(lexicon, pieces[nth] ?? '')
    if (node === undefined) throw new Error(`the lexicon does not know ${pieces[nth]}`)
    pieceAt[node] = nth
  }
  return {
    find(text, cut) {
      const places = placesOf(cut, (node) => pieces[pieceAt[node] ?? 0] ?? '')
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

type Places = ReadonlyMap<string, readonly number[]>

function placesOf(
  { edges, walked }: Pick<Cut, 'edges' | 'walked'>,
  pieceAt: (node: number) => string,
): Places {
  const places = new Map<string, number[]>()
  const { from, nodes } = walked
  for (let at = 0; at + 1 < from.length; at += 1)
    for (let each = from[at] ?? 0; each < (from[at + 1] ?? 0); each += 1) {
      const piece = pieceAt(nodes[each] ?? 0)
      if (piece !== '' && isWhole(piece, at, edges)) keep(places, piece, at)
    }
  return places
}

function keep(places: Map<string, number[]>, piece: string, at: number): void {
  const known = places.get(piece)
  if (known) known.push(at)
  else places.set(piece, [at])
}

/** A short piece inside other words is chance: 计生 in 会计生活. */
function isWhole(piece: string, at: number, edges: Uint8Array): boolean {
  const isBegun = edges[at] === 1
  return piece.length > 3 || isBegun || (piece.length > 1 && edges[at + piece.length] === 1)
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
