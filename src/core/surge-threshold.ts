import { chanceOf } from './surge-chance.ts'
import { seriesIn, usualOf, type SurgeModel } from './surge-model.ts'

/** The chance that a single look may be wrong with, and what all looks together then cost. */
export interface Threshold {
  readonly chance: number
  /** False alarms in a quarter that this allows at most, as far as what is usual is known. */
  readonly perQuarter: number
}

/** A quarter has so many days. */
const quarter = 91
const [least, most] = [1e-12, 1e-3]
const steps = 40

/**
 * The largest chance at which all series and spans of the area together raise no more false alarms than the rule allows.
 * Counts are whole numbers: a series so quiet that three reports are already rarer than the threshold costs only its own
 * small chance (Tarone), so that the many silent series do not make the watch blind for the others.
 */
export function thresholdOf(model: SurgeModel): Threshold {
  const ladders = laddersOf(model)
  const { falseAlarms, overlap } = model.ground.rule
  const allowed = (falseAlarms * overlap) / quarter
  let [low, high] = [Math.log(least), Math.log(most)]
  for (let n = 0; n < steps; n += 1) {
    const middle = (low + high) / 2
    if (costOf(ladders, Math.exp(middle)) <= allowed) low = middle
    else high = middle
  }
  const chance = Math.exp(low)
  return { chance, perQuarter: (costOf(ladders, chance) * quarter) / overlap }
}

/** Of one series and span the chances of each count that could raise it, falling. */
interface Ladder {
  readonly chances: readonly number[]
  readonly times: number
}

function laddersOf(model: SurgeModel): readonly Ladder[] {
  const { rule } = model.ground
  const daily = volumeOfADay(model)
  const ladders: Ladder[] = []
  for (const { series, times } of seriesIn(model))
    for (const days of rule.windows) {
      const { mean, variance } = usualOf(model, series, daily * days)
      const chances: number[] = []
      for (let count = Math.max(rule.leastSenders, Math.ceil(mean)); ; count += 1) {
        const chance = chanceOf(count, mean, variance)
        if (chance <= most) chances.push(chance)
        if (chance < least) break
      }
      ladders.push({ chances, times })
    }
  return ladders
}

const volumeOfADay = ({ pace: { perDay, factors } }: SurgeModel): number =>
  (perDay * (4 * factors.work + factors.first + 2 * factors.weekend)) / 7

function costOf(ladders: readonly Ladder[], chance: number): number {
  let all = 0
  for (const { chances, times } of ladders)
    all += times * (chances.find((one) => one <= chance) ?? 0)
  return all
}
