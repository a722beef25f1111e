import { commonWords } from '../src/understanding/dictionary.ts'

/** Chance from a seed, and words of the language drawn by it: the common ones often, the rare ones seldom. */
export interface Words {
  /** From 0 on, below 1. */
  readonly random: () => number
  readonly oneOf: <T>(all: readonly T[]) => T
  readonly word: () => string
  /** So many words, written as one. */
  readonly some: (count: number) => string
}

export function wordsFrom(seed: number): Words {
  let state = seed
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const words = [...commonWords()]
    .filter(([word]) => /^\p{Script=Han}{2,}$/u.test(word))
    .toSorted(([, one], [, other]) => other - one)
    .map(([word]) => word)
  const word = (): string => words[Math.floor(random() ** 4 * words.length)] ?? ''
  return {
    random,
    oneOf: (all) => all[Math.floor(random() * all.length)] as (typeof all)[number],
    word,
    some: (count) => Array.from({ length: count }, word).join(''),
  }
}
