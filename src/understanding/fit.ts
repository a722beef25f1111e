import { addEvidence, softmax } from './judge.ts'
import { BUCKETS, type Features } from './features.ts'
import type { Head } from './model.ts'
import { quantised } from './quantised.ts'
import { descend } from './descend.ts'
import { seededRandom } from './seeded-random.ts'

/** One text with its answer. */
export interface Sample {
  readonly features: Features
  readonly evidence: Float32Array
  /** Which class it is. */
  readonly answer: number
}

/** How a head is learned; chosen by cross-validation on the repository's own letters. */
const ROUNDS = 10
const STEP = 3
const FORGETTING = 1e-5
const EVIDENCE = { step: 0.15, trusted: 3 }
const BIAS_STEP = 0.1
/** Too small to change anything. */
const NEGLIGIBLE = 1e-5

/** Weights by stochastic descent on the log loss, always in the same order. */
export function fit(samples: readonly Sample[], classes: number): Head {
  const rows = samples[0]?.evidence.length ?? 0
  const weights = new Float32Array(BUCKETS * classes)
  const evidence = new Float32Array(rows * classes)
  const bias = new Float32Array(classes)
  if (rows === classes)
    for (let k = 0; k < classes; k += 1) evidence[k * classes + k] = EVIDENCE.trusted
  const random = seededRandom(42)
  descend(samples, { random, rounds: ROUNDS, step: STEP }, (sample, step) => {
    learn({ weights, evidence, bias }, sample, step)
  })
  return { ...quantised(weights, classes), evidence, bias }
}

interface Learned {
  readonly weights: Float32Array
  readonly evidence: Float32Array
  readonly bias: Float32Array
}

function learn({ weights, evidence, bias }: Learned, sample: Sample, step: number): void {
  const classes = bias.length
  const { features, answer } = sample
  const chances = chancesOf({ weights, evidence, bias }, sample)
  for (let k = 0; k < classes; k += 1) {
    const gradient = ((k === answer ? 1 : 0) - (chances[k] ?? 0)) * step
    if (Math.abs(gradient) < NEGLIGIBLE) continue
    bias[k] = (bias[k] ?? 0) + gradient * BIAS_STEP
    for (let at = 0; at < features.ids.length; at += 1) {
      const cell = (features.ids[at] ?? 0) * classes + k
      const weight = weights[cell] ?? 0
      weights[cell] = weight + gradient * (features.values[at] ?? 0) - step * FORGETTING * weight
    }
    for (let row = 0; row < sample.evidence.length; row += 1) {
      const value = sample.evidence[row] ?? 0
      if (value !== 0) {
        const cell = row * classes + k
        evidence[cell] = (evidence[cell] ?? 0) + (EVIDENCE.step / STEP) * gradient * value
      }
    }
  }
}

function chancesOf({ weights, evidence, bias }: Learned, sample: Sample): Float32Array {
  const classes = bias.length
  const sums = Float32Array.from(bias)
  const { ids, values } = sample.features
  for (let at = 0; at < ids.length; at += 1) {
    const from = (ids[at] ?? 0) * classes
    const value = values[at] ?? 0
    for (let k = 0; k < classes; k += 1) sums[k] = (sums[k] ?? 0) + value * (weights[from + k] ?? 0)
  }
  addEvidence(sums, evidence, sample.evidence)
  return softmax(sums)
}
