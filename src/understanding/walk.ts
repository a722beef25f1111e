import type { Lexicon } from './lexicon.ts'
import { step } from './steps.ts'

/** Which words of a lexicon stand in a text: all of them, also those within others. */
export interface Walked {
  /** Those that begin at a place stand from `from[place]` up to `from[place + 1]`; one longer than the text. */
  readonly from: Int32Array
  /** Where each ends. */
  readonly ends: Int32Array
  /** The node of the lexicon at which each ends. */
  readonly nodes: Int32Array
}

/** Walks texts along a lexicon: once for each text, for all who look for words in it. */
export function createWalk({ signs, first, steps }: Lexicon): (text: string) => Walked {
  const beginnings = new Int32Array(0x10000)
  for (let node = first[0] ?? 0; node < (first[1] ?? 0); node += 1)
    beginnings[signs[node] ?? 0] = step(steps, 0, signs[node] ?? 0)
  let ends = new Int32Array(1024)
  let nodes = new Int32Array(1024)
  return (text) => {
    const from = new Int32Array(text.length + 1)
    let found = 0
    for (let at = 0; at < text.length; at += 1) {
      from[at] = found
      let reached = beginnings[text.charCodeAt(at)] ?? 0
      for (let to = at + 1; reached !== 0; to += 1) {
        if ((reached & 1) === 1) {
          if (found === ends.length) [ends, nodes] = [twiceAsLong(ends), twiceAsLong(nodes)]
          ends[found] = to
          nodes[found] = reached >> 1
          found += 1
        }
        reached = to < text.length ? step(steps, reached >> 1, text.charCodeAt(to)) : 0
      }
    }
    from[text.length] = found
    return { from, ends: ends.slice(0, found), nodes: nodes.slice(0, found) }
  }
}

function twiceAsLong(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(array.length * 2)
  longer.set(array)
  return longer
}
