import type { Offence } from '#core/plan.ts'
import { type ConceptFound, type Concepts, createConcepts } from './concepts.ts'
import { knowing, type Lexicon } from './lexicon.ts'
import { weighByTrade } from './medical.ts'
import { normalise, withoutSalutation } from './normalise.ts'
import { createPhraseBook, type Match, type PhraseBook } from './phrase-book.ts'
import { score, type Scored } from './score.ts'
import { createSegmenter, type Segmenter } from './segment.ts'
import { ofTheTrade } from './trade-words.ts'

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
  /** Groups of words that mean the same in `told`, each as often as it is met. */
  readonly concepts: readonly ConceptFound[]
}

/** Reads texts by the phrases of some offences and the words of a lexicon. */
export interface Reader {
  readonly segmenter: Segmenter
  readonly read: (raw: string) => Read
}

/** What a reader knows. */
export interface Knowledge {
  readonly offences: Iterable<Offence>
  /** Groups of words that mean the same. */
  readonly concepts: readonly (readonly string[])[]
  /** As learned; what it lacks of the others' words is added. */
  readonly lexicon: Lexicon
}

export function createReader({ offences, concepts, lexicon }: Knowledge): Reader {
  const all = [...offences]
  const { book, conceptsIn, segmenter } =
    toolsOf(all, concepts, lexicon) ??
    toolsOf(all, concepts, knowing(lexicon, ofTheTrade(all, concepts))) ??
    unknowing()
  return {
    segmenter,
    read(raw) {
      const text = normalise(raw)
      const told = withoutSalutation(text)
      const cut = segmenter.cut(told)
      const matches = book.find(told, cut)
      return {
        text,
        told,
        words: cut.words,
        matches,
        byPhrase: weighByTrade(told, score(matches)),
        concepts: conceptsIn(cut.walked),
      }
    },
  }
}

interface Tools {
  readonly book: PhraseBook
  readonly conceptsIn: Concepts
  readonly segmenter: Segmenter
}

/** `undefined` where the lexicon lacks words: the offences were changed since it was made. */
function toolsOf(
  offences: readonly Offence[],
  concepts: Knowledge['concepts'],
  lexicon: Lexicon,
): Tools | undefined {
  const book = createPhraseBook(offences, lexicon)
  const conceptsIn = book && createConcepts(concepts, lexicon)
  return book && conceptsIn && { book, conceptsIn, segmenter: createSegmenter(lexicon) }
}

function unknowing(): never {
  throw new Error('a lexicon that was given all words does not know them')
}
