import type { AdverseRule } from './warning-rules.ts'

/** Harm by a drug or a device, as a report's words tell of it; a person has to read it. */
export interface Adverse {
  readonly about: 'drug' | 'device'
  readonly grave: boolean
  /** The words of the list that were found, none of the reporter's own. */
  readonly signs: readonly string[]
}

/** Looks for what was used and the harm near each other, in one sentence. What was denied or only feared is none. */
export function adverseIn(text: string, rule: AdverseRule): Adverse | undefined {
  for (const sentence of text.split(/[。！？!?\n；;]/u)) {
    const plain = without(sentence, rule.not)
    const harm = foundIn(plain, rule.harm)
    if (harm.length === 0) continue
    for (const about of ['device', 'drug'] as const) {
      const used = foundIn(plain, rule.about[about])
      const near = harm.filter((one) =>
        used.some((other) => Math.abs(one.at - other.at) <= rule.within),
      )
      if (near.length === 0) continue
      const grave = foundIn(without(text, rule.not), rule.grave)
      const signs = [...used, ...near, ...grave].map(({ word }) => word)
      return { about, grave: grave.length > 0, signs: [...new Set(signs)] }
    }
  }
  return undefined
}

const without = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => left.replaceAll(word, '，'.repeat(word.length)), text)

const foundIn = (text: string, words: readonly string[]) =>
  words.flatMap((word) => {
    const at = text.indexOf(word)
    return at < 0 ? [] : [{ word, at }]
  })
