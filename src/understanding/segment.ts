import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/** Cuts text into words. The dictionary is read when the first text comes, not before. */
export interface Segmenter {
  words(text: string): readonly string[]
}

/** A segmenter that also knows the trade's own words. */
export function createSegmenter(known: Iterable<string>): Segmenter {
  let jieba: Jieba | undefined
  return { words: (text) => (jieba ??= load(known)).cut(text, false) }
}

function load(known: Iterable<string>): Jieba {
  const jieba = Jieba.withDict(dict)
  const lines = [...new Set(known)].map((word) => `${word} ${COMMONNESS}\n`)
  jieba.loadDict(new TextEncoder().encode(lines.join('')))
  return jieba
}

/** Rare beside everyday words, so that 以上环节 stays 以上 and 环节 although 上环 is known. */
const COMMONNESS = 40

/** Where words begin and end, as offsets into the text. */
export function boundaries(words: readonly string[]): ReadonlySet<number> {
  const found = new Set([0])
  let at = 0
  for (const word of words) found.add((at += word.length))
  return found
}
