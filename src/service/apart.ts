import type { AreaCode } from '#core/plan.ts'
import { sure } from './matters.ts'
import type { World } from './world.ts'

/**
 * What a letter about officials tells besides of a clinic, without the sentences that speak of the officials; undefined
 * where it tells nothing clear. In doubt a sentence is left out: the office accused may read what is left.
 */
export function toldApart(world: World, text: string, area?: AreaCode): string | undefined {
  const sentences = text.split(BETWEEN).filter((sentence) => sentence.trim() !== '')
  const left = sentences.filter((sentence) => !speaksOfOfficials(world, sentence, area))
  if (left.length === 0 || left.length === sentences.length) return undefined
  const apart = left.join('').replace(LINKING, '').trim()
  const [first] = world.understanding.understand(apart, area).offences
  return first && first.score >= sure ? apart : undefined
}

const BETWEEN = /(?<=[。！？!?；;\n])|(?=另外|此外|还有就是|同时)/u
const LINKING = /^(?:另外|此外|还有就是|同时)[，,]?/u

function speaksOfOfficials(world: World, sentence: string, area?: AreaCode): boolean {
  if (OFFICIALS.test(sentence)) return true
  const { intent, offences } = world.understanding.understand(sentence, area)
  const [first] = offences
  return (
    intent === 'accusation' ||
    (first !== undefined && world.packs.offences.get(first.code)?.stream === 'accusation')
  )
}

const OFFICIALS =
  /执法|监管|监督|稽查|巡查|领导|干部|公务员|官|[局委办所队]的|[局委办科处]里|局长|科长|处长|所长|主任|队长|政府|保护伞|包庇|通风报信|打招呼|关系|后台|撑腰|举报|投诉|反映|信访|12345|他们?(?:收|拿)了?/u
