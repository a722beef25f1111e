import type { OffenceCode } from '#core/plan.ts'
import { BUCKETS } from './features.ts'
import type { Lexicon } from './lexicon.ts'
import type { Trust } from './trust.ts'

/** What was learned from the letters: weights of every bucket for every class, and how far its word may be trusted. */
export interface Model {
  readonly codes: readonly OffenceCode[]
  readonly intents: readonly string[]
  /** Groups of words that mean the same. */
  readonly concepts: readonly (readonly string[])[]
  /** SHA-256 of the letters and phrases it was learned from, in hex. */
  readonly learnedFrom: string
  /** The words that texts are cut into, and those of phrases and concepts. */
  readonly lexicon: Lexicon
  /** How telling each bucket is. */
  readonly idf: Float32Array
  readonly offence: Layers
  readonly intent: Head
  /** Turns what is known of a proposal into the chance that it is right. */
  readonly trust: Trust
}

/** Weights by bucket. */
export interface Head {
  /** BUCKETS × classes, to be multiplied by `scale`. */
  readonly weights: Int8Array
  readonly scale: Float32Array
  /** Weights of the other evidence: evidence × classes. */
  readonly evidence: Float32Array
  readonly bias: Float32Array
}

/** Weights through units between the buckets and the classes. */
export interface Layers {
  /** BUCKETS × units, to be multiplied by `scale`. */
  readonly units: Int8Array
  readonly scale: Float32Array
  readonly threshold: Float32Array
  /** Units × classes. */
  readonly output: Float32Array
  readonly evidence: Float32Array
  readonly bias: Float32Array
}

interface Heading {
  readonly format: typeof FORMAT
  readonly codes: readonly OffenceCode[]
  readonly intents: readonly string[]
  readonly concepts: Model['concepts']
  readonly learnedFrom: string
  /** In models of before, the weights of the signs alone. */
  readonly trust: Trust | Trust['signs']
  readonly sizes: readonly number[]
}

const FORMAT = 'yijian-understanding-6'

/** A line of JSON, then the arrays in the order of `arraysOf`. */
export function encodeModel(model: Model): Uint8Array {
  const arrays = arraysOf(model)
  const { codes, intents, concepts, learnedFrom, trust } = model
  const sizes = arrays.map(({ byteLength }) => byteLength)
  const heading: Heading = { format: FORMAT, codes, intents, concepts, learnedFrom, trust, sizes }
  const line = new TextEncoder().encode(`${JSON.stringify(heading)}\n`)
  const bytes = new Uint8Array(line.length + sizes.reduce((sum, size) => sum + size, 0))
  bytes.set(line)
  let at = line.length
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += array.byteLength
  }
  return bytes
}

/** Throws where the bytes are no model of this version. */
export function decodeModel(bytes: Uint8Array): Model {
  const end = bytes.indexOf(NEWLINE)
  const heading: Partial<Heading> = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))
  if (heading.format !== FORMAT) throw new Error('no model of this version')
  const {
    codes = [],
    intents = [],
    concepts = [],
    learnedFrom = '',
    trust: known = [],
    sizes = [],
  } = heading
  let at = end + 1
  const parts = sizes.map((size) => new Uint8Array(bytes.subarray(at, (at += size))).buffer)
  if (at !== bytes.length || parts.length !== PARTS) throw new Error('the model is cut short')
  const floats = (part: number): Float32Array => new Float32Array(parts[part] ?? NOTHING)
  const head = (from: number): Head => ({
    weights: new Int8Array(parts[from] ?? NOTHING),
    scale: floats(from + 1),
    evidence: floats(from + 2),
    bias: floats(from + 3),
  })
  const layers = (from: number): Layers => ({
    units: new Int8Array(parts[from] ?? NOTHING),
    scale: floats(from + 1),
    threshold: floats(from + 2),
    output: floats(from + 3),
    evidence: floats(from + 4),
    bias: floats(from + 5),
  })
  const trust = 'signs' in known ? known : { signs: known, codes: {} }
  const model = {
    codes,
    intents,
    concepts,
    learnedFrom,
    trust,
    idf: floats(0),
    offence: layers(1),
    intent: head(7),
    lexicon: {
      signs: new Uint16Array(parts[11] ?? NOTHING),
      first: new Int32Array(parts[12] ?? NOTHING),
      worth: floats(13),
      steps: {
        codes: new Uint16Array(parts[14] ?? NOTHING),
        table: new Int32Array(parts[15] ?? NOTHING),
      },
    },
  }
  if (model.idf.length !== BUCKETS || model.offence.bias.length !== codes.length)
    throw new Error('the model is for other classes')
  return model
}

const NEWLINE = 0x0a
const PARTS = 16
const NOTHING = new ArrayBuffer(0)

function arraysOf({ idf, offence, intent, lexicon }: Model): readonly ArrayOf[] {
  const ofHead = ({ weights, scale, evidence, bias }: Head) => [weights, scale, evidence, bias]
  const { units, scale, threshold, output, evidence, bias } = offence
  const { signs, first, worth, steps } = lexicon
  const layers = [units, scale, threshold, output, evidence, bias]
  return [idf, ...layers, ...ofHead(intent), signs, first, worth, steps.codes, steps.table]
}

type ArrayOf = Float32Array | Int8Array | Uint16Array | Int32Array
