import { foreignLines } from '#flows/words/foreign.ts'

/** Letters of traditional Mongolian, as Unicode has them and as older Menksoft fonts do. */
const MONGOLIAN = /[\u1800-\u18af\ue234-\ue34f]/gu

/** Written in Mongolian script, which nothing here reads: a person must, and not one mark of it may change. */
export const isMongolian = (text: string): boolean =>
  countOf(text, MONGOLIAN) > countOf(text, /\p{Script=Han}/gu)

/** The one line said to whoever writes in another language; undefined where they write as the conversation does. */
export function foreignLine(raw: string, lang: string): string | undefined {
  const text = raw.replace(/(?:https?:\/\/|www\.)\S+/giu, ' ')
  const found = foreignLines.find(({ isWritten }) => isWritten.test(text))
  if (found) return found.line
  if (/\p{Script=Han}/u.test(text)) return undefined
  if (countOf(text, /\p{Script=Latin}{2,}/gu) >= 3) return lang === 'en' ? undefined : english
  return countOf(text, /[^\P{L}a-zA-Z]/gu) >= 3 && !isMongolian(text) ? english : undefined
}

const english = 'For English, reply "English".'

/** Enough of another script to say something with: nobody can classify it here, a person reads it. */
export const isTold = (text: string): boolean =>
  !/\p{Script=Han}/u.test(text) && countOf(text, /[^\P{L}a-zA-Z]/gu) >= 12

const countOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0
