import { step, type Steps, stepsOf } from './steps.ts'

/**
 * Words in a tree that a text is walked along, one character after the other. Nodes are numbered from the root, 0, level
 * by level, so that the children of node n are those from `first[n]` up to `first[n + 1]`, in the order of their characters.
 */
export interface Lexicon {
  /** The character that leads to each node. */
  readonly signs: Uint16Array
  /** One longer than the nodes. */
  readonly first: Int32Array
  /**
   * How common the word is that ends at a node: the logarithm of its share of all words, below 0. 0 where no word ends,
   * NOT_CUT where one ends that texts are not cut by. Of the root: how common a character is that nobody knows.
   */
  readonly worth: Float32Array
  /** The same tree in one table: see `steps.ts`. */
  readonly steps: Steps
}

/** Known, but no word of the language. */
export const NOT_CUT = Number.NEGATIVE_INFINITY

/** How often each word is met; 0 for those that texts are not cut by. */
export type Frequencies = ReadonlyMap<string, number>

export function lexiconOf(frequencies: Frequencies): Lexicon {
  const words = [...frequencies.keys()].filter((word) => word !== '').toSorted(bySigns)
  const total = [...frequencies.values()].reduce((sum, each) => sum + each, 1)
  const worthOf = (word: string): number => {
    const frequency = frequencies.get(word) ?? 0
    return frequency > 0 ? Math.log(frequency / total) : NOT_CUT
  }
  const signs = [0]
  const first: number[] = []
  const worth = [Math.log(1 / total)]
  const waiting: Stretch[] = [{ from: 0, to: words.length, depth: 0 }]
  for (let node = 0; node < waiting.length; node += 1) {
    first.push(waiting.length)
    for (const child of childrenOf(words, waiting[node])) {
      const word = words[child.from] ?? ''
      waiting.push(child)
      signs.push(word.charCodeAt(child.depth - 1))
      worth.push(word.length === child.depth ? worthOf(word) : 0)
    }
  }
  first.push(waiting.length)
  const tree = {
    signs: Uint16Array.from(signs),
    first: Int32Array.from(first),
    worth: Float32Array.from(worth),
  }
  return { ...tree, steps: stepsOf(tree) }
}

/** The node at which a word ends; undefined where the lexicon does not know it. */
export function nodeOf({ steps }: Lexicon, word: string): number | undefined {
  let reached = 0
  for (let at = 0; at < word.length; at += 1) {
    reached = step(steps, reached >> 1, word.charCodeAt(at))
    if (reached === 0) return undefined
  }
  return (reached & 1) === 1 ? reached >> 1 : undefined
}

/** Words that begin alike, up to `depth` characters. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly depth: number
}

function childrenOf(words: readonly string[], stretch: Stretch | undefined): readonly Stretch[] {
  if (!stretch) return []
  const { to, depth } = stretch
  const children: Stretch[] = []
  let from = stretch.from
  while (from < to && (words[from]?.length ?? 0) <= depth) from += 1
  while (from < to) {
    const sign = words[from]?.charCodeAt(depth)
    let end = from + 1
    while (end < to && words[end]?.charCodeAt(depth) === sign) end += 1
    children.push({ from, to: end, depth: depth + 1 })
    from = end
  }
  return children
}

const bySigns = (one: string, other: string): number => (one < other ? -1 : 1)

/** The same lexicon if it knows all these words, else one that does; they are cut by where a frequency is given. */
export function knowing(lexicon: Lexicon, words: Frequencies): Lexicon {
  if ([...words.keys()].every((word) => nodeOf(lexicon, word) !== undefined)) return lexicon
  const total = Math.exp(-(lexicon.worth[0] ?? 0))
  const known = [...wordsOf(lexicon)].map(
    ({ word, worth }) => [word, Math.exp(worth) * total] as const,
  )
  return lexiconOf(new Map([...words, ...known]))
}

function* wordsOf(
  lexicon: Lexicon,
  node = 0,
  begun = '',
): Generator<{ readonly word: string; readonly worth: number }> {
  const { signs, first, worth } = lexicon
  for (let child = first[node] ?? 0; child < (first[node + 1] ?? 0); child += 1) {
    const word = begun + String.fromCharCode(signs[child] ?? 0)
    const own = worth[child] ?? 0
    if (own < 0) yield { word, worth: own }
    yield* wordsOf(lexicon, child, word)
  }
}
