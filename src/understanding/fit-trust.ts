import { chanceOf, oddsOf, signsOf, type Proposal, type Trust } from './trust.ts'

/** A proposal of which it is known whether it was right. */
export interface Tried {
  readonly proposal: Proposal
  readonly isRight: boolean
}

const ROUNDS = 400
const STEP = 0.5
const FORGETTING = 1e-3

/** The doubt of twelve even chances: what a code's own proposals must outweigh before they count for more than the signs. */
const PRIOR = 3

/** For `trustIn`, so that of a hundred proposals trusted at 0.9 ninety are right. */
export function fitTrust(tried: readonly Tried[]): Trust {
  const signs = fitSigns(tried)
  const byCode = Map.groupBy(tried, ({ proposal }) => proposal.code)
  const codes = [...byCode].map(([code, own]) => [code, rounded(moreThanSaid(own, signs))])
  return { signs, codes: Object.fromEntries(codes) }
}

/** One step of Newton's from what the signs say, held back by `PRIOR`: few proposals move it little. */
function moreThanSaid(tried: readonly Tried[], signs: Trust['signs']): number {
  const chances = tried.map(({ proposal }) => chanceOf(oddsOf(proposal, signs)))
  const right = tried.filter(({ isRight }) => isRight).length
  const said = chances.reduce((sum, chance) => sum + chance, 0)
  const doubt = chances.reduce((sum, chance) => sum + chance * (1 - chance), 0)
  return (right - said) / (doubt + PRIOR)
}

const rounded = (weight: number): number => Math.round(weight * 1000) / 1000

function fitSigns(tried: readonly Tried[]): Trust['signs'] {
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
  return weights.map(rounded)
}
