import { evidenceOf, ruledIntent } from './evidence.ts'
import type { Counted } from './counted.ts'
import { type Features, weigh } from './features.ts'
import { createJudge, type LayeredJudge } from './judge.ts'
import type { Model } from './model.ts'

/** What was learned of the two questions. */
export type Heads = Pick<Model, 'codes' | 'intents' | 'idf' | 'offence' | 'intent'>

/** How much a title's own word counts beside the whole letter's. */
const TITLE_WORTH = 0.3

/** The chances of each offence and of each intent. */
export interface Chances {
  readonly offences: Float32Array
  readonly intents: Float32Array
}

/** Judges texts by what was learned. `ruled` is the intent that the rules take a text for. */
export function createChances(
  { codes, idf, intent, intents }: Heads,
  { judge }: LayeredJudge,
): (counted: Counted, ruled: string) => Chances {
  const judgeIntent = createJudge(intent)
  const chancesIn = ({ byPhrase }: Pick<Counted, 'byPhrase'>, features: Features): Float32Array =>
    judge(features, evidenceOf(byPhrase, codes))
  return (counted, ruled) => {
    const features = weigh(counted.counts, idf)
    const whole = chancesIn(counted, features)
    const { title } = counted
    const ofTitle = title && chancesIn(title, weigh(title.counts, idf))
    return {
      offences: ofTitle
        ? evened(whole.map((chance, at) => chance * (ofTitle[at] ?? 0) ** TITLE_WORTH))
        : whole,
      intents: judgeIntent(features, ruledIntent(ruled, intents)),
    }
  }
}

function evened(chances: Float32Array): Float32Array {
  const total = chances.reduce((sum, chance) => sum + chance, 0)
  return chances.map((chance) => chance / total)
}
