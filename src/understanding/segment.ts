import type { Lexicon } from './lexicon.ts'
import { createWalk, type Walked } from './walk.ts'

/** A text cut into words. */
export interface Cut {
  readonly words: readonly string[]
  /** 1 where a word begins or ends; one longer than the text. */
  readonly edges: Uint8Array
  readonly walked: Walked
}

/** Cuts text into words. */
export interface Segmenter {
  readonly cut: (text: string) => Cut
  readonly words: (text: string) => readonly string[]
}

/** Of all ways to cut a text into known words and single characters it takes the likeliest, as jieba does. */
export function createSegmenter(lexicon: Lexicon): Segmenter {
  const walk = createWalk(lexicon)
  const cut = (text: string): Cut => {
    const walked = walk(text)
    const next = likeliest(text, walked, lexicon.worth)
    const words: string[] = []
    const edges = new Uint8Array(text.length + 1)
    for (let at = 0; at < text.length;) {
      const end = isLatin(text.charCodeAt(at)) ? endOfLatin(text, at, next) : (next[at] ?? 0)
      edges[at] = 1
      words.push(text.slice(at, end))
      at = end
    }
    edges[text.length] = 1
    return { words, edges, walked }
  }
  return { cut, words: (text) => cut(text).words }
}

/** From each place, where the word ends that begins there on the likeliest way to the end. */
function likeliest(text: string, { from, ends, nodes }: Walked, worth: Float32Array): Int32Array {
  const next = new Int32Array(text.length + 1)
  const best = new Float64Array(text.length + 2)
  const unknown = worth[0] ?? 0
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const to = endOfSign(text, at)
    next[at] = to
    best[at] = unknown + (best[to] ?? 0)
    for (let each = from[at] ?? 0; each < (from[at + 1] ?? 0); each += 1) {
      const end = ends[each] ?? 0
      const likely = (worth[nodes[each] ?? 0] ?? 0) + (best[end] ?? 0)
      if (likely >= (best[at] ?? 0) || (end === to && likely > Number.NEGATIVE_INFINITY)) {
        best[at] = likely
        next[at] = end
      }
    }
  }
  return next
}

/** A character beyond the first plane has two parts that are not cut apart. */
const endOfSign = (text: string, at: number): number =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
    ? at + 2
    : at + 1

const isLatin = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)

/** Letters and digits that no word holds are one word together. */
function endOfLatin(text: string, at: number, next: Int32Array): number {
  let end = at
  while (end < text.length && isLatin(text.charCodeAt(end)) && next[end] === end + 1) end += 1
  return end > at ? end : (next[at] ?? at + 1)
}
