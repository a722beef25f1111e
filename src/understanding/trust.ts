import type { OffenceCode } from '#core/plan.ts'
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

/** What is proposed of a text by the chances of all codes. */
export function proposalOf(
  chances: Float32Array,
  codes: readonly string[],
  { byPhrase, told }: { readonly byPhrase: readonly Scored[]; readonly told: string },
): Proposal {
  let [best, next] = [-1, -1]
  for (let at = 0; at < chances.length; at += 1)
    if (best < 0 || (chances[at] ?? 0) > (chances[best] ?? 0)) [best, next] = [at, best]
    else if (next < 0 || (chances[at] ?? 0) > (chances[next] ?? 0)) next = at
  const [first, second] = [chances[best] ?? 0, chances[next] ?? 0]
  return { first, second, code: codes[best] ?? '', byPhrase, length: told.length }
}

/** How far the learned part may be trusted: by the signs of a proposal, and by the code it proposes. */
export interface Trust {
  /** Weights in the order of `signsOf`. */
  readonly signs: readonly number[]
  /** In log-odds, how much oftener (or seldomer) than its signs say a proposal of this code was right. */
  readonly codes: Readonly<Record<OffenceCode, number>>
}

/** The chance, 0 to 1, that a proposal is right: what a hundred like it would bear out. */
export function trustIn(proposal: Proposal, { signs, codes }: Trust): number {
  return chanceOf(oddsOf(proposal, signs) + (codes[proposal.code] ?? 0))
}

/** Log-odds by the signs alone. */
export const oddsOf = (proposal: Proposal, signs: Trust['signs']): number =>
  signsOf(proposal).reduce((total, sign, at) => total + sign * (signs[at] ?? 0), 0)

export const chanceOf = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** What speaks for and against a proposal, in the order of the weights. */
export function signsOf(proposal: Proposal): readonly number[] {
  const { first, second, code, byPhrase, length } = proposal
  const [best, next] = byPhrase
  const isAgreed = best?.code === code
  const own = byPhrase.find((one) => one.code === code)?.score ?? 0
  const sureness = Math.log((first + 1e-4) / (1 - first + 1e-4))
  const long = Math.min(1, length / 400)
  return [
    1,
    sureness,
    Math.log((first + 1e-4) / (second + 1e-4)),
    isAgreed ? 1 : 0,
    own,
    isAgreed ? own - (next?.score ?? 0) : 0,
    long,
    sureness * long,
    isAgreed ? long : 0,
  ]
}
