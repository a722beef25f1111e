import { evidenceOf, ruledIntent } from './evidence.ts'
import type { Counted } from './counted.ts'
import { weigh } from './features.ts'
import { judge } from './judge.ts'
import type { Model } from './model.ts'

/** What was learned of the two questions. */
export type Heads = Pick<Model, 'codes' | 'intents' | 'idf' | 'offence' | 'intent'>

/** How much a title's own word counts beside the whole letter's. */
const TITLE_WORTH = 0.3

/** The chance of each offence. */
export function offenceChances(counted: Counted, heads: Heads): Float32Array {
  const { codes, idf, offence } = heads
  const of = ({ counts, byPhrase }: Counted): Float32Array =>
    judge(offence, weigh(counts, idf), evidenceOf(byPhrase, codes))
  const whole = of(counted)
  if (!counted.title) return whole
  const title = of(counted.title)
  const both = whole.map((chance, at) => chance * (title[at] ?? 0) ** TITLE_WORTH)
  const total = both.reduce((sum, chance) => sum + chance, 0)
  return both.map((chance) => chance / total)
}

/** The chance of each intent; `ruled` is what the rules take it for. */
export function intentChances(counted: Counted, ruled: string, heads: Heads): Float32Array {
  const { intents, idf, intent } = heads
  return judge(intent, weigh(counted.counts, idf), ruledIntent(ruled, intents))
}
