import type { Film } from './clean-boxes.ts'
import type { Pieces } from './pieces.ts'

type Edit = { readonly start: number; readonly end: number; readonly bytes?: Buffer }

/** A film that stays sealed: it is read where it is looked at, and what is to be written over is only noted. */
export interface SealedFilm extends Film {
  /** The pieces as they will be, one after the other. */
  readonly edited: () => Iterable<Buffer>
}

export function sealedFilm(pieces: Pieces): SealedFilm {
  const edits: Edit[] = []
  return {
    length: pieces.length,
    at: (start) => (start < pieces.length ? pieces.read(start, start + 1)[0] : undefined),
    readUInt32BE: (start) => pieces.read(start, start + 4).readUInt32BE(),
    readBigUInt64BE: (start) => pieces.read(start, start + 8).readBigUInt64BE(),
    toString: (how, start, end) => pieces.read(start, Math.min(end, pieces.length)).toString(how),
    write: (text, start, how) => {
      const bytes = Buffer.from(text, how)
      edits.push({ start, end: start + bytes.length, bytes })
      return bytes.length
    },
    fill: (_zero, start, end) => edits.push({ start, end }),
    edited: function* () {
      let at = 0
      for (const piece of pieces.each()) {
        const copy = Buffer.from(piece)
        for (const edit of edits) laid(copy, at, edit)
        yield copy
        at += piece.length
      }
    },
  }
}

/** What of an edit falls into this piece. */
function laid(piece: Buffer, at: number, { start, end, bytes }: Edit): void {
  const from = Math.max(start, at)
  const to = Math.min(end, at + piece.length)
  if (from >= to) return
  if (bytes) bytes.copy(piece, from - at, from - start, to - start)
  else piece.fill(0, from - at, to - at)
}
