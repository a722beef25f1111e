import { signsOf, type Proposal } from './trust.ts'

/** A proposal of which it is known whether it was right. */
export interface Tried {
  readonly proposal: Proposal
  readonly isRight: boolean
}

const ROUNDS = 400
const STEP = 0.5
const FORGETTING = 1e-3

/** Weights for `trustIn`, so that of a hundred proposals trusted at 0.9 ninety are right. */
export function fitTrust(tried: readonly Tried[]): readonly number[] {
  const known = tried.map(({ proposal, isRight }) => ({ signs: signsOf(proposal), isRight }))
  const weights: number[] = known[0]?.signs.map(() => 0) ?? []
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight) => -FORGETTING * weight)
    for (const { signs, isRight } of known) {
      const sum = signs.reduce((total, sign, at) => total + sign * (weights[at] ?? 0), 0)
      const miss = (isRight ? 1 : 0) - 1 / (1 + Math.exp(-sum))
      for (const [at, sign] of signs.entries())
        slope[at] = (slope[at] ?? 0) + (miss * sign) / known.length
    }
    for (const [at, each] of slope.entries()) weights[at] = (weights[at] ?? 0) + STEP * each
  }
  return weights.map((weight) => Math.round(weight * 1000) / 1000)
}
