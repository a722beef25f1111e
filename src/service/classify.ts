import type { OffenceCode } from '#core/plan.ts'
import type { Answers, Lang, Option } from '#conversation/flow.ts'
import type { Understood } from '#understanding/understand.ts'
import { withoutSalutation } from '#understanding/normalise.ts'
import { isBare, isForeign } from './bare.ts'
import type { World } from './world.ts'

/** At and above it one proposal is worth asking for; below `unsure` nothing fits. */
const sure = 0.55
const unsure = 0.15
/** How much the first must be ahead of the second to be proposed alone. */
const ahead = 0.12

/** What a text is about, in the fields of the conversation. */
export function classify(world: World, given: Answers, lang: Lang): Answers {
  const text = textOf(given['what']) || textOf(given['opening'])
  const area = textOf(given['area']) || undefined
  const understood = world.understanding.understand(text, area)
  const handOver = handOverOf(world, understood)
  const intent = isAccusation(world, understood) ? 'accusation' : intentOf(understood, text)
  return {
    intent,
    what: text.slice(0, 2000),
    gist: gistOf(text, understood),
    foreign: lang !== 'en' && isForeign(text) ? 'yes' : 'no',
    ...proposal(world, intent === 'accusation' ? asCharge(understood) : understood, lang),
    where: understood.where?.slice(0, 120) ?? null,
    who: understood.who?.slice(0, 40) ?? null,
    when: understood.when?.slice(0, 40) ?? null,
    handOverTo: handOver?.to.slice(0, 30) ?? null,
    handOverWhy: handOver?.why.slice(0, 80) ?? null,
    receiver: area ? (world.operator.read(area).receiver?.slice(0, 30) ?? null) : null,
  }
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Words about officials are an accusation even where they sound like a complaint. */
function isAccusation(world: World, { offences: [first] }: Understood): boolean {
  if (!first || first.score < sure) return false
  return world.packs.offences.get(first.code)?.stream === 'accusation'
}

/** What officials are charged with, whatever else the text speaks of: it decides who may get it. */
const asCharge = (understood: Understood): Understood => ({
  ...understood,
  offences: [
    { code: charge, score: 1 },
    ...understood.offences.filter(({ code }) => code !== charge),
  ],
})

const charge: OffenceCode = 'I4'

/** Nothing is in it that could be written down: a report without what, or only the danger that has been answered. */
const isEmpty = ({ offences: [first], missing, danger }: Understood, text: string): boolean =>
  (first?.score ?? 0) < unsure && (danger !== null || (missing.includes('what') && isBare(text)))

function intentOf(understood: Understood, text: string): string {
  switch (understood.intent) {
    case 'tip-off':
    case 'complaint':
    case 'petition':
      if (isEmpty(understood, text)) return 'empty'
      return understood.inScope ? 'report' : 'not-ours'
    case 'accusation':
    case 'consultation':
    case 'status':
    case 'greeting':
    case 'person':
    case 'empty':
      return understood.intent
    case 'suggestion':
    case 'praise':
    case 'staff':
      return 'not-ours'
  }
}

function proposal(world: World, { offences }: Understood, lang: Lang): Answers {
  const reportable = offences.filter(({ code }) => !world.packs.offences.get(code)?.handOver)
  const [first, second] = reportable
  const score = first?.score ?? 0
  const isSure = score >= sure && score - (second?.score ?? 0) >= ahead
  const likely = reportable.slice(0, 4).map(({ code }) => code)
  const rivals = (isSure ? likely.slice(1) : likely).slice(0, 3)
  const option = (code: OffenceCode): Option => ({ value: code, label: nameOf(world, code, lang) })
  const shown = likely.length > 0 && score >= unsure ? likely : commonest
  return {
    offence: isSure && first ? first.code : null,
    confidence: isSure ? 'sure' : score >= unsure ? 'unsure' : 'none',
    choices: [...rivals.map(option), noneOfThese],
    offences: [...shown.map(option), noneOfThese],
    hasChoices: rivals.length > 0 ? 'yes' : 'no',
  }
}

const noneOfThese: Option = { value: 'none', key: 'offence.none-of-these' }

/** What people report most, offered where a text says nothing: of 288 published letters. */
const commonest: readonly OffenceCode[] = ['A1', 'F1', 'K2', 'E2']

/** What an offence is called in a conversation. */
export function nameOf(world: World, code: OffenceCode, lang: Lang = 'zh-cn'): string {
  const offence = world.packs.offences.get(code)
  return (lang === 'en' ? offence?.en : offence?.plain)?.slice(0, 40) ?? code
}

function handOverOf(
  world: World,
  { handOver, offences }: Understood,
): { readonly to: string; readonly why: string } | null {
  const byOffence = world.packs.offences.get(offences[0]?.code ?? '')?.handOver
  return handOver ?? byOffence ?? null
}

/** Forty characters of the reporter's own words: of a letter, the sentence that says what it is about. */
function gistOf(text: string, { because, offences: [first] }: Understood): string {
  const line = withoutSalutation(text)
    .replace(/\s+/g, ' ')
    .replace(/^[\s，。,]+/u, '')
    .trim()
  if (line.length <= 40) return line
  const sentences = line.split(/(?<=[。！？!?；;])/u)
  const telling = (because[first?.code ?? ''] ?? []).map((phrase) => phrase.split('…')[0] ?? phrase)
  return shortened(
    sentences.find((sentence) => telling.some((words) => sentence.includes(words))) ?? line,
  )
}

function shortened(sentence: string): string {
  if (sentence.length <= 40) return sentence.replace(/[。；;]$/u, '')
  const head = sentence.slice(0, 39)
  const stop = Math.max(
    ...['。', '，', '；', ',', '！', '？'].map((mark) => head.lastIndexOf(mark)),
  )
  return stop >= 12 ? head.slice(0, stop) : `${head}…`
}
