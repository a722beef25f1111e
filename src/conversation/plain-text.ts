/** Longest text that can be a word somebody means as a command, a number or a label. */
const WORD_MAX = 64

/** Control characters, bidi marks and invisible spaces; joiners stay, emoji and Mongolian need them. */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu

const UNSEEN_ONE = new RegExp(UNSEEN.source, 'u')

/** What a person wrote, without what cannot be seen; looks at no more than `max` characters and a margin. */
export const clean = (text: string, max: number): string => {
  const part = text.length > max + 1000 ? text.slice(0, max + 1000) : text
  if (isPlain(part)) return part.trim()
  const lines = part.includes('\r') ? part.replace(/\r\n?/g, '\n') : part
  const seen = UNSEEN_ONE.test(lines) ? lines.replace(UNSEEN, '') : lines
  return (seen.isWellFormed() ? seen : seen.toWellFormed()).trim()
}

/** Printable ASCII, Han and their punctuation: nothing in it can be unseen. */
const isPlain = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isAscii = code >= 0x20 && code <= 0x7e
    const isHan = (code >= 0x3000 && code <= 0x9fff) || (code >= 0xff01 && code <= 0xff65)
    if (!isAscii && !isHan) return false
  }
  return true
}

/** At most `max` UTF-16 units, never half a character. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : text.slice(0, borderBefore(text, max))

/** Like `clip`, with a mark where something is missing. */
export const clipMarked = (text: string, max: number): string =>
  text.length <= max ? text : `${clip(text, max - 1)}…`

/** What stays attached to the character before it: joiners, variants, accents, skin tones, the second half of a pair. */
const ATTACHED = /^[\p{M}\p{Join_Control}\p{Emoji_Modifier}\u{e0020}-\u{e007f}]/u

/** The last place at or before `at` where a text may be cut. */
export const borderBefore = (text: string, at: number): number => {
  for (let place = at; place > Math.max(0, at - 32); place--)
    if (isBorder(text, place)) return place
  return isLow(text, at) ? at - 1 : at
}

const isLow = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00

const isBorder = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  if (code < 0x300) return true
  if (isLow(text, at) || text.charCodeAt(at - 1) === 0x200d) return false
  return !ATTACHED.test(text.slice(at, at + 2))
}

const QUOTES = /^["'“”‘’「『《【(（]+|[\s"'“”‘’」』》】)）。．.!！?？,，、~～…;；:：]+$/gu

/** A short text as words are compared: one width, lower case, no quotes around it and no full stop. Long text: `''`. */
export const fold = (text: string): string => {
  if (text.length > WORD_MAX) return ''
  if (isEven(text)) return text
  const even = text.normalize('NFKC').toLowerCase().trim()
  return even.replace(QUOTES, '') || even
}

/** Most of what is written needs no evening out: Han, digits and small letters, with plain marks only between them. */
const isEven = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isWordly(code)) continue
    const isInside = at > 0 && at < text.length - 1
    const isMark = code >= 0x20 && code < 0x7f && !(code >= 0x41 && code <= 0x5a)
    if (!isInside || !isMark) return false
  }
  return text !== ''
}

const isWordly = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x61 && code <= 0x7a)

/** The words of a list such as `提交|对|是`. */
export const wordsOf = (list: string): readonly string[] =>
  list.split('|').map((word) => word.trim())
