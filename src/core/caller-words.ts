import { tellingNumbers } from './telling-words.ts'

/** Who called, as another wrote it down; a telephone may be several, in any spelling. */
interface Caller {
  readonly name: string
  readonly phone: string
}

const callerWords = '（来电人）'
const numberWords = '（号码）'

/**
 * Takes whoever called out of what was written down: their name and telephone however they are spelt there. `unnamed`:
 * whatever looks like a telephone or an identity number goes as well, since nobody knows whose it is.
 */
export function withoutCaller(text: string, caller: Caller, unnamed: boolean): string {
  const named = cutOut(text, inDigits(text), numbersIn(caller.phone).map(spelt), callerWords)
  const nameless = cutOut(named, folded(named), namesIn(caller.name).map(spaced), callerWords)
  return unnamed ? cutOut(nameless, plain(nameless), tellingNumbers, numberWords) : nameless
}

/** Cuts what patterns find in a reading of a text out of the text itself; both are of one length. */
function cutOut(
  text: string,
  reading: string,
  patterns: readonly RegExp[],
  instead: string,
): string {
  const found = patterns
    .flatMap((pattern) => [...reading.matchAll(pattern)])
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
  let rest = ''
  let at = 0
  for (const { from, to } of found) {
    if (from >= at) rest += text.slice(at, from) + instead
    at = Math.max(at, to)
  }
  return rest + text.slice(at)
}

/** Full-width and encircled characters as plain ones, each in its place. */
const folded = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/g, (one) => {
    const usual = one.normalize('NFKC')
    return usual.length === 1 ? usual : one
  })

const spoken: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('零一二三四五六七八九', (one, n) => [one, `${n}`])),
  〇: '0',
  幺: '1',
}

/** Digits in words as digits too, and whatever else may stand between two digits as blanks. */
const inDigits = (text: string): string =>
  folded(text)
    .replaceAll(/[零〇一二三四五六七八九幺]/g, (one) => spoken[one] ?? one)
    .replaceAll(/[^\p{L}\p{N}+(]/gu, (one) => ' '.repeat(one.length))

/** The code of the country hides no number behind it; what stands between two digits is one hyphen or another. */
const plain = (text: string): string =>
  folded(text)
    .replaceAll(/(?<=\d)[.·‐-―_](?=\d)/g, '-')
    .replaceAll(/(?<!\d)(?:\+|00)?86(?=[ -]?1[3-9]\d)/g, (code) => ' '.repeat(code.length))

const fewest = 7
const areaCode = /^0(?:10|2\d|[3-9]\d{2})(?=\d{7,8}$)/

/** The telephones of a cell, the longest first: as one, each by itself, and as they are dialled from within the city. */
function numbersIn(cell: string): readonly string[] {
  const reading = folded(cell)
  const whole = reading.split(/[^\d\s+().·\-—–_]+/).map((part) => part.replaceAll(/\D/g, ''))
  const runs = reading.match(/\d+/g) ?? []
  const listed = tellingNumbers.flatMap((pattern) => plain(reading).match(pattern) ?? [])
  const all = [...whole, ...runs, ...listed.map((one) => one.replaceAll(/\D/g, ''))]
  const local = all.flatMap((one) => {
    const ours = one.replace(/^(?:00)?86(?=\d{9,11}$)/, '')
    return [one, ours, ours.replace(areaCode, '')]
  })
  return [...new Set(local)]
    .filter(({ length }) => length >= fewest)
    .toSorted((a, b) => b.length - a.length)
}

const between = '[ +(]*'

/** A number with anything but letters and digits in between. */
const spelt = (number: string): RegExp =>
  new RegExp(String.raw`\(?(?:\+?86${between})?${Array.from(number).join(between)}`, 'g')

const title = /(?:先生|女士|小姐|同志|老师|阿姨)$/

/** A name as it stands in its cell, without what is in brackets, without its title; the longest first. */
function namesIn(cell: string): readonly string[] {
  const reading = folded(cell).trim()
  const bare = reading.replaceAll(/\([^)]*\)?/g, '').trim()
  const names = [reading, bare, bare.replace(title, '')].map((one) => one.replaceAll(/\s/g, ''))
  return [...new Set(names)]
    .filter(({ length }) => length >= 2)
    .toSorted((a, b) => b.length - a.length)
}

const within = String.raw`[\s·.\u200b-\u200d]*`

function spaced(name: string): RegExp {
  const letters = Array.from(name, (one) => one.replace(/[.*+?^${}()|[\]\\/-]/, String.raw`\$&`))
  const pattern = letters.join(within)
  return /^[a-z]/i.test(name)
    ? new RegExp(String.raw`(?<!\p{Script=Latin})${pattern}(?!\p{Script=Latin})`, 'giu')
    : new RegExp(pattern, 'gu')
}
