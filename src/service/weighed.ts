import type { Explanation } from '#core/case.ts'
import type { AreaCode, OffenceCode } from '#core/plan.ts'
import type { World } from './world.ts'

interface Question {
  readonly area: AreaCode
  readonly offence: OffenceCode
  readonly text: string
}

/**
 * Which words spoke for the offence and what else they could have meant, best first: kept with the case, for whoever asks
 * later why it went this way. Sealed with it, since the words are the reporter's.
 */
export function weighed(
  { understanding }: World,
  { area, offence, text }: Question,
): Explanation['facts'] {
  const { offences, because } = understanding.understand(text, area)
  const words = because(offence)
  const own = offences.find(({ code }) => code === offence)
  const rivals = offences.filter(({ code }) => code !== offence)
  return {
    ...(words.length > 0 ? { words: words.join('、') } : {}),
    ...(own ? { score: own.score.toFixed(2) } : {}),
    ...(rivals.length > 0
      ? { rivals: rivals.map(({ code, score }) => `${code}:${score.toFixed(2)}`).join(',') }
      : {}),
  }
}
