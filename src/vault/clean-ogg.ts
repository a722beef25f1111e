/** One page of an Ogg file, by where it stands. */
interface Page {
  readonly start: number
  /** Where its content begins. */
  readonly body: number
  readonly end: number
  /** Lengths of its pieces; a piece of 255 bytes goes on in the next one. */
  readonly pieces: Uint8Array
  readonly stream: number
}

/** A file with more pages was made to keep a reader busy: these are hours of speech. */
const mostPages = 400_000

/**
 * The same recording, its title, place and device written over where they stand. `undefined`: not built as expected, or
 * something other than sound goes along in it.
 */
export function cleanOgg(bytes: Uint8Array): Uint8Array | undefined {
  const sound = Buffer.from(bytes)
  const pages = pagesIn(sound)
  const [first] = pages
  if (!first || pages.some(({ stream }) => stream !== first.stream)) return undefined
  const kind = kindOf(sound.subarray(first.body, first.end))
  const comment = kind && secondPacket(pages)
  if (!kind || !comment || !blank(sound, comment, kind)) return undefined
  for (const page of pages.slice(0, 1 + comment.pages)) sum(sound, page)
  return sound.subarray(0, pages.at(-1)?.end)
}

function pagesIn(sound: Buffer): readonly Page[] {
  const pages: Page[] = []
  for (let start = 0; start + 27 <= sound.length && pages.length < mostPages;) {
    if (sound.toString('latin1', start, start + 4) !== 'OggS') break
    const count = sound[start + 26] ?? 0
    const body = start + 27 + count
    const pieces = sound.subarray(start + 27, body)
    const end = body + pieces.reduce((length, piece) => length + piece, 0)
    if (end > sound.length) break
    pages.push({ start, body, end, pieces, stream: sound.readUInt32LE(start + 14) })
    start = end
  }
  return pages
}

/** What stands before the words of the second packet, by codec. */
const magic = { opus: 'OpusTags', vorbis: '\x03vorbis', speex: '' } as const
type Kind = keyof typeof magic

function kindOf(head: Buffer): Kind | undefined {
  const begins = (word: string): boolean => head.toString('latin1', 0, word.length) === word
  if (begins('OpusHead')) return 'opus'
  if (begins('\x01vorbis')) return 'vorbis'
  return begins('Speex   ') ? 'speex' : undefined
}

interface Packet {
  /** Where its bytes stand, in order. */
  readonly ranges: readonly (readonly [start: number, end: number])[]
  readonly length: number
  /** How many pages, after the first, it reaches into. */
  readonly pages: number
}

/** The first packet fills the first page; the second begins on the next. */
function secondPacket([, ...pages]: readonly Page[]): Packet | undefined {
  const ranges: [number, number][] = []
  let length = 0
  for (const [n, { body, pieces }] of pages.entries()) {
    let at = body
    for (const piece of pieces) {
      ranges.push([at, at + piece])
      at += piece
      length += piece
      if (piece < 255) return { ranges, length, pages: n + 1 }
    }
  }
  return undefined
}

/** One long vendor name of spaces and no comment at all: as long as what stood there, so that nothing moves. */
function blank(sound: Buffer, { ranges, length }: Packet, kind: Kind): boolean {
  const word = magic[kind]
  const ending = kind === 'vorbis' ? 1 : 0
  const vendor = length - word.length - 8 - ending
  if (vendor < 0) return false
  const old = Buffer.concat(ranges.map(([start, end]) => sound.subarray(start, end)))
  if (old.toString('latin1', 0, word.length) !== word) return false
  const fresh = Buffer.alloc(length, ' ')
  fresh.write(word, 0, 'latin1')
  fresh.writeUInt32LE(vendor, word.length)
  fresh.writeUInt32LE(0, word.length + 4 + vendor)
  if (ending) fresh[length - 1] = 1
  let from = 0
  for (const [start, end] of ranges) from += fresh.copy(sound, start, from, from + end - start)
  return true
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n << 24
  for (let bit = 0; bit < 8; bit++)
    value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

/** Players refuse a page whose check sum is wrong. */
function sum(sound: Buffer, { start, end }: Page): void {
  sound.writeUInt32LE(0, start + 22)
  let check = 0
  for (let at = start; at < end; at++)
    check = ((check << 8) ^ (table[((check >>> 24) ^ (sound[at] ?? 0)) & 255] ?? 0)) >>> 0
  sound.writeUInt32LE(check, start + 22)
}
