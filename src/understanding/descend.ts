import type { Sample } from './fit.ts'

interface Descent {
  readonly random: () => number
  readonly rounds: number
  /** How far the first round goes; each goes less far than the one before. */
  readonly step: number
}

/** Shows every sample once a round, in a new order that `random` alone decides. */
export function descend(
  samples: readonly Sample[],
  { random, rounds, step }: Descent,
  learn: (sample: Sample, step: number) => void,
): void {
  const order = samples.map((_, at) => at)
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random)
    for (const at of order) {
      const sample = samples[at]
      if (sample) learn(sample, step * (1 - round / rounds))
    }
  }
}

/** In place. */
function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
}
