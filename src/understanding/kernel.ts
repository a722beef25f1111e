import { KERNEL } from './kernel-bytes.ts'
import type { Features } from './features.ts'
import type { Layers } from './model.ts'

/** The sums of some layers, sixteen weights at a time: this is where most of a judgement's time would go. */
export interface Kernel {
  /** How much each unit says of a text; 0 where it is silent. The array is written over by the next text. */
  readonly activate: (features: Features) => Float32Array
  /** What the units just activated say of each class, before anything else is added. A new array. */
  readonly answer: () => Float32Array
}

/** Lays the weights out in a memory of their own. */
export function createKernel(layers: Layers): Kernel {
  const width = layers.threshold.length
  const classes = layers.bias.length
  if (width % LANES !== 0) throw new Error(`${width} units: the kernel takes them by ${LANES}`)
  const { memory, activate, answer } = instance()
  const sheet = layOut(layers)
  memory.grow(Math.ceil(sheet.size / PAGE))
  const bytes = memory.buffer
  new Int8Array(bytes, sheet.units, layers.units.length).set(layers.units)
  const floats = (at: number, length: number): Float32Array => new Float32Array(bytes, at, length)
  floats(sheet.scale, width).set(layers.scale)
  floats(sheet.threshold, width).set(layers.threshold)
  for (let unit = 0; unit < width; unit += 1)
    floats(sheet.output + unit * sheet.row, classes).set(
      layers.output.subarray(unit * classes, (unit + 1) * classes),
    )
  const ids = new Int32Array(bytes, sheet.ids, MOST)
  const values = floats(sheet.values, MOST)
  const sums = floats(sheet.sums, width)
  const answers = floats(sheet.answers, sheet.row / 4)
  return {
    activate: (features) => {
      const read = Math.min(features.ids.length, MOST)
      ids.set(features.ids.subarray(0, read))
      values.set(features.values.subarray(0, read))
      const { units, scale, threshold } = sheet
      activate(read, width, units, sheet.ids, sheet.values, scale, threshold, sheet.sums)
      return sums
    },
    answer: () => {
      answers.fill(0)
      answer(width, sheet.row / 4, sheet.sums, sheet.output, sheet.answers)
      return answers.slice(0, classes)
    },
  }
}

/** Weights that are multiplied in one go. */
const LANES = 16
/** Bytes by which WebAssembly counts memory. */
const PAGE = 65_536
/** No text has so many buckets: see READ_AT_MOST. */
const MOST = 8192

type Call = (...places: readonly number[]) => void

interface Memory {
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

/** As much of it as is used here: the compiler knows it only of browsers. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> }
}

function instance(): { readonly memory: Memory; readonly activate: Call; readonly answer: Call } {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL, 'base64'))
  const { memory, activate, answer } = new WebAssembly.Instance(compiled).exports
  if (!(memory instanceof WebAssembly.Memory) || !isCall(activate) || !isCall(answer))
    throw new Error('the bytes of the kernel are not those of its text')
  return { memory, activate, answer }
}

let compiled: object | undefined

const isCall = (given: unknown): given is Call => typeof given === 'function'

/** Where everything lies, in bytes. */
function layOut({ units, threshold, bias }: Layers) {
  const width = threshold.length
  const row = Math.ceil(bias.length / 4) * 16
  let end = 0
  const next = (size: number): number => {
    const at = end
    end += Math.ceil(size / LANES) * LANES
    return at
  }
  return {
    units: next(units.length),
    ids: next(MOST * 4),
    values: next(MOST * 4),
    scale: next(width * 4),
    threshold: next(width * 4),
    sums: next(width * 4),
    output: next(width * row),
    answers: next(row),
    /** Bytes of one unit's output. */
    row,
    size: end,
  }
}
