import type { Features } from './features.ts'
import { createMix, createSums } from './kernel.ts'
import type { Head, Layers } from './model.ts'

/** The chance of each class for a text; `evidence` is what else is known of it. */
export type Judge = (features: Features, evidence: Float32Array) => Float32Array

/** Judges by a head's weights. */
export function createJudge({ weights, scale, bias, evidence: others }: Head): Judge {
  const sumsOf = createSums(weights, bias.length)
  return (features, evidence) => {
    const sums = sumsOf(features).map((sum, k) => sum * (scale[k] ?? 0) + (bias[k] ?? 0))
    addEvidence(sums, others, evidence)
    return softmax(sums)
  }
}

/** Judges through the layers. */
export interface LayeredJudge {
  readonly judge: Judge
  /** How much each unit says of a text; 0 where it is silent. */
  readonly activate: (features: Features) => Float32Array
}

export function createLayeredJudge(layers: Layers): LayeredJudge {
  const { units, scale, threshold, output, bias, evidence: others } = layers
  const sumsOf = createSums(units, threshold.length)
  const answersOf = createMix(output, bias.length)
  const activate = (features: Features): Float32Array =>
    sumsOf(features).map((sum, unit) =>
      Math.max(0, sum * (scale[unit] ?? 0) + (threshold[unit] ?? 0)),
    )
  return {
    activate,
    judge: (features, evidence) => {
      const sums = answersOf(activate(features))
      for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] ?? 0) + (bias[k] ?? 0)
      addEvidence(sums, others, evidence)
      return softmax(sums)
    },
  }
}

/** How much one bucket speaks for a class through the units that a text makes active. */
export function pullOf(
  { units, scale, output, bias }: Layers,
  active: Float32Array,
  { bucket, k }: { readonly bucket: number; readonly k: number },
): number {
  const from = bucket * active.length
  let pull = 0
  for (let unit = 0; unit < active.length; unit += 1)
    if (active[unit])
      pull += (units[from + unit] ?? 0) * (scale[unit] ?? 0) * (output[unit * bias.length + k] ?? 0)
  return pull
}

/** Evidence is mostly nothing: only what there is is multiplied. */
export function addEvidence(
  sums: Float32Array,
  weights: Float32Array,
  evidence: Float32Array,
): void {
  const classes = sums.length
  for (let row = 0; row < evidence.length; row += 1) {
    const value = evidence[row] ?? 0
    if (value === 0) continue
    for (let k = 0; k < classes; k += 1)
      sums[k] = (sums[k] ?? 0) + value * (weights[row * classes + k] ?? 0)
  }
}

/** In place: sums become chances. */
export function softmax(sums: Float32Array): Float32Array {
  const most = sums.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
  let total = 0
  for (let k = 0; k < sums.length; k += 1) total += sums[k] = Math.exp((sums[k] ?? 0) - most)
  for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] ?? 0) / total
  return sums
}
