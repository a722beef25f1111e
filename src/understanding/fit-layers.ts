import { descend } from './descend.ts'
import type { Sample } from './fit.ts'
import { BUCKETS, type Features } from './features.ts'
import { addEvidence, softmax } from './judge.ts'
import type { Layers } from './model.ts'
import { quantised } from './quantised.ts'
import { seededRandom } from './seeded-random.ts'

/** How the layers are learned; chosen by cross-validation on the repository's own letters. */
const UNITS = 48
const ROUNDS = 30
const STEP = 0.2
/** Share of the units that are left out at each step, so that none relies on another. */
const LEFT_OUT = 0.3
/** Share of a text's buckets that are left out at each step, so that no single word is learned by heart. */
const UNREAD = 0.3
const OUTPUT_STEP = 0.2
const BIAS_STEP = 0.1
const EVIDENCE = { step: 0.05, trusted: 3 }
const BEGIN = { units: 0.3, output: 0.4 }

interface Learned {
  readonly units: Float32Array
  readonly threshold: Float32Array
  readonly output: Float32Array
  readonly evidence: Float32Array
  readonly bias: Float32Array
}

/** Each begins elsewhere and errs elsewhere; what they say together is surer. */
const BEGINNINGS = [7, 11, 13, 17, 19, 23, 29] as const

/** Units between the buckets and the classes: they see what stands together, which weights by bucket cannot. */
export function fitLayers(samples: readonly Sample[], classes: number): Layers {
  return joined(
    BEGINNINGS.map((seed) => fitFrom(seed, samples, classes)),
    classes,
  )
}

function fitFrom(seed: number, samples: readonly Sample[], classes: number): Learned {
  const random = seededRandom(seed)
  const around = (size: number, width: number): Float32Array =>
    new Float32Array(size).map(() => (random() - 0.5) * width)
  const learned: Learned = {
    units: around(BUCKETS * UNITS, BEGIN.units),
    threshold: new Float32Array(UNITS),
    output: around(UNITS * classes, BEGIN.output),
    evidence: new Float32Array(classes * classes),
    bias: new Float32Array(classes),
  }
  for (let k = 0; k < classes; k += 1) learned.evidence[k * classes + k] = EVIDENCE.trusted
  descend(samples, { random, rounds: ROUNDS, step: STEP }, (sample, step) => {
    learn(learned, sample, { step, random })
  })
  return learned
}

/** Side by side as one: what comes out is the mean of what each says, before it becomes chances. */
function joined(all: readonly Learned[], classes: number): Layers {
  const width = all.length * UNITS
  const units = new Float32Array(BUCKETS * width)
  for (const [nth, { units: own }] of all.entries())
    for (let bucket = 0; bucket < BUCKETS; bucket += 1)
      units.set(own.subarray(bucket * UNITS, (bucket + 1) * UNITS), bucket * width + nth * UNITS)
  const { weights, scale } = quantised(units, width)
  const share = 1 / all.length
  const mean = (pick: (one: Learned) => Float32Array, size: number): Float32Array =>
    new Float32Array(size).map((_, at) =>
      all.reduce((sum, one) => sum + share * (pick(one)[at] ?? 0), 0),
    )
  return {
    units: weights,
    scale,
    threshold: joinedRows(all.map(({ threshold }) => threshold)),
    output: joinedRows(all.map(({ output }) => output.map((weight) => share * weight))),
    evidence: mean(({ evidence }) => evidence, classes * classes),
    bias: mean(({ bias }) => bias, classes),
  }
}

function joinedRows(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

interface Way {
  readonly step: number
  readonly random: () => number
}

function learn(learned: Learned, whole: Sample, { step, random }: Way): void {
  const sample = { ...whole, features: partOf(whole.features, random) }
  const active = activeOf(learned, sample, random)
  const { output, evidence, bias } = learned
  const classes = bias.length
  const misses = missesOf(learned, sample, active)
  const slope = new Float32Array(UNITS)
  for (let k = 0; k < classes; k += 1)
    bias[k] = (bias[k] ?? 0) + step * BIAS_STEP * (misses[k] ?? 0)
  for (let unit = 0; unit < UNITS; unit += 1) {
    const value = active[unit] ?? 0
    if (value === 0) continue
    let sum = 0
    for (let k = 0; k < classes; k += 1) {
      const cell = unit * classes + k
      const miss = misses[k] ?? 0
      const weight = output[cell] ?? 0
      sum += miss * weight
      output[cell] = weight + step * OUTPUT_STEP * miss * value
    }
    slope[unit] = sum / (1 - LEFT_OUT)
  }
  for (let row = 0; row < sample.evidence.length; row += 1) {
    const value = sample.evidence[row] ?? 0
    if (value === 0) continue
    for (let k = 0; k < classes; k += 1) {
      const cell = row * classes + k
      evidence[cell] = (evidence[cell] ?? 0) + EVIDENCE.step * step * value * (misses[k] ?? 0)
    }
  }
  moveUnits(learned, sample, { step, slope })
}

/** A text with some of its buckets left out, the others worth so much more. */
function partOf({ ids, values }: Features, random: () => number): Features {
  const part = { ids: new Int32Array(ids.length), values: new Float32Array(ids.length) }
  let kept = 0
  for (let at = 0; at < ids.length; at += 1) {
    if (random() < UNREAD) continue
    part.ids[kept] = ids[at] ?? 0
    part.values[kept] = (values[at] ?? 0) / (1 - UNREAD)
    kept += 1
  }
  return { ids: part.ids.subarray(0, kept), values: part.values.subarray(0, kept) }
}

/** Which units speak, without those left out this time. */
function activeOf(
  { units, threshold }: Learned,
  sample: Sample,
  random: () => number,
): Float32Array {
  const sums = Float32Array.from(threshold)
  const { ids, values } = sample.features
  for (let at = 0; at < ids.length; at += 1) {
    const from = (ids[at] ?? 0) * UNITS
    const value = values[at] ?? 0
    for (let unit = 0; unit < UNITS; unit += 1)
      sums[unit] = (sums[unit] ?? 0) + value * (units[from + unit] ?? 0)
  }
  return sums.map((sum) => (sum > 0 && random() > LEFT_OUT ? sum / (1 - LEFT_OUT) : 0))
}

function missesOf(learned: Learned, sample: Sample, active: Float32Array): Float32Array {
  const { output, evidence, bias } = learned
  const classes = bias.length
  const sums = Float32Array.from(bias)
  for (let unit = 0; unit < UNITS; unit += 1) {
    const value = active[unit] ?? 0
    if (value === 0) continue
    for (let k = 0; k < classes; k += 1)
      sums[k] = (sums[k] ?? 0) + value * (output[unit * classes + k] ?? 0)
  }
  addEvidence(sums, evidence, sample.evidence)
  return softmax(sums).map((chance, k) => (k === sample.answer ? 1 : 0) - chance)
}

function moveUnits(
  { units, threshold }: Learned,
  sample: Sample,
  { step, slope }: { readonly step: number; readonly slope: Float32Array },
): void {
  for (let unit = 0; unit < UNITS; unit += 1)
    threshold[unit] = (threshold[unit] ?? 0) + step * BIAS_STEP * (slope[unit] ?? 0)
  const { ids, values } = sample.features
  for (let at = 0; at < ids.length; at += 1) {
    const from = (ids[at] ?? 0) * UNITS
    const value = step * (values[at] ?? 0)
    for (let unit = 0; unit < UNITS; unit += 1)
      units[from + unit] = (units[from + unit] ?? 0) + value * (slope[unit] ?? 0)
  }
}
