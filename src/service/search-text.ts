import { simplified } from '#understanding/simplified.ts'

/**
 * Letters and digits of a text, each as it is compared: one width, small, simplified, `一` as `1`; signs and spaces are
 * none. Letter by letter, so that what stands in a text stands in its letters.
 */
export function lettersOf(text: string): string {
  let letters = ''
  for (const sign of text) letters += letterOf(sign)
  return letters
}

/** The letters of a text; where a number is written out, also with the number in digits: 二十三 is 23. */
export function formsOf(text: string): readonly string[] {
  const plain = lettersOf(text)
  const inDigits = text.replace(WRITTEN_NUMBER, (words) => String(numberIn(words) ?? words))
  const other = inDigits === text ? plain : lettersOf(inDigits)
  return other === plain ? [plain] : [plain, other]
}

/** What letters are found by: every two that stand together, and of Latin letters and digits also every three. */
export function piecesOf(letters: string): readonly string[] {
  const signs = Array.from(letters)
  const pieces = new Set<string>()
  for (let at = 1; at < signs.length; at += 1) {
    const [first = '', second = '', third = ''] = signs.slice(at - 1, at + 2)
    pieces.add(first + second)
    if (isLatin(first) && isLatin(second) && isLatin(third)) pieces.add(first + second + third)
  }
  return [...pieces]
}

/** A text as a quoted phrase is compared: signs count, spaces and width do not. */
export const wordingOf = (text: string): string =>
  simplified(text.normalize('NFKC').toLowerCase()).replaceAll(/\s+/gu, '')

function letterOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  if (code >= 0x4e00 && code <= 0x9fff) return digits.get(sign) ?? simplified(sign)
  const plain = sign.normalize('NFKC').toLowerCase().replaceAll(NO_LETTER, '')
  return plain.length === 1 ? (digits.get(plain) ?? simplified(plain)) : plain
}

const NO_LETTER = /[^\p{L}\p{N}\p{M}]/gu
const isLatin = (sign: string): boolean => /^[a-z0-9]$/.test(sign)

const digits: ReadonlyMap<string, string> = new Map([
  ...Array.from('零一二三四五六七八九', (sign, n) => [sign, String(n)] as const),
  ['〇', '0'],
  ['两', '2'],
  ['兩', '2'],
])

const WRITTEN_NUMBER =
  /[〇零一二三四五六七八九两十百千]*[十百千][〇零一二三四五六七八九两十百千]*/gu
const worth: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 一百二十三; `undefined` where it is no number that anybody writes: 百百, 一二十. */
function numberIn(words: string): number | undefined {
  let sum = 0
  let digit: number | undefined
  let below = Number.POSITIVE_INFINITY
  for (const sign of words) {
    const unit = worth[sign]
    if (unit === undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = Number(digits.get(sign))
    } else {
      if (unit >= below) return undefined
      sum += (digit ?? 1) * unit
      below = unit
      digit = undefined
    }
  }
  return sum + (digit ?? 0)
}
