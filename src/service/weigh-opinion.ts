import type { Understood } from '#understanding/understand.ts'
import { sure } from './matters.ts'
import type { Opinion } from './second-opinion.ts'

/**
 * What was understood, with a second opinion: where it names another of the proposals, that one comes first, and neither is
 * sure any more, so that the reporter chooses. It never adds a proposal and never makes one surer than it was.
 */
export function withOpinion(understood: Understood, opinion: Opinion | undefined): Understood {
  const [first] = understood.offences
  const other = understood.offences.find(({ code }) => code === opinion?.code)
  if (!first || !other || other === first) return understood
  const doubtful = Math.min(first.score, sure - 0.01)
  const offences = [
    { ...other, score: doubtful },
    ...understood.offences
      .filter((each) => each !== other)
      .map((each) => ({ ...each, score: Math.min(each.score, doubtful) })),
  ]
  const [main, ...further] = understood.matters
  return {
    ...understood,
    offences,
    matters: main
      ? [{ offences, confidence: Math.min(main.confidence, doubtful) }, ...further]
      : understood.matters,
  }
}
