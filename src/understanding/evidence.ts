import type { OffenceCode } from '#core/plan.ts'
import type { Scored } from './score.ts'

/** What the phrases say, for the learned part to weigh: one score for each class. */
export function evidenceOf(scored: readonly Scored[], codes: readonly OffenceCode[]): Float32Array {
  const evidence = new Float32Array(codes.length)
  for (const { code, score } of scored) {
    const at = codes.indexOf(code)
    if (at >= 0) evidence[at] = score
  }
  return evidence
}

/** What the rules take it for, for the learned part to weigh. */
export function ruledIntent(intent: string, intents: readonly string[]): Float32Array {
  const evidence = new Float32Array(intents.length)
  const at = intents.indexOf(intent)
  if (at >= 0) evidence[at] = 1
  return evidence
}
