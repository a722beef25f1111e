import { cleanFrames } from './clean-sound.ts'

/** Bytes of a frame after its first, by the kind of frame. */
const narrow = [12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0]
const wide = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0]

/** A voice message of a telephone carries no words beside its frames; what hangs on behind them is left out. */
export function cleanAmr(bytes: Uint8Array): Uint8Array | undefined {
  const sound = Buffer.from(bytes)
  const isWide = sound.toString('latin1', 0, 9) === '#!AMR-WB\n'
  if (!isWide && sound.toString('latin1', 0, 6) !== '#!AMR\n') return undefined
  const sizes = isWide ? wide : narrow
  const begin = isWide ? 9 : 6
  let end = begin
  for (let at = begin; at < sound.length;) {
    const head = sound[at] ?? 0
    const size = head & 0b1000_0011 ? -1 : (sizes[(head >> 3) & 15] ?? -1)
    if (size < 0 || at + 1 + size > sound.length) break
    at += 1 + size
    end = at
  }
  return end > begin ? sound.subarray(0, end) : undefined
}

/** Blocks of a FLAC file: how the sound is built, and where to find a second of it. */
const needed = new Set([0, 3])
const padding = 1
const mostBlocks = 1_000

/** The sound alone: titles, pictures and what programs left become empty space. `undefined`: not built as expected. */
export function cleanFlac(bytes: Uint8Array): Uint8Array | undefined {
  const bare = cleanFrames(bytes)
  const sound = bare && Buffer.from(bare)
  if (sound?.toString('latin1', 0, 4) !== 'fLaC') return undefined
  for (let at = 4, blocks = 0; at + 4 <= sound.length && blocks < mostBlocks; blocks++) {
    const head = sound[at] ?? 0
    const end = at + 4 + sound.readUIntBE(at + 1, 3)
    if (end > sound.length) return undefined
    if (!needed.has(head & 127)) {
      sound[at] = (head & 128) | padding
      sound.fill(0, at + 4, end)
    }
    if (head & 128) return sound
    at = end
  }
  return undefined
}
