import type { Scored } from './score.ts'

/** A proposal with what may be known of its worth. */
export interface Proposal {
  /** Chance of the first and of the second, by the learned part. */
  readonly first: number
  readonly second: number
  readonly code: string
  readonly byPhrase: readonly Scored[]
  /** Characters. */
  readonly length: number
}

/** The chance, 0 to 1, that a proposal is right: what a hundred like it would bear out. */
export function trustIn(proposal: Proposal, weights: readonly number[]): number {
  const sum = signsOf(proposal).reduce((total, sign, at) => total + sign * (weights[at] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

/** What speaks for and against a proposal, in the order of the weights. */
export function signsOf(proposal: Proposal): readonly number[] {
  const { first, second, code, byPhrase, length } = proposal
  const [best, next] = byPhrase
  const isAgreed = best?.code === code
  const own = byPhrase.find((one) => one.code === code)?.score ?? 0
  return [
    1,
    Math.log((first + 1e-4) / (1 - first + 1e-4)),
    Math.log((first + 1e-4) / (second + 1e-4)),
    isAgreed ? 1 : 0,
    own,
    isAgreed ? own - (next?.score ?? 0) : 0,
    Math.min(1, length / 400),
  ]
}
