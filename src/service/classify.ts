import type { OffenceCode } from '#core/plan.ts'
import type { Answers, Lang, Option } from '#conversation/flow.ts'
import type { Understood } from '#understanding/understand.ts'
import { withoutSalutation } from '#understanding/normalise.ts'
import { clipMarked } from '#conversation/plain-text.ts'
import { unknownOffence } from '#core/report.ts'
import { accusedIn } from './accused.ts'
import { toldApart } from './apart.ts'
import { isBare } from './bare.ts'
import {
  isReportable,
  matterAnswers,
  mostOfAMessage,
  noneOfThese,
  sure,
  unsure,
} from './matters.ts'
import { nameOf } from './name-of.ts'
import { onlyLinks, onlyPoint } from './only-a.ts'
import { foreignLine, isMongolian, isTold } from './other-script.ts'
import { textOf } from './text-of.ts'
import type { Opinion } from './second-opinion.ts'
import { withOpinion } from './weigh-opinion.ts'
import type { World } from './world.ts'

/** How much the first must be ahead of the second to be proposed alone. */
const ahead = 0.12

/** What is to be classified. */
interface Classifying {
  readonly world: World
  readonly given: Answers
  readonly session: { readonly lang: Lang }
  /** A second opinion on the message, where one was asked for. */
  readonly opinion?: Opinion
}

/** What a text is about, in the fields of the conversation. */
export function classify({ world, given, session: { lang }, opinion }: Classifying): Answers {
  const text = textOf(given['what']) || textOf(given['apart']) || textOf(given['opening'])
  const area = textOf(given['area']) || undefined
  const told = world.understanding.understand(text, area)
  const understood = opinion?.text === text ? withOpinion(told, opinion) : told
  const intent = intentOf(world, understood, text)
  const officials = intent === 'accusation' ? officialsIn(world, text, area) : nobody
  const details = officials.apart
    ? world.understanding.understand(officials.apart, area)
    : understood
  const kept = textOf(given['kept'])
  const handOver = handOverOf(world, understood)
  return {
    intent,
    what: [text, onlyLinks(kept) ? kept : ''].filter(Boolean).join('\n'),
    gist: gistOf(text, understood),
    kept: intent === 'link' || intent === 'point' ? text.trim().slice(0, 300) : kept || null,
    foreignLine: foreignLine(text, lang) ?? null,
    ...proposal(
      world,
      intent === 'accusation' ? asCharge(world, understood, officials.apart) : understood,
      lang,
    ),
    where: details.where?.slice(0, 120) ?? (onlyPoint(kept) ? kept : null),
    who: details.who?.slice(0, 40) ?? null,
    when: details.when?.slice(0, 40) ?? null,
    handOverTo: handOver?.to.slice(0, 30) ?? null,
    handOverWhy: handOver?.why.slice(0, 80) ?? null,
    receiver: area ? (world.operator.read(area).receiver?.slice(0, 30) ?? null) : null,
    ...officials,
  }
}

const nobody = { unit: null, apart: null, apartGist: null }

/** Whose officials a letter accuses, and what it tells besides. */
function officialsIn(
  world: World,
  text: string,
  area: string | undefined,
): Record<keyof typeof nobody, string | null> {
  const plan = area === undefined ? undefined : world.packs.areas.get(area)?.plan
  const accused = plan && accusedIn(plan, text)
  const apart = toldApart(world, text, area)
  return {
    unit: plan?.departments.find(({ id }) => id === accused)?.name.slice(0, 30) ?? null,
    apart: apart ?? null,
    apartGist: apart === undefined ? null : clipMarked(apart.replace(/\s+/g, ' '), 60),
  }
}

/** Words about officials are an accusation even where they sound like a complaint. */
function isAccusation(world: World, { offences: [first] }: Understood): boolean {
  if (!first || first.score < sure) return false
  return world.packs.offences.get(first.code)?.stream === 'accusation'
}

/**
 * What officials are charged with, whatever else the text speaks of: it decides who may get it. What is told apart from
 * it is a matter of its own.
 */
function asCharge(world: World, understood: Understood, apart: string | null): Understood {
  const besides = apart === null ? [] : world.understanding.understand(apart).matters
  return {
    ...understood,
    offences: [
      { code: charge, score: 1 },
      ...understood.offences.filter(({ code }) => code !== charge),
    ],
    matters: [{ offences: [{ code: charge, score: 1 }], confidence: 1 }, ...besides],
  }
}

const charge: OffenceCode = 'I4'

/** Nothing is in it that could be written down: a report without what, or only the danger that has been answered. */
const isEmpty = ({ offences: [first], missing, danger }: Understood, text: string): boolean =>
  !isTold(text) &&
  (first?.score ?? 0) < unsure &&
  (danger !== null || (missing.includes('what') && isBare(text)))

function intentOf(world: World, understood: Understood, text: string): string {
  if (isMongolian(text)) return 'mongolian'
  if (onlyLinks(text)) return 'link'
  if (onlyPoint(text)) return 'point'
  if (!/\p{L}/u.test(text)) return 'empty'
  return isAccusation(world, understood) ? 'accusation' : intentOfWords(understood, text)
}

function intentOfWords(understood: Understood, text: string): string {
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

function proposal(world: World, { offences, matters }: Understood, lang: Lang): Answers {
  const further = furtherIn(world, matters)
  const reportable = offences.filter(
    ({ code }) => isReportable(world, code) && !further.includes(code),
  )
  const [first, second] = reportable
  const left = leftOver(offences, further)
  const score = (first?.score ?? 0) / left
  const isSure = score >= sure && score - (second?.score ?? 0) / left >= ahead
  const likely = reportable.slice(0, 4).map(({ code }) => code)
  const rivals = (isSure ? likely.slice(1) : likely).slice(0, 3)
  const option = (code: OffenceCode): Option => ({ value: code, label: nameOf(world, code, lang) })
  const main = isSure && first ? first.code : unknownOffence
  return {
    ...matterAnswers(world, [main, ...further], lang),
    confidence: isSure ? 'sure' : score >= unsure ? 'unsure' : 'none',
    choices: [...rivals.map(option), noneOfThese],
    hasChoices: rivals.length > 0 ? 'yes' : 'no',
  }
}

/** What speaks for the further matters of a text does not speak against its main one. */
const leftOver = (offences: Understood['offences'], further: readonly OffenceCode[]): number =>
  Math.max(
    0.25,
    offences.reduce((rest, { code, score }) => rest - (further.includes(code) ? score : 0), 1),
  )

/** The matters of a message besides its main one. */
const furtherIn = (world: World, matters: Understood['matters']): readonly OffenceCode[] =>
  matters
    .slice(1, mostOfAMessage)
    .flatMap(({ offences: [first] }) => (first && first.score >= unsure ? [first.code] : []))
    .filter((code) => isReportable(world, code) && code !== matters[0]?.offences[0]?.code)

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
  const telling = (first ? because(first.code) : []).map((phrase) => phrase.split('…')[0] ?? phrase)
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
