import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, promises, readSync } from 'node:fs'
import { rmSync, writeFileSync } from 'node:fs'
import { derive } from '#crypto/derive.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Suite } from '#crypto/suite.ts'
import { appendPieces, openPieces, overheadOf, PIECE, wholePieces, type Pieces } from './pieces.ts'

const { stat } = promises

/** Files sealed for a copy that leaves the house: nobody reads or changes one without the master key. */
export interface SealedCopies {
  /** `place`: what the file is to the copy; sealed under another one it does not open. */
  readonly seal: (from: string, to: string, place: string) => Promise<SealedFile>
  /** Refused where a byte is wrong or missing: the piece is named, counted from one. */
  readonly open: (
    from: string,
    to: string,
    place: { readonly place: string; readonly size: number },
  ) => Promise<Result<void>>
  /** Proves a list of what belongs to the copy. In hexadecimal. */
  readonly proof: (text: string) => string
}

export interface SealedFile {
  /** Plain bytes that the pieces on the disk hold. */
  readonly taken: number
  /** Plain bytes that the file has now that all was read: where it differs, the copy is not whole. */
  readonly whole: number
}

/** So many pieces are written at once. */
const TOGETHER = 16
/** A database is larger than any file that somebody sends: a terabyte at most. */
const most = 1024 * 1024

export const sealedCopies = (suite: Suite, root: Uint8Array): SealedCopies => {
  const key = derive(suite, root, 'yijian copy')
  const mark = derive(suite, root, 'yijian copy list')
  const overhead = overheadOf(suite)
  return {
    seal: async (from, to, place) => {
      rmSync(to, { force: true })
      const source = openSync(from, 'r')
      try {
        const file = { suite, key, path: to, place }
        let whole = { count: 0, end: 0 }
        for (const parts of partsOf(source)) whole = await appendPieces(file, whole, parts)
        const taken = whole.count === 0 ? 0 : wholePieces(to, overhead, most).length
        return { taken, whole: fstatSync(source).size }
      } finally {
        closeSync(source)
      }
    },
    open: async (from, to, { place, size }) =>
      await opened({ suite, key, path: from, place }, to, size),
    proof: (text) => Buffer.from(suite.hmac(mark, Buffer.from(text))).toString('hex'),
  }
}

function* partsOf(file: number): Iterable<readonly Uint8Array[]> {
  for (;;) {
    const parts: Uint8Array[] = []
    while (parts.length < TOGETHER) {
      const part = Buffer.alloc(PIECE)
      const length = readSync(file, part, 0, PIECE, null)
      if (length > 0) parts.push(part.subarray(0, length))
      if (length < PIECE) break
    }
    if (parts.length > 0) yield parts
    if (parts.length < TOGETHER || (parts.at(-1)?.length ?? 0) < PIECE) return
  }
}

async function opened(
  sealed: Parameters<typeof openPieces>[0],
  to: string,
  size: number,
): Promise<Result<void>> {
  const file = openSync(to, 'w', 0o600)
  let piece = 0
  let written = 0
  try {
    using pieces = openPieces(sealed, most)
    for (const bytes of sound(pieces)) {
      if (!bytes) return refuse('copy-damaged', { file: sealed.path, piece: piece + 1 })
      piece += 1
      written += bytes.length
      writeFileSync(file, bytes)
    }
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return written === size
    ? ok(undefined)
    : refuse('copy-damaged', { file: sealed.path, piece: piece + 1 })
}

/** One piece after the other; `undefined` in place of the first that does not open, and nothing behind it. */
function* sound(pieces: Pieces): Iterable<Buffer | undefined> {
  const all = pieces.each()[Symbol.iterator]()
  for (;;) {
    let next: IteratorResult<Buffer>
    try {
      next = all.next()
    } catch {
      yield undefined
      return
    }
    if (next.done) return
    yield next.value
  }
}

/** One for all: making room anew for each of many small files takes longer than reading them. */
let room: Buffer | undefined

/** Size and digest of a file as it lies there. */
export const fileSum = async (
  path: string,
): Promise<{ readonly size: number; readonly digest: string }> => {
  const hash = createHash('sha256')
  const part = (room ??= Buffer.allocUnsafeSlow(PIECE))
  const file = openSync(path, 'r')
  try {
    for (let length = readSync(file, part, 0, PIECE, null); length > 0;) {
      hash.update(part.subarray(0, length))
      length = readSync(file, part, 0, PIECE, null)
    }
  } finally {
    closeSync(file)
  }
  return { size: (await stat(path)).size, digest: hash.digest('hex') }
}
