import type { Option, Value } from '#conversation/flow.ts'
import { slots } from '#flows/fields.ts'

type Given = Readonly<Record<string, Value>>
type Values = Readonly<Record<string, Value>>

const OFFENCES: Readonly<Record<string, string>> = {
  A1: '无证行医',
  A2: '没有医师证看病',
  A5: '养生馆治病',
  A7: '网上违规看病',
  F1: '乱收费',
  G1: '假药劣药',
  G5: '冒充药品',
  H1: '虚假医疗广告',
  I4: '监管人员包庇',
  J7: '乱扔医疗垃圾',
}

const SIGNALS: readonly { readonly when: RegExp; readonly codes: readonly string[] }[] = [
  { when: /执法人员/u, codes: ['I4'] },
  { when: /直播/u, codes: ['A7', 'A1'] },
  { when: /多收费.*假药/u, codes: ['F1', 'G1', 'G5'] },
  { when: /护士/u, codes: ['A1', 'A2', 'A5'] },
  { when: /打针|injection/u, codes: ['A1', 'A2', 'A5'] },
  { when: /养生/u, codes: ['A5', 'A1'] },
  { when: /针头|垃圾/u, codes: ['J7'] },
  { when: /多收费|乱收费/u, codes: ['F1'] },
  { when: /广告/u, codes: ['H1', 'A1'] },
  { when: /消毒水/u, codes: ['G5', 'G1'] },
  { when: /假药|过期药|卖药/u, codes: ['G1'] },
]

/** What a text is about, by a few of its words. */
export const codesIn = (text: string): readonly string[] =>
  SIGNALS.find(({ when }) => when.test(text))?.codes ?? []

/** What a message tells besides: each part that begins with 另外. */
export const furtherIn = (text: string): readonly string[] =>
  text
    .split('另外')
    .slice(1)
    .flatMap((part) => codesIn(part).slice(0, 1))

const UNSORTED: Option = { value: 'unknown', key: 'offence.unsorted' }
const NONE: Option = { value: 'none', key: 'offence.none-of-these' }
const DROP: Option = { value: 'drop', key: 'offence.drop' }

const optionOf = (code: string): Option =>
  code === 'unknown' ? UNSORTED : { value: code, label: OFFENCES[code] ?? code }

export const offered = (codes: readonly string[]): readonly Option[] => [
  ...codes.map(optionOf),
  NONE,
]

/** A list of matters in the fields of the conversation. */
export const listed = (all: readonly string[]): Values => {
  const codes = [...new Set(all)].slice(0, 5)
  const [first = 'unknown', ...others] = codes
  const lists = slots
    .slice(1)
    .map((slot, n) => [slot, others.slice(n, n + 1).map(optionOf)] as const)
  return {
    ...Object.fromEntries(lists),
    offence: first === 'unknown' ? null : first,
    main: first === 'unknown' ? [] : [optionOf(first)],
    matters: codes.map((code, n) => ({ ...optionOf(code), value: String(n + 1) })),
    mattersCount: codes.length,
  }
}

const words = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

const valuesIn = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.map((one) => (one as Option).value) : []

const codesOf = (given: Given): readonly string[] => {
  const first = words(given['offence'])
  const main = first === '' || first === 'none' ? 'unknown' : first
  return [main, ...slots.slice(1).flatMap((slot) => valuesIn(given[slot]))]
}

export const listKinds = (given: Given): Values => {
  const codes = codesOf(given)
  const kinds = ['A1', 'A2', 'F1', 'G5'].filter((code) => !codes.includes(code)).slice(0, 3)
  return { kinds: [...kinds.map(optionOf), ...(codes.length > 1 ? [DROP] : []), NONE] }
}

export const hearCorrection = (given: Given): Values => {
  const correction = words(given['correction'])
  const place = /第([一二三])件/u.exec(correction)?.[1]
  const wrong = words(given['wrong']) || (place ? String('一二三'.indexOf(place) + 1) : null)
  const said = correction.replace(/不是[^，]*，/u, '')
  const kind = codesIn(said).find((code) => !codesOf(given).includes(code)) ?? null
  const isClear = kind !== null || place !== undefined || /不/u.test(correction)
  const { kinds } = listKinds(given) as { readonly kinds: readonly Option[] }
  return {
    meant: correction.startsWith('行，') ? 'besides' : isClear ? 'instead' : 'unclear',
    wrong,
    kind,
    kinds: kind === null ? kinds : [optionOf(kind), ...kinds],
  }
}

export const setMatter = (given: Given): Values => {
  const codes = codesOf(given)
  const kind = words(given['kind'])
  const wrong = codes[Number(words(given['wrong']) || '1') - 1]
  const put = kind === 'none' ? 'unknown' : kind
  const changed = (list: readonly string[]): readonly string[] =>
    kind === ''
      ? list
      : list.flatMap((code) => (code !== wrong ? [code] : kind === 'drop' ? [] : [put]))
  return { ...listed(changed(codes)), added: changed(valuesIn(given['added'])).map(optionOf) }
}

export const addMatter = (given: Given): Values => {
  const anew = given['anew'] === 'yes'
  const text = words(given['more']) || words(given['correction'])
  const before = valuesIn(given['added'])
  const codes = codesOf(given).filter((code) => !anew || !before.includes(code))
  const found = codesIn(text).slice(0, 1)
  const room = (found.length > 0 || text === '' ? found : ['unknown']).filter(
    (code) => !codes.includes(code),
  )
  return {
    ...listed([...codes, ...room]),
    also: [anew ? '' : words(given['also']), text].filter(Boolean).join('\n') || null,
    added: [...(anew ? [] : before), ...room].map(optionOf),
  }
}
