import type { Answers, FromField, Option } from './flow.ts'
import { labelOf, written } from './lexicon.ts'
import type { Lexicon } from './lexicon.ts'
import { fold, wordsOf } from './plain-text.ts'

/** Options shown at a time; a longer list has pages. */
export const PAGE = 9

/** The options of a question, those a request left in a field included. */
export function optionsOf(
  options: readonly Option[] | FromField,
  answers: Answers,
): readonly Option[] {
  if (!('from' in options)) return options
  const found = Object.hasOwn(answers, options.from) ? answers[options.from] : undefined
  return Array.isArray(found) ? (found as readonly unknown[]).filter(isOption) : []
}

export function isOption(value: unknown): value is Option {
  if (typeof value !== 'object' || value === null) return false
  const { value: own, key, label } = value as Readonly<Record<string, unknown>>
  return typeof own === 'string' && isWordsOrNone(key) && isWordsOrNone(label)
}

const isWordsOrNone = (value: unknown): boolean => value === undefined || typeof value === 'string'

/** The nine that are shown. */
export function pageOf(options: readonly Option[], page: number): readonly Option[] {
  return options.length <= PAGE ? options : options.slice(page * PAGE, (page + 1) * PAGE)
}

/** Which option a folded text means: its number, its label or a synonym, or the beginning of just one label. */
export function choose(folded: string, options: readonly Option[], words: Lexicon): number {
  const exact = chooseExactly(folded, options, words)
  if (exact >= 0 || folded.length < 2 || ordinal(folded) !== undefined) return exact
  return onlyBeginning(folded, tableOf(options, words))
}

/** Which option a folded text names, by number or in full. */
export function chooseExactly(folded: string, options: readonly Option[], words: Lexicon): number {
  if (folded === '') return -1
  const found = tableOf(options, words).get(folded)
  if (found !== undefined) return found
  const number = ordinal(folded) ?? 0
  return number >= 1 && number <= options.length ? number - 1 : -1
}

/** Every option a text such as `1 3`, `1、3` or `13` names, in the order of the list; undefined where a part is unclear. */
export function chooseMany(
  text: string,
  options: readonly Option[],
  words: Lexicon,
): readonly number[] | undefined {
  const one = choose(fold(text), options, words)
  if (one >= 0) return [one]
  const parts = text
    .normalize('NFKC')
    .split(/[\s,，、;；.和与及]+/u)
    .filter((part) => part !== '')
  const pieces = parts.length === 1 && /^\d+$/.test(parts[0] ?? '') ? digitsOf(parts[0]) : parts
  if (pieces.length > options.length * 2) return undefined
  const found = pieces.map((part) => choose(fold(part), options, words))
  if (found.length === 0 || found.includes(-1)) return undefined
  return [...new Set(found)].toSorted((a, b) => a - b)
}

function digitsOf(text = ''): readonly string[] {
  return text.match(/\d/g) ?? []
}

function tableOf(options: readonly Option[], words: Lexicon): ReadonlyMap<string, number> {
  const kept = words.tables.get(options)
  if (kept) return kept
  const table = new Map<string, number>()
  options.forEach((option, index) => {
    for (const name of namesOf(option, words)) if (!table.has(name)) table.set(name, index)
  })
  words.tables.set(options, table)
  return table
}

/** Label and synonyms, each with and without what stands in brackets behind it. */
function namesOf(option: Option, words: Lexicon): readonly string[] {
  const names =
    option.key === undefined ? [labelOf(words, option)] : wordsOf(written(words, option.key))
  return names.flatMap((name) => [fold(name), fold(name.replace(/[（(].*$/u, ''))]).filter(Boolean)
}

function onlyBeginning(folded: string, table: ReadonlyMap<string, number>): number {
  let found = -1
  for (const [name, index] of table) {
    if (!name.startsWith(folded)) continue
    if (found >= 0 && found !== index) return -1
    found = index
  }
  return found
}

const ORDINAL =
  /^(?:我?选择?|第)?\s*(?:(\d{1,2})\ufe0f?\u20e3?|([一二三四五六七八九十]{1,3}))\s*(?:个|项|号|条|种|类)?$/u

/** `1`, `１`, `1.`, `①`, `第一个`, `一`, `选2`: the number meant. */
export function ordinal(folded: string): number | undefined {
  const found = ORDINAL.exec(folded)
  if (!found) return undefined
  return found[1] === undefined ? chineseNumber(found[2] ?? '') : Number(found[1])
}

const DIGITS = '零一二三四五六七八九'

/** 一 to 九十九. */
export function chineseNumber(text: string): number | undefined {
  const [, tens, ten, ones] =
    /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/u.exec(text) ?? []
  if (!tens && !ten && !ones) return undefined
  if (!ten) return tens && ones ? undefined : DIGITS.indexOf(tens || ones || '')
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)
}
