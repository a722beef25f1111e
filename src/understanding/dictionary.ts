import { dict } from '@node-rs/jieba/dict.js'

/** Words rarer than this in the dictionary's own corpus only make it slow to load: a fifth of it cuts letters as well. */
const SELDOM = 50

/** The lines of a dictionary (`word frequency tag`) worth loading: single characters, counties, what is not rare. */
export function commonWords(lines: Uint8Array = dict): Uint8Array {
  const kept = new Uint8Array(lines.length)
  let size = 0
  let from = 0
  while (from < lines.length) {
    let at = from
    while (at < lines.length && lines[at] !== SPACE) at += 1
    const space = at
    let frequency = 0
    for (at += 1; at < lines.length && lines[at] !== SPACE; at += 1)
      frequency = frequency * 10 + (lines[at] ?? ZERO) - ZERO
    while (at < lines.length && lines[at] !== NEWLINE) at += 1
    const isKept = frequency >= SELDOM || space - from <= ONE_CHARACTER || isCounty(lines, space)
    if (isKept) for (let copied = from; copied <= at; copied += 1) kept[size++] = lines[copied] ?? 0
    from = at + 1
  }
  return kept.slice(0, size)
}

const SPACE = 0x20
const NEWLINE = 0x0a
const ZERO = 0x30
/** Bytes of one Chinese character in UTF-8. */
const ONE_CHARACTER = 3

/** Ends in 县 or 旗: by its county a report from elsewhere is known. */
const isCounty = (lines: Uint8Array, end: number): boolean =>
  COUNTY.some((sign) => sign.every((byte, at) => lines[end - ONE_CHARACTER + at] === byte))

const COUNTY = ['县', '旗'].map((sign) => [...new TextEncoder().encode(sign)])
