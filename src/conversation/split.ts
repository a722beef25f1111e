import type { Channel } from './channel.ts'
import { borderBefore } from './plain-text.ts'

/** How long a text is on a channel: bytes of UTF-8 or UTF-16 units. */
export function lengthOn(text: string, unit: Channel['text']['unit']): number {
  return unit === 'utf16' ? text.length : bytesOf(text)
}

export function bytesOf(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at++) bytes += unitBytes(text.charCodeAt(at))
  return bytes
}

/** A half of a pair counts two of the four bytes of the pair. */
function unitBytes(code: number): number {
  if (code < 0x80) return 1
  if (code < 0x800 || (code & 0xf800) === 0xd800) return 2
  return 3
}

/** Cuts a text into parts that fit: at the end of a line, else of a sentence, else of a clause, never inside a character. */
export function split(text: string, { max, unit }: Channel['text']): readonly string[] {
  const parts: string[] = []
  let rest = text
  while (lengthOn(rest, unit) > max) {
    const cut = cutIn(rest, longestFit(rest, max, unit))
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest]
}

/** How many units from the front fit. */
function longestFit(text: string, max: number, unit: Channel['text']['unit']): number {
  if (unit === 'utf16') return max
  let bytes = 0
  let at = 0
  for (; at < text.length; at++) {
    bytes += unitBytes(text.charCodeAt(at))
    if (bytes > max) break
  }
  return at
}

const ENDS: readonly RegExp[] = [
  /\n(?=[^\n]*$)/u,
  /[。！？!?…；;](?=[^。！？!?…；;]*$)/u,
  /[，、,\s](?=[^，、,\s]*$)/u,
]

/** The best place to cut at or before `limit`, not in the first half: short crumbs read badly. */
function cutIn(text: string, limit: number): number {
  const head = text.slice(0, limit)
  for (const end of ENDS) {
    const at = head.search(end)
    if (at >= limit / 2) return at + 1
  }
  return Math.max(1, borderBefore(text, limit))
}
