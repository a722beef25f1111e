import { marksOfText } from '#core/likeness-bands.ts'
import { remembering } from './remembering.ts'

const shingle = 3
/** Shorter texts are like many others by chance. */
const shortest = 12
/** More of a text costs time and says no more. */
const longest = 2000

/** Where the 48 orders of a run begin, and how they go on. */
interface Orders {
  readonly start: number
  readonly pace: number
}

/** Gives a run's keyed digest, as far as it is used. */
export function ordersUnder(mac: (bytes: Uint8Array) => Uint8Array): (run: string) => Orders {
  const lately = remembering<Orders>()
  return (run) =>
    lately(run, () => {
      const digest = Buffer.from(mac(Buffer.from(run)))
      return { start: digest.readUInt32LE(0), pace: digest.readUInt32LE(4) }
    })
}

/**
 * The least keyed digests of all runs of three letters, under 48 orders (min-hash): the share of equal ones is the share
 * of runs that two texts have in common, and nothing of the texts can be read from them without the vault's key.
 * `undefined` where the text is too short to say.
 */
export function likenessOf(
  ordersOf: (run: string) => Orders,
  text: string,
): Uint8Array | undefined {
  const letters = Array.from(plain(text)).slice(0, longest)
  if (letters.length < shortest) return undefined
  const runs = new Set(
    letters.slice(shingle - 1).map((_, n) => letters.slice(n, n + shingle).join('')),
  )
  const least = new Uint32Array(marksOfText).fill(0xff_ff_ff_ff)
  for (const run of runs) {
    const { start, pace } = ordersOf(run)
    for (let n = 0; n < marksOfText; n++) {
      const mark = mixed(start + Math.imul(pace, n))
      if (mark < (least[n] ?? 0)) least[n] = mark
    }
  }
  const marks = Buffer.alloc(marksOfText * 4)
  for (const [n, mark] of least.entries()) marks.writeUInt32LE(mark, n * 4)
  return new Uint8Array(marks)
}

/** The share of runs two texts have in common, from 0 to 1. */
export function alike(one: Uint8Array, other: Uint8Array): number {
  const a = Buffer.from(one)
  const b = Buffer.from(other)
  let same = 0
  for (let at = 0; at < marksOfText * 4; at += 4)
    if (a.readUInt32LE(at) === b.readUInt32LE(at)) same += 1
  return same / marksOfText
}

/** Case, width, spaces and signs do not make another text. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Spreads every bit over all others. */
function mixed(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x7f_eb_35_2d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x84_6c_a6_8b)
  return (bits ^ (bits >>> 16)) >>> 0
}
