import { ok, refuse, type Result } from '#core/result.ts'
import { formsOf, lettersOf, wordingOf } from './search-text.ts'

/** One thing that must be in a case. */
export interface Term {
  readonly words: string
  /** Any of these letters. */
  readonly forms: readonly string[]
  /** Of a quoted phrase: to the letter. */
  readonly wording?: string
}

const longest = 100
const most = 10

const QUOTED = /[“"「『”]([^“”"「」『』]*)[”"」』“]/gu

/** What somebody typed into the box, as terms that must all be there. One letter alone finds too much. */
export function termsIn(typed: string): Result<readonly Term[]> {
  const plain = typed.normalize('NFKC').trim()
  if (plain.length > longest) return refuse('search-too-long', { longest })
  const quoted = [...plain.matchAll(QUOTED)].map(([, words = '']) => words)
  const loose = plain.replace(QUOTED, ' ').split(/[\s,，、;；]+/u)
  const terms = [
    ...quoted.map((words) => ({ words, forms: formsOf(words), wording: wordingOf(words) })),
    ...loose.map((words) => ({ words, forms: formsOf(words) })),
  ].filter(({ forms }) => (forms[0] ?? '') !== '')
  if (terms.length === 0) return refuse('search-empty')
  if (terms.length > most) return refuse('search-too-many-words', { most })
  return terms.some(isFindable) ? ok(terms) : refuse('search-one-letter')
}

/** Whether the index knows it: its shortest form has two letters. */
export const isFindable = ({ forms }: Pick<Term, 'forms'>): boolean =>
  forms.every((form) => Array.from(form).length > 1)

/** Digits of a report's number: `17`, `00017`, `2026-00017`, `RC-2026-00017`. */
export interface SoughtNumber {
  readonly letters?: string
  readonly year?: number
  readonly serial: string
}

/** A query that can be a report's number, whole or its last digits. */
export function numberIn(typed: string): SoughtNumber | undefined {
  const found = /^(?:([a-z]{2})[\s-]*)?(?:(20\d\d)[\s-]+|(20\d\d)(?=\d{5}$))?(\d{1,9})$/u.exec(
    typed.normalize('NFKC').toLowerCase().trim(),
  )
  if (!found) return undefined
  const [, letters, year = found[3], , serial = ''] = found
  return {
    serial,
    ...(letters === undefined ? {} : { letters: letters.toUpperCase() }),
    ...(year === undefined ? {} : { year: Number(year) }),
  }
}

/** What was opened, as terms are looked for in it. */
export interface Read {
  readonly texts: readonly string[]
  readonly forms: readonly string[]
}

export const readAs = (texts: readonly string[]): Read => ({ texts, forms: texts.flatMap(formsOf) })

/** Whether it says what is looked for. */
export function says({ texts, forms }: Read, term: Term): boolean {
  const { wording } = term
  return wording === undefined
    ? forms.some((said) => term.forms.some((one) => said.includes(one)))
    : texts.some((text) => wordingOf(text).includes(wording))
}

/** Where a text says it: what stands before, the words, what stands after. */
export function placeOf(
  texts: readonly string[],
  { forms }: Pick<Term, 'forms'>,
): readonly [string, string, string] | undefined {
  for (const text of texts) {
    const signs = Array.from(text)
    const from: number[] = []
    let letters = ''
    for (const [at, sign] of signs.entries())
      for (const letter of lettersOf(sign)) {
        letters += letter
        for (let unit = 0; unit < letter.length; unit += 1) from.push(at)
      }
    const found = forms.map((form) => [letters.indexOf(form), form.length] as const)
    const [begin, length] = found.find(([at]) => at >= 0) ?? [-1, 0]
    if (begin >= 0) {
      const first = from[begin] ?? 0
      const last = (from[begin + length - 1] ?? first) + 1
      const part = (one: number, other: number) => signs.slice(Math.max(0, one), other).join('')
      return [
        `${first > around ? '…' : ''}${part(first - around, first)}`,
        part(first, last),
        `${part(last, last + around)}${last + around < signs.length ? '…' : ''}`,
      ]
    }
  }
  return undefined
}

const around = 24
