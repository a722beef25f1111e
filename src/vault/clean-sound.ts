/** Chunks of a WAV file that are needed to hear it. */
const heard = new Set(['fmt ', 'fact', 'data'])

/** The sound alone: title, place and device that stand beside it are written over. `undefined`: not built as expected. */
export function cleanWav(bytes: Uint8Array): Uint8Array | undefined {
  const sound = Buffer.from(bytes)
  let parts = 0
  for (let at = 12; at + 8 <= sound.length;) {
    const size = sound.readUInt32LE(at + 4)
    const end = at + 8 + size
    const isHeard = heard.has(sound.toString('latin1', at, at + 4))
    if ((end > sound.length && !isHeard) || (parts += 1) > mostParts) return undefined
    if (!isHeard) {
      sound.write('JUNK', at, 'latin1')
      sound.fill(0, at + 8, end)
    }
    at = end + (size % 2)
  }
  return sound
}

/** A file with more parts or tags was made to keep a reader busy. */
const mostParts = 10_000
const mostTags = 8

/** The frames of an MP3 or AAC file without the tags before and behind them. `undefined`: there is no end of tags. */
export function cleanFrames(bytes: Uint8Array): Uint8Array | undefined {
  let sound = Buffer.from(bytes)
  for (let tags = 0; tags < mostTags; tags++) {
    const before = sound.length
    sound = withoutTail(withoutHead(sound))
    if (sound.length === before) return sound
  }
  return undefined
}

type Sound = Buffer<ArrayBuffer>

const withoutHead = (sound: Sound): Sound =>
  sound.length >= 10 && sound.toString('latin1', 0, 3) === 'ID3'
    ? sound.subarray(Math.min(sound.length, lengthOfTag(sound)))
    : sound

/** Seven bits count of each byte; a foot is ten bytes more. */
const lengthOfTag = (tag: Sound): number =>
  [6, 7, 8, 9].reduce((size, at) => size * 128 + ((tag[at] ?? 0) & 127), 0) +
  ((tag[5] ?? 0) & 16 ? 20 : 10)

function withoutTail(sound: Sound): Sound {
  const from = (length: number): number => Math.max(0, sound.length - length)
  const says = (word: string, length: number): boolean =>
    sound.length >= length &&
    sound.toString('latin1', from(length), from(length) + word.length) === word
  if (says('TAG', 128)) return sound.subarray(0, from(128))
  if (!says('APETAGEX', 32)) return sound
  const size = Math.max(32, sound.readUInt32LE(from(20)))
  const head = (sound.readUInt32LE(from(12)) & 0x80000000) === 0 ? 0 : 32
  return sound.subarray(0, from(size + head))
}
