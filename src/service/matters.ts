import type { OffenceCode } from '#core/plan.ts'
import { unknownOffence } from '#core/report.ts'
import type { Answers, Lang, Option, Value } from '#conversation/flow.ts'
import { slots } from '#flows/fields.ts'
import { isBare } from './bare.ts'
import { correctionIn } from './correction.ts'
import { nameOf } from './name-of.ts'
import { textOf } from './text-of.ts'
import type { World } from './world.ts'

/** Matters one message gives, and matters one case has, at most. */
export const mostOfAMessage = 3
const mostOfACase = 5
/** At and above it one proposal is worth asking for; below `unsure` nothing fits. */
export const sure = 0.6
export const unsure = 0.15

export const noneOfThese: Option = { value: 'none', key: 'offence.none-of-these' }
const dropIt: Option = { value: 'drop', key: 'offence.drop' }

/** What people report most, offered where a text says nothing: of 288 published letters. */
const commonest: readonly OffenceCode[] = ['A1', 'F1', 'K2', 'E2']

/** Handled by the departments of a plan: what is not can be told where to go, and is no matter of a report. */
export function isReportable(world: World, code: OffenceCode): boolean {
  const offence = world.packs.offences.get(code)
  return offence !== undefined && !offence.handOver
}

/** The matters a conversation holds, in order; what nobody could classify has a code of its own. */
export function codesIn(given: Answers): readonly OffenceCode[] {
  const [main, ...others] = slots
  const first = textOf(given[main])
  const further = others.flatMap((slot) => valuesIn(given[slot]))
  return [isCode(first) ? first : unknownOffence, ...further]
}

const isCode = (value: string): boolean => value !== '' && value !== noneOfThese.value

/** The values of a list of options that a request gave before. */
function valuesIn(value: Value | undefined): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((one) =>
    typeof one === 'object' && one !== null && 'value' in one ? [textOf(one.value)] : [],
  )
}

/** Matters in the fields of the conversation: none twice, five at most. */
export function matterAnswers(world: World, all: readonly OffenceCode[], lang: Lang): Answers {
  const codes = [...new Set(all)].slice(0, mostOfACase)
  const option = (code: OffenceCode): Option => optionOf(world, code, lang)
  const [first = unknownOffence, second, third, fourth, fifth] = codes
  const slot = (code: OffenceCode | undefined): readonly Option[] => (code ? [option(code)] : [])
  return {
    offence: first === unknownOffence ? null : first,
    main: first === unknownOffence ? [] : [option(first)],
    second: slot(second),
    third: slot(third),
    fourth: slot(fourth),
    fifth: slot(fifth),
    matters: codes.map((code, n) => ({ ...option(code), value: String(n + 1) })),
    mattersCount: codes.length,
  }
}

const optionOf = (world: World, code: OffenceCode, lang: Lang): Option =>
  code === unknownOffence
    ? { value: code, key: 'offence.unsorted' }
    : { value: code, label: nameOf(world, code, lang) }

/** What else a matter that is wrong may be. */
export function listKinds(world: World, given: Answers, lang: Lang): Answers {
  const codes = codesIn(given)
  return { kinds: kindsFor(world, given, codes[placeOf(given)], lang) }
}

/** Which matter `wrong` means, from 0. */
const placeOf = (given: Answers): number => Number(textOf(given['wrong']) || '1') - 1

function kindsFor(
  world: World,
  given: Answers,
  wrong: OffenceCode | undefined,
  lang: Lang,
): readonly Option[] {
  const codes = codesIn(given)
  const understood = world.understanding.understand(textOf(given['what']), areaOf(given))
  const own = understood.matters.find(({ offences: [first] }) => first?.code === wrong)
  const likely = [...(own?.offences ?? []), ...understood.offences].map(({ code }) => code)
  const rivals = [...new Set([...likely, ...commonest])]
    .filter((code) => isReportable(world, code) && !codes.includes(code))
    .slice(0, 3)
  return [
    ...rivals.map((code) => optionOf(world, code, lang)),
    ...(codes.length > 1 ? [dropIt] : []),
    noneOfThese,
  ]
}

const areaOf = (given: Answers): string | undefined => textOf(given['area']) || undefined

/** 不是无证，是卖假药: which matter is meant and what it is instead, or that it is one more. */
export function hearCorrection(world: World, given: Answers, lang: Lang): Answers {
  const codes = codesIn(given)
  const { meant, instead, denies, place } = correctionIn(textOf(given['correction']))
  const pointed = place !== undefined && place <= codes.length ? String(place) : null
  const wrong = textOf(given['wrong']) || pointed
  const { offences } = world.understanding.understand(instead, areaOf(given))
  const isSame = offences[0] !== undefined && codes.includes(offences[0].code)
  const kind = offences.find(
    ({ code, score }) => score >= unsure && isReportable(world, code) && !codes.includes(code),
  )?.code
  const rest = kindsFor(world, given, wrong ? codes[Number(wrong) - 1] : undefined, lang)
  const kinds = kind
    ? [optionOf(world, kind, lang), ...rest.filter(({ value }) => value !== kind)]
    : rest
  const isClear =
    meant === 'besides' || kind !== undefined || pointed !== null || (denies && !isSame)
  return {
    meant: isClear ? meant : 'unclear',
    wrong: wrong || null,
    kind: kind ?? null,
    kinds: kinds.slice(0, 6),
  }
}

/** The matters after one of them was given another kind or taken off. */
export function setMatter(world: World, given: Answers, lang: Lang): Answers {
  const kind = textOf(given['kind'])
  const place = placeOf(given)
  const put = kind === noneOfThese.value ? unknownOffence : kind
  const before = codesIn(given)
  const replaced = (codes: readonly OffenceCode[]): readonly OffenceCode[] =>
    kind === ''
      ? codes
      : codes.flatMap((code) =>
          code !== before[place] ? [code] : kind === dropIt.value ? [] : [put],
        )
  const added = replaced(valuesIn(given['added']))
  return {
    ...matterAnswers(world, unsortedLast(replaced(before)), lang),
    added: added.map((code) => optionOf(world, code, lang)),
  }
}

/** The case is known by what is known of it. */
const unsortedLast = (codes: readonly OffenceCode[]): readonly OffenceCode[] =>
  codes.toSorted((one, other) => Number(one === unknownOffence) - Number(other === unknownOffence))

/** What is told besides: kept with the report, and each matter in it that there was not. */
export function addMatter(world: World, given: Answers, lang: Lang): Answers {
  const text = textOf(given['more']) || textOf(given['correction'])
  const isAnew = given['anew'] === 'yes'
  const addedBefore = valuesIn(given['added'])
  const codes = codesIn(given).filter(
    (code, n) => n === 0 || !isAnew || !addedBefore.includes(code),
  )
  const found = foundIn(world, text, areaOf(given)).filter((code) => !codes.includes(code))
  const room = found.slice(0, mostOfACase - codes.length)
  const added = [...(isAnew ? [] : addedBefore), ...room]
  const also = [isAnew ? '' : textOf(given['also']), text].filter(Boolean).join('\n')
  return {
    ...matterAnswers(world, [...codes, ...room], lang),
    also: also || null,
    added: added.map((code) => optionOf(world, code, lang)),
  }
}

/** The matters of a message, the main one first; words that say something nobody can classify are one as well. */
function foundIn(world: World, text: string, area: string | undefined): readonly OffenceCode[] {
  if (text === '') return []
  const { matters, offences } = world.understanding.understand(text, area)
  const all = [...matters.slice(0, mostOfAMessage).map((matter) => matter.offences[0]), offences[0]]
  const codes = all.flatMap((one) => (one && one.score >= unsure ? [one.code] : []))
  const reportable = [...new Set(codes)].filter((code) => isReportable(world, code))
  if (reportable.length > 0) return reportable
  return codes.length > 0 || isBare(text) ? [] : [unknownOffence]
}
