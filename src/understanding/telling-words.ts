import type { OffenceCode } from '#core/plan.ts'
import { bucketOf, type Counts, weigh } from './features.ts'
import { type LayeredJudge, pullOf } from './judge.ts'
import type { Model } from './model.ts'

interface Weighing {
  readonly model: Model
  readonly byLayers: LayeredJudge
  readonly counts: Counts
}

const WORDS_SHOWN = 4

/** The words that weighed most for an offence that no phrase spoke for. */
export function tellingWords(
  code: OffenceCode,
  words: readonly string[],
  { model, byLayers, counts }: Weighing,
): readonly string[] {
  const k = model.codes.indexOf(code)
  const features = weigh(counts, model.idf)
  const active = byLayers.activate(features)
  const valueOf = new Map([...features.ids].map((id, at) => [id, features.values[at] ?? 0]))
  return [...new Set(words)]
    .filter((word) => word.length >= 2)
    .map((word) => {
      const bucket = bucketOf(word) ?? 0
      const pull = pullOf(model.offence, active, { bucket, k })
      return { word, worth: pull * (valueOf.get(bucket) ?? 0) }
    })
    .filter(({ worth }) => worth > 0)
    .toSorted((one, other) => other.worth - one.worth)
    .slice(0, WORDS_SHOWN)
    .map(({ word }) => word)
}
