/**
 * All steps of a lexicon in one table, each beside what it is found by: a step is one look into memory, where searching
 * among the children would be many.
 */
export interface Steps {
  /** For each character a number of its own, from 1 on; 0 for those that no word holds. */
  readonly codes: Uint16Array
  /** In pairs: a node and the code of a character, and where they lead: twice the node, and one more where a word ends. */
  readonly table: Int32Array
}

/** A lexicon's tree: see `lexicon.ts`. */
interface Tree {
  readonly signs: Uint16Array
  readonly first: Int32Array
  readonly worth: Float32Array
}

export function stepsOf({ signs, first, worth }: Tree): Steps {
  const codes = codesOf(signs)
  const table = new Int32Array(2 * 2 ** Math.ceil(Math.log2(signs.length * 1.4 + 1)))
  for (let node = 0; node < signs.length; node += 1)
    for (let child = first[node] ?? 0; child < (first[node + 1] ?? 0); child += 1) {
      const key = keyOf(node, codes[signs[child] ?? 0] ?? 0)
      let place = placeOf(key, table.length)
      while (table[place + 1] !== 0) place = next(place, table.length)
      table[place] = key
      table[place + 1] = (child << 1) | ((worth[child] ?? 0) < 0 ? 1 : 0)
    }
  return { codes, table }
}

/** Where a character leads from a node: 0 where nowhere, else twice the node, and one more where a word ends. */
export function step({ codes, table }: Steps, node: number, sign: number): number {
  const code = codes[sign] ?? 0
  if (code === 0) return 0
  const key = keyOf(node, code)
  for (let place = placeOf(key, table.length); ; place = next(place, table.length)) {
    const reached = table[place + 1] ?? 0
    if (reached === 0 || table[place] === key) return reached
  }
}

/** Bits that a character's own number takes: no lexicon has more characters. */
const CODE_BITS = 14
const MOST_NODES = 2 ** (31 - CODE_BITS)

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

const placeOf = (key: number, length: number): number => {
  const mixed = Math.imul(key ^ (key >>> 15), 0x9e3779b1)
  return ((mixed ^ (mixed >>> 14)) << 1) & (length - 1)
}

const next = (place: number, length: number): number => (place + 2) & (length - 1)
