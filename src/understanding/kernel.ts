import { KERNEL } from './kernel-bytes.ts'
import type { Features } from './features.ts'

/**
 * What the rows of a table of small weights sum up to, each as often as its bucket is worth: one sum for each column.
 * The array is written over by the next text.
 */
export type Sums = (features: Features) => Float32Array

/**
 * Sums by WebAssembly, sixteen columns at a time: this is where most of a judgement's time would go. Values are taken in
 * steps of 1/32,767; with values of a text, whose squares add up to 1, no sum can run over.
 */
export function createSums(weights: Int8Array, columns: number): Sums {
  const buckets = weights.length / columns
  const { memory, sum } = instance()
  const width = Math.ceil(columns / LANES) * LANES
  const place = layOut(buckets * width, width)
  memory.grow(Math.ceil(place.size / PAGE))
  const bytes = memory.buffer
  const table = new Int8Array(bytes, 0, buckets * width)
  if (width === columns) table.set(weights)
  else
    for (let cell = 0; cell < weights.length; cell += 1)
      table[Math.floor(cell / columns) * width + (cell % columns)] = weights[cell] ?? 0
  const rows = new Int32Array(bytes, place.rows, MOST)
  const values = new Int16Array(bytes, place.values, MOST)
  const sums = new Float32Array(bytes, place.sums, columns)
  return ({ ids, values: worths }) => {
    const read = Math.min(ids.length, MOST - 1)
    for (let at = 0; at < read; at += 1) {
      rows[at] = (ids[at] ?? 0) * width
      values[at] = Math.round((worths[at] ?? 0) * STEPS)
    }
    values[read] = 0
    rows[read] = 0
    sum((read + 1) >> 1, width, place.rows, place.values, place.sums)
    for (let column = 0; column < columns; column += 1) sums[column] = (sums[column] ?? 0) / STEPS
    return sums
  }
}

/** What the rows of a table of weights sum up to, each as often as it is worth; those worth nothing are passed by. */
export type Mix = (worths: Float32Array) => Float32Array

/** Mixes by WebAssembly, four columns at a time. The array is a new one. */
export function createMix(weights: Float32Array, columns: number): Mix {
  const rows = weights.length / columns
  const width = Math.ceil(columns / 4) * 4
  const { memory, mix } = instance()
  const place = { values: rows * width * 4, sums: rows * width * 4 + up(rows * 4) }
  memory.grow(Math.ceil((place.sums + width * 4) / PAGE))
  const bytes = memory.buffer
  const table = new Float32Array(bytes, 0, rows * width)
  for (let row = 0; row < rows; row += 1)
    table.set(weights.subarray(row * columns, (row + 1) * columns), row * width)
  const values = new Float32Array(bytes, place.values, rows)
  const sums = new Float32Array(bytes, place.sums, width)
  return (worths) => {
    values.set(worths)
    sums.fill(0)
    mix(rows, width, place.values, 0, place.sums)
    return sums.slice(0, columns)
  }
}

/** Columns that are taken in one go. */
const LANES = 16
/** Bytes by which WebAssembly counts memory. */
const PAGE = 65_536
/** No text has so many buckets: see READ_AT_MOST. */
const MOST = 8192
const STEPS = 32_767

type Sum = (...places: readonly [number, number, number, number, number]) => void

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

function instance(): { readonly memory: Memory; readonly sum: Sum; readonly mix: Sum } {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL, 'base64'))
  const { memory, sum, mix } = new WebAssembly.Instance(compiled).exports
  if (!(memory instanceof WebAssembly.Memory) || !isSum(sum) || !isSum(mix))
    throw new Error('the bytes of the kernel are not those of its text')
  return { memory, sum, mix }
}

let compiled: object | undefined

const isSum = (given: unknown): given is Sum => typeof given === 'function'

/** Where everything lies behind the table, in bytes. */
function layOut(table: number, width: number) {
  const rows = up(table)
  const values = rows + MOST * 4
  const sums = values + MOST * 2
  return { rows, values, sums, size: sums + width * 4 }
}

const up = (size: number): number => Math.ceil(size / LANES) * LANES
