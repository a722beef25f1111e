import { beginningOf } from './beginning-of.ts'

/** Finds which groups of words that mean the same stand in a text, by their places in the list. */
export type Concepts = (text: string) => ReadonlySet<number>

/** Each group is a list of words of two characters or more. */
export function createConcepts(groups: readonly (readonly string[])[]): Concepts {
  const entries = groups.flatMap((words, group) => words.map((word) => ({ word, group })))
  const byBeginning = Map.groupBy(entries, ({ word }) => beginningOf(word, 0))
  return (text) => {
    const found = new Set<number>()
    for (let at = 0; at + 1 < text.length; at += 1)
      for (const { word, group } of byBeginning.get(beginningOf(text, at)) ?? [])
        if (text.startsWith(word, at)) found.add(group)
    return found
  }
}
