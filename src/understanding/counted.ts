import { countFeatures, type Counts } from './features.ts'
import { weighByTrade } from './medical.ts'
import { within } from './phrase-book.ts'
import type { Read } from './read.ts'
import { score, type Scored } from './score.ts'

/** What the learned part reads of a text: all of it, and its title by itself. */
export interface Counted extends Piece {
  readonly title?: Piece
}

interface Piece {
  readonly counts: Counts
  readonly byPhrase: readonly Scored[]
}

/** A first line of so many characters is a title, if more follows. */
const TITLE = { shortest: 4, longest: 45 }

export function countRead({ told, words, byPhrase, matches, concepts }: Read): Counted {
  const counts = countFeatures(told, words, concepts)
  const end = told.indexOf('\n')
  if (end < TITLE.shortest || end > TITLE.longest) return { counts, byPhrase }
  const title = told.slice(0, end)
  const own = within({ from: 0, to: end }, matches)
  return {
    counts,
    byPhrase,
    title: {
      counts: countFeatures(title, wordsUpTo(end, words), concepts),
      byPhrase: weighByTrade(title, score(own)),
    },
  }
}

function wordsUpTo(end: number, words: readonly string[]): readonly string[] {
  let at = 0
  return words.slice(
    0,
    words.findIndex((word) => (at += word.length) > end),
  )
}
