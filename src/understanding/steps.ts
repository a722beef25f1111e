import type { Lexicon } from './lexicon.ts'

/** Where a character leads from a node of a lexicon: 0 where nowhere, else twice the node, and one more where a word ends. */
export type Step = (node: number, sign: number) => number

/**
 * All steps of a lexicon in one table, each beside what it is found by: a step is one look into memory, where searching
 * among the children would be many.
 */
export function createSteps({ signs, first, worth }: Lexicon): Step {
  const codes = codesOf(signs)
  const size = 2 ** Math.ceil(Math.log2(signs.length * 1.4))
  const table = new Int32Array(2 * size)
  for (let node = 0; node < signs.length; node += 1)
    for (let child = first[node] ?? 0; child < (first[node + 1] ?? 0); child += 1) {
      const key = keyOf(node, codes[signs[child] ?? 0] ?? 0)
      let place = placeOf(key, size)
      while (table[place + 1] !== 0) place = next(place, size)
      table[place] = key
      table[place + 1] = (child << 1) | ((worth[child] ?? 0) < 0 ? 1 : 0)
    }
  return (node, sign) => {
    const code = codes[sign] ?? 0
    if (code === 0) return 0
    const key = keyOf(node, code)
    for (let place = placeOf(key, size); ; place = next(place, size)) {
      const reached = table[place + 1] ?? 0
      if (reached === 0 || table[place] === key) return reached
    }
  }
}

/** Bits that a character's own number takes: no lexicon has more characters. */
const CODE_BITS = 14
const MOST_NODES = 2 ** (31 - CODE_BITS)

/** Numbers for the characters of a lexicon, from 1 on, so that node and character fit into one number. */
function codesOf(signs: Uint16Array): Uint16Array {
  const codes = new Uint16Array(0x10000)
  let known = 0
  for (let node = 1; node < signs.length; node += 1) {
    const sign = signs[node] ?? 0
    if (codes[sign] === 0) codes[sign] = known += 1
  }
  if (known >= 2 ** CODE_BITS || signs.length >= MOST_NODES)
    throw new Error('the lexicon has grown beyond what a step can tell apart')
  return codes
}

const keyOf = (node: number, code: number): number => (node << CODE_BITS) | code

const placeOf = (key: number, size: number): number => {
  const mixed = Math.imul(key ^ (key >>> 15), 0x9e3779b1)
  return ((mixed ^ (mixed >>> 14)) & (size - 1)) << 1
}

const next = (place: number, size: number): number => (place + 2) & (2 * size - 1)
