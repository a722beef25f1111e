import type { OffenceCode } from '#core/plan.ts'
import type { Model } from './model.ts'
import { proposalOf, trustIn } from './trust.ts'
import type { Judged } from './figures.ts'
import type { Tested } from './learn.ts'

/** What cross-validation said of each letter. */
export function judgedOf(
  tested: readonly Tested[],
  { codes, trust }: Pick<Model, 'codes' | 'trust'>,
  isOurs: (code: OffenceCode) => boolean,
): readonly Judged[] {
  return tested.map(({ letter, chances }, at) => {
    const order = [...chances.keys()].toSorted(
      (one, other) => (chances[other] ?? 0) - (chances[one] ?? 0),
    )
    const ours = codes.reduce((sum, each, k) => sum + (isOurs(each) ? (chances[k] ?? 0) : 0), 0)
    const isReport = letter.intent !== 'consultation'
    return {
      id: String(at),
      codes: letter.codes.slice(0, 1),
      inScope: isReport && isOurs(letter.codes[0] ?? ''),
      said: {
        codes: order.slice(0, 5).map((k) => codes[k] ?? ''),
        inScope: ours >= 0.5,
        confidence: trustIn(proposalOf(chances, codes, letter.read), trust),
      },
    }
  })
}
