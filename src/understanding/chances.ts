import { evidenceOf, ruledIntent } from './evidence.ts'
import type { Counted } from './counted.ts'
import { type Features, weigh } from './features.ts'
import { judge, judgeByLayers } from './judge.ts'
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

/** `ruled` is the intent that the rules take it for. */
export function chancesOf(counted: Counted, ruled: string, heads: Heads): Chances {
  const { idf, intent, intents } = heads
  const features = weigh(counted.counts, idf)
  const chancesIn = ({ byPhrase }: Pick<Counted, 'byPhrase'>, of: Features): Float32Array =>
    judgeByLayers(heads.offence, of, evidenceOf(byPhrase, heads.codes))
  const whole = chancesIn(counted, features)
  const { title } = counted
  const ofTitle = title && chancesIn(title, weigh(title.counts, idf))
  return {
    offences: ofTitle
      ? evened(whole.map((chance, at) => chance * (ofTitle[at] ?? 0) ** TITLE_WORTH))
      : whole,
    intents: judge(intent, features, ruledIntent(ruled, intents)),
  }
}

function evened(chances: Float32Array): Float32Array {
  const total = chances.reduce((sum, chance) => sum + chance, 0)
  return chances.map((chance) => chance / total)
}
