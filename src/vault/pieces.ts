import { closeSync, fstatSync, openSync, promises, readSync } from 'node:fs'
import type { Suite } from '#crypto/suite.ts'

const { open } = promises

/** A file that is sealed piece by piece: none of it lies open on the disk, and little of it in memory. */
export interface Pieces {
  readonly length: number
  /** Plain bytes; throws a RangeError beyond the end. */
  readonly read: (start: number, end: number) => Buffer
  /** One piece after the other. */
  readonly each: () => Iterable<Buffer>
  readonly [Symbol.dispose]: () => void
}

/** Which file, under which key, bound to which place. */
export interface PieceFile {
  readonly suite: Suite
  readonly key: Uint8Array
  readonly path: string
  readonly place: string
}

export const PIECE = 1024 * 1024
const most = 20_000
const head = 4

interface Piece {
  /** Where its sealed bytes stand. */
  readonly at: number
  readonly sealed: number
  /** Where its plain bytes begin in the whole. */
  readonly start: number
  readonly length: number
}

/** Before each piece stands how long it is; since none is so long, such a file begins with a zero byte. */
export const isInPieces = (bytes: Uint8Array): boolean => bytes[0] === 0

/** Pieces that are whole, and where the last of them ends. */
interface Whole {
  readonly count: number
  readonly end: number
}

/**
 * Adds pieces behind those that are whole; what a crash left half written is written over. On disk when it resolves. Gives what
 * is whole then.
 */
export async function appendPieces(
  { suite, key, path, place }: PieceFile,
  whole: Whole,
  parts: readonly Uint8Array[],
): Promise<Whole> {
  const file = await open(path, whole.count === 0 ? 'w' : 'r+', 0o600)
  try {
    await file.truncate(whole.end)
    let at = whole.end
    for (const [n, part] of parts.entries()) {
      const sealed = suite.seal(key, part, `${place}:${whole.count + n}`)
      const size = Buffer.alloc(head)
      size.writeUInt32BE(sealed.length)
      const bytes = Buffer.concat([size, sealed])
      await writeAll(file, bytes, at)
      at += bytes.length
    }
    await file.sync()
    return { count: whole.count + parts.length, end: at }
  } finally {
    await file.close()
  }
}

/** A disk that is nearly full takes a part without a word; what is left is then refused. */
async function writeAll(file: promises.FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    if (bytesWritten === 0) throw new Error('the disk took nothing of what was to be written')
    done += bytesWritten
  }
}

/** How far a file has come. */
export function wholePieces(path: string, overhead: number, atMost = most) {
  const file = openSync(path, 'r')
  try {
    const pieces = piecesOf(file, overhead, atMost)
    const last = pieces.at(-1)
    return {
      count: pieces.length,
      end: last ? last.at + last.sealed : 0,
      length: last ? last.start + last.length : 0,
    }
  } finally {
    closeSync(file)
  }
}

function piecesOf(file: number, overhead: number, atMost: number): readonly Piece[] {
  const end = fstatSync(file).size
  const pieces: Piece[] = []
  const size = Buffer.alloc(head)
  let start = 0
  for (let at = 0; at + head <= end && pieces.length < atMost;) {
    readSync(file, size, 0, head, at)
    const sealed = size.readUInt32BE()
    if (sealed <= overhead || at + head + sealed > end) break
    pieces.push({ at: at + head, sealed, start, length: sealed - overhead })
    start += sealed - overhead
    at += head + sealed
  }
  return pieces
}

/** How many bytes sealing adds. */
export const overheadOf = (suite: Suite): number =>
  suite.seal(suite.randomKey(), new Uint8Array(), '').length

export function openPieces({ suite, key, path, place }: PieceFile, atMost = most): Pieces {
  const file = openSync(path, 'r')
  const pieces = piecesOf(file, overheadOf(suite), atMost)
  const last = pieces.at(-1)
  const length = last ? last.start + last.length : 0
  let held: { readonly n: number; readonly bytes: Buffer } | undefined
  const opened = (n: number): Buffer => {
    const piece = pieces[n]
    if (!piece) throw new RangeError('beyond the end of the file')
    if (held?.n === n) return held.bytes
    const sealed = Buffer.alloc(piece.sealed)
    readSync(file, sealed, 0, piece.sealed, piece.at)
    const bytes = Buffer.from(suite.open(key, sealed, `${place}:${n}`))
    held = { n, bytes }
    return bytes
  }
  return {
    length,
    read: (start, end) => {
      if (start < 0 || end > length || start > end)
        throw new RangeError('beyond the end of the file')
      const parts: Buffer[] = []
      for (let n = numberAt(pieces, start); start < end; n++) {
        const piece = pieces[n]
        const from = start - (piece?.start ?? 0)
        const part = opened(n).subarray(from, from + end - start)
        parts.push(part)
        start += part.length
      }
      return Buffer.concat(parts)
    },
    each: function* () {
      for (const n of pieces.keys()) yield opened(n)
    },
    [Symbol.dispose]: () => closeSync(file),
  }
}

/** The piece a byte stands in. */
function numberAt(pieces: readonly Piece[], start: number): number {
  let [low, high] = [0, pieces.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((pieces[middle]?.start ?? 0) <= start) low = middle
    else high = middle - 1
  }
  return low
}
