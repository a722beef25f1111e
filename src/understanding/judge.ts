import type { Features } from './features.ts'
import type { Kernel } from './kernel.ts'
import type { Head, Layers } from './model.ts'

/** The chance of each class, by a head's weights. */
export function judge(head: Head, features: Features, evidence: Float32Array): Float32Array {
  const classes = head.bias.length
  const { scale } = head
  const sums = weightsOf(head.weights, features, classes)
  for (let k = 0; k < classes; k += 1)
    sums[k] = (sums[k] ?? 0) * (scale[k] ?? 0) + (head.bias[k] ?? 0)
  addEvidence(sums, head.evidence, evidence)
  return softmax(sums)
}

/** The chance of each class, through the layers. */
export function judgeByLayers(
  { bias, evidence: weights }: Layers,
  kernel: Kernel,
  { features, evidence }: { readonly features: Features; readonly evidence: Float32Array },
): Float32Array {
  kernel.activate(features)
  const sums = kernel.answer()
  for (let k = 0; k < sums.length; k += 1) sums[k] = (sums[k] ?? 0) + (bias[k] ?? 0)
  addEvidence(sums, weights, evidence)
  return softmax(sums)
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

/** Four buckets at a time: twice as fast as one by one, and this is where the time goes. */
function weightsOf(weights: Int8Array, { ids, values }: Features, classes: number): Float32Array {
  const sums = new Float64Array(classes)
  for (let at = 0; at < ids.length; at += 4) {
    const [a, b, c, d] = [
      values[at] ?? 0,
      values[at + 1] ?? 0,
      values[at + 2] ?? 0,
      values[at + 3] ?? 0,
    ]
    const ofA = (ids[at] ?? 0) * classes
    const ofB = (ids[at + 1] ?? 0) * classes
    const ofC = (ids[at + 2] ?? 0) * classes
    const ofD = (ids[at + 3] ?? 0) * classes
    for (let k = 0; k < classes; k += 1)
      sums[k] =
        (sums[k] ?? 0) +
        a * (weights[ofA + k] ?? 0) +
        b * (weights[ofB + k] ?? 0) +
        c * (weights[ofC + k] ?? 0) +
        d * (weights[ofD + k] ?? 0)
  }
  return Float32Array.from(sums)
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
