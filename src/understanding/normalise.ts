import { simplified } from './simplified.ts'

/** What comes after is not read: nobody's report begins there, and an answer must not wait for it. */
const READ_AT_MOST = 5000

/**
 * The text as the other parts read it: simplified characters, plain digits and letters, no invisible or
 * direction-turning characters, no shouting. Sentences and lines stay as they were.
 */
export function normalise(text: string): string {
  const read = text.slice(0, READ_AT_MOST * 2)
  const plain = (isPlain(read) ? read : made(read)).replace(REPEATED, '$1')
  const close = plain.includes(' ')
    ? plain.replace(SPACED_OUT, (run) => run.replaceAll(' ', ''))
    : plain
  return simplified(close).trim().slice(0, READ_AT_MOST)
}

const made = (text: string): string =>
  text
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(/[^\S\n]+/g, ' ')

/** Most letters hold nothing but Chinese characters, their punctuation, plain letters and digits, and single lines. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const isOrdinary =
      (code >= 0x3400 && code <= 0x9fff) ||
      (code > 0x20 && code < 0x7f) ||
      code === NEWLINE ||
      (code >= 0x3001 && code <= 0x301c) ||
      COMMON_MARKS.includes(code)
    if (!isOrdinary) return false
  }
  return true
}

const NEWLINE = 0x0a
const COMMON_MARKS: readonly number[] = Array.from('，：；！？（）“”‘’…—', (mark) =>
  mark.charCodeAt(0),
)

/** 尊敬的王局长：您好: to whom it is written is not whom it accuses. */
export const withoutSalutation = (text: string): string => text.replace(SALUTATION, '，')

const SALUTATION =
  /(?<=^|\n|[，,。：:！!\s])(尊敬的|敬爱的|致)?[^，,。：:！!\n\s]{0,14}(书记|省长|市长|县长|区长|镇长|局长|厅长|委员长|主任|主席|领导|同志)们?(，|,|：|:|！|!|\s)*(您|你)们?好?(！|!|。|，|,|：|:)?|(尊敬|敬爱)的[^，,。：:！!\n]{2,20}[：:！!]/g

/** Control, zero-width and direction-turning characters, variation selectors, lone surrogates. */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}]--[\n\t]]/gv

/** Letters and digits only: Chinese punctuation is full-width by right. */
const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g

/** 黑 诊 所: single characters with spaces between, three or more. */
const SPACED_OUT = /(?<!\p{Script=Han})(?:\p{Script=Han} ){2,}\p{Script=Han}(?!\p{Script=Han})/gu

/** The same mark again and again. */
const REPEATED = /([^\p{L}\p{N}\s])\1+/gu
