import { plainPasscode } from './passcode.ts'

/** Stands where a passcode stood. */
export const MASK = '••••-••••-••••-•••••'

const LETTER = '[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]'
const GAP = String.raw`[\s‐-―\-－_.·]{0,3}`
const alone = (shape: string): RegExp => new RegExp(`(?<!${LETTER})${shape}(?!${LETTER})`, 'g')

const GROUPED = alone(`${LETTER}{4}${GAP}${LETTER}{4}${GAP}${LETTER}{4}${GAP}${LETTER}{5}`)
const ANYHOW = alone(`${LETTER}(?:${GAP}${LETTER}){16}`)

/**
 * Hides every passcode in a text: whatever has its grouping (words of the same lengths excepted), and in any
 * other grouping whatever passes the check character.
 */
export const maskPasscode = (text: string): string =>
  text
    .replaceAll(GROUPED, (found) => (areWords(found) ? found : MASK))
    .replaceAll(ANYHOW, (found) => (plainPasscode(found) ? MASK : found))

/** "This that with these" has the shape as well; fewer than two in a thousand passcodes have no digit. */
const areWords = (found: string): boolean =>
  /\s/.test(found) && !/[0-9０-９]/.test(found) && plainPasscode(found) === undefined

/** Each place where one may begin: what stands before a passcode must not hide it. */
const FROM_ANYWHERE = new RegExp(
  `(?<!${LETTER})(?=(${LETTER}(?:${GAP}${LETTER}){16})(?!${LETTER}))`,
  'g',
)

/** What in a text passes the check character, as it was written: one in 32 of what only looks like a passcode does too. */
export const passcodesIn = (text: string): readonly string[] =>
  text.length < shortest ? [] : inAnyGrouping(text)

/** As many characters as a passcode has. */
const shortest = 17

const inAnyGrouping = (text: string): readonly string[] =>
  [...text.matchAll(FROM_ANYWHERE)].flatMap(([, found = '']) =>
    plainPasscode(found) ? [found] : [],
  )
