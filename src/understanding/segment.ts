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
  const jieba = Jieba.withDict(commonWords(dict))
  const lines = [...new Set(known)].map((word) => `${word} ${COMMONNESS}\n`)
  jieba.loadDict(new TextEncoder().encode(lines.join('')))
  return jieba
}

/** Rare beside everyday words, so that 以上环节 stays 以上 and 环节 although 上环 is known. */
const COMMONNESS = 40

/** Words rarer than this in the dictionary's own corpus only make it slow to load. */
const SELDOM = 20

/** The lines of a dictionary (`word frequency tag`) worth loading: single characters, counties, what is not rare. */
function commonWords(lines: Uint8Array): Uint8Array {
  const kept = new Uint8Array(lines.length)
  let size = 0
  let from = 0
  while (from < lines.length) {
    let at = from
    while (at < lines.length && lines[at] !== SPACE) at += 1
    const space = at
    let frequency = 0
    for (at += 1; at < lines.length && lines[at] !== SPACE; at += 1)
      frequency = frequency * 10 + (lines[at] ?? ZERO) - ZERO
    while (at < lines.length && lines[at] !== NEWLINE) at += 1
    const isKept = frequency >= SELDOM || space - from <= ONE_CHARACTER || isCounty(lines, space)
    if (isKept) for (let copied = from; copied <= at; copied += 1) kept[size++] = lines[copied] ?? 0
    from = at + 1
  }
  return kept.subarray(0, size)
}

const SPACE = 0x20
const NEWLINE = 0x0a
const ZERO = 0x30
/** Bytes of one Chinese character in UTF-8. */
const ONE_CHARACTER = 3

/** Ends in 县 or 旗: by its county a report from elsewhere is known. */
const isCounty = (lines: Uint8Array, end: number): boolean =>
  COUNTY.some((sign) => sign.every((byte, at) => lines[end - ONE_CHARACTER + at] === byte))

const COUNTY = ['县', '旗'].map((sign) => [...new TextEncoder().encode(sign)])

/** Where words begin and end, as offsets into the text. */
export function boundaries(words: readonly string[]): ReadonlySet<number> {
  const found = new Set([0])
  let at = 0
  for (const word of words) found.add((at += word.length))
  return found
}
