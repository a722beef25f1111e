import type { Offence } from '#core/plan.ts'
import { weighByTrade } from './medical.ts'
import { normalise, withoutSalutation } from './normalise.ts'
import { createPhraseBook, type Match } from './phrase-book.ts'
import { score, type Scored } from './score.ts'
import { boundaries, createSegmenter, type Segmenter } from './segment.ts'

/** A text made ready: everything that is asked of it later reads this. */
export interface Read {
  /** Normalised. */
  readonly text: string
  /** Without to whom it is written. */
  readonly told: string
  /** `told`, cut. */
  readonly words: readonly string[]
  /** Phrases of the offences in `told`. */
  readonly matches: readonly Match[]
  /** What these phrases speak for, best first. */
  readonly byPhrase: readonly Scored[]
}

/** Reads texts by the phrases of some offences and the words of a dictionary. */
export interface Reader {
  readonly segmenter: Segmenter
  readonly read: (raw: string) => Read
}

export function createReader(offences: Iterable<Offence>, dictionary: Uint8Array): Reader {
  const book = createPhraseBook(offences)
  const segmenter = createSegmenter(book.words, dictionary)
  return {
    segmenter,
    read(raw) {
      const text = normalise(raw)
      const told = withoutSalutation(text)
      const words = segmenter.words(told)
      const matches = book.find(told, boundaries(words))
      return { text, told, words, matches, byPhrase: weighByTrade(told, score(matches)) }
    },
  }
}
