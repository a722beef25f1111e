import { dict } from '@node-rs/jieba/dict.js'
import type { Frequencies } from './lexicon.ts'

/** Words rarer than this in the dictionary's own corpus only make it large: a fifth of it cuts letters as well. */
const SELDOM = 50

/** Of jieba's dictionary (lines of `word frequency tag`) what is worth keeping: single characters, counties, what is not rare. */
export function commonWords(lines: Uint8Array = dict): Frequencies {
  const words = new Map<string, number>()
  for (const line of new TextDecoder().decode(lines).split('\n')) {
    const [word = '', frequency = ''] = line.split(' ')
    const times = Number(frequency)
    if (times > 0 && (times >= SELDOM || word.length === 1 || COUNTY.test(word)))
      words.set(word, times)
  }
  return words
}

/** By its county a report from elsewhere is known. */
const COUNTY = /[县旗]$/
