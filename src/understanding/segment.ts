import { Jieba } from '@node-rs/jieba'

/** Cuts text into words. The dictionary is read when the first text comes, not before. */
export interface Segmenter {
  words(text: string): readonly string[]
}

/** A segmenter that knows a dictionary's words (lines of `word frequency tag`) and the trade's own. */
export function createSegmenter(known: Iterable<string>, dictionary: Uint8Array): Segmenter {
  let jieba: Jieba | undefined
  return { words: (text) => (jieba ??= load(known, dictionary)).cut(text, false) }
}

function load(known: Iterable<string>, dictionary: Uint8Array): Jieba {
  const jieba = Jieba.withDict(dictionary)
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
