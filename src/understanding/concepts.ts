import { type Lexicon, nodeOf } from './lexicon.ts'
import type { Walked } from './walk.ts'

/** A group of words that mean the same, met in a text. */
export interface ConceptFound {
  /** Its place in the list of groups. */
  readonly group: number
  /** Where the word ends that it was met by. */
  readonly to: number
}

/** Finds which groups stand in a text. */
export type Concepts = (walked: Walked) => readonly ConceptFound[]

/** `undefined` where the lexicon does not know all their words. */
export function createConcepts(
  groups: readonly (readonly string[])[],
  lexicon: Lexicon,
): Concepts | undefined {
  const lists: number[][] = [[]]
  const listAt = new Int32Array(lexicon.worth.length)
  for (const [group, words] of groups.entries())
    for (const word of words) {
      const node = nodeOf(lexicon, word)
      if (node === undefined) return undefined
      if (listAt[node] === 0) listAt[node] = lists.push([]) - 1
      lists[listAt[node] ?? 0]?.push(group)
    }
  return ({ ends, nodes }) => {
    const found: ConceptFound[] = []
    for (let at = 0; at < nodes.length; at += 1) {
      const list = listAt[nodes[at] ?? 0] ?? 0
      if (list === 0) continue
      for (const group of lists[list] ?? []) found.push({ group, to: ends[at] ?? 0 })
    }
    return found
  }
}
