import type { Offence } from '#core/plan.ts'
import { type Frequencies, type Lexicon, lexiconOf } from './lexicon.ts'
import { piecesOf } from './phrase-book.ts'

/** Rare beside everyday words, so that 以上环节 stays 以上 and 环节 although 上环 is known. */
const COMMONNESS = 40
/** A longer piece of a phrase is no word. */
const LONGEST_WORD = 5

/** The words of the offences' phrases, which texts are cut by, and of the concepts, which they are not. */
export function ofTheTrade(
  offences: Iterable<Offence>,
  concepts: readonly (readonly string[])[],
): Frequencies {
  const words = new Map<string, number>(concepts.flat().map((word) => [word, 0]))
  for (const piece of piecesOf(offences))
    words.set(piece, piece.length >= 2 && piece.length <= LONGEST_WORD ? COMMONNESS : 0)
  return words
}

/** A language's common words with those of the trade: where both know one, the trade says how common it is. */
export function tradeLexicon(common: Frequencies, trade: Frequencies): Lexicon {
  const words = new Map(common)
  for (const [word, frequency] of trade)
    if (frequency > 0 || !words.has(word)) words.set(word, frequency)
  return lexiconOf(words)
}
