/** Part of a film: a box of the family of MP4, M4A and MOV, by where it stands in the file. */
interface Box {
  readonly type: string
  readonly start: number
  /** Where its content begins. */
  readonly body: number
  readonly end: number
}

/** Boxes that a film needs to be shown and heard; every other one may tell of place, time or device. */
const needed = new Set(['ftyp', 'moov', 'mdat', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'elst'])
const alsoNeeded = new Set(['vmhd', 'smhd', 'dinf', 'dref', 'stsd', 'stts', 'ctts', 'stsc', 'stsz'])
const tables = new Set(['stz2', 'stco', 'co64', 'stss', 'sdtp', 'sgpd', 'sbgp', 'gmin', 'gmhd'])
const dated = new Set(['mvhd', 'tkhd', 'mdhd'])
const opened = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts'])

/**
 * The same recording without what hangs on to it: place, device, names and dates are written over where they stand, so that
 * nothing moves. A track that is neither picture nor sound, as of positions, is written over as well, its samples too.
 * `undefined`: not built as expected, so nothing is promised.
 */
export function cleanBoxes(bytes: Uint8Array): Uint8Array | undefined {
  const film = Buffer.from(bytes)
  return blankBoxes(film) ? film : undefined
}

/** Bytes that can be looked at and written over at any place; a Buffer is one. */
export interface Film {
  readonly length: number
  readonly at: (start: number) => number | undefined
  readonly readUInt32BE: (start: number) => number
  readonly readBigUInt64BE: (start: number) => bigint
  readonly toString: (how: 'latin1', start: number, end: number) => string
  readonly write: (text: string, start: number, how: 'latin1') => number
  readonly fill: (zero: 0, start: number, end: number) => unknown
}

/** Writes over in place; `false`: not built as expected. What was written over is not looked at again. */
export function blankBoxes(film: Film): boolean {
  const top = boxesIn(film, 0, film.length)
  const count = (type: string): number => top?.filter((box) => box.type === type).length ?? 0
  if (!top || count('moov') !== 1 || count('moof') > 0) return false
  const work = { film, spare: film.length }
  return top.every((box) => clean(work, box, 1))
}

/** No film is nested deeper, nor has more parts side by side: what does was made to keep a reader busy. */
const deepest = 8
const mostParts = 10_000

interface Work {
  readonly film: Film
  /** Bytes of samples that may still be written over: no more than there are. */
  spare: number
}

function clean(work: Work, box: Box, depth: number): boolean {
  const { film } = work
  if (depth > deepest) return false
  const { type, body, end } = box
  if (dated.has(type)) return blankDates(film, box)
  if (type === 'hdlr') return blankName(film, box)
  if (!needed.has(type) && !alsoNeeded.has(type) && !tables.has(type)) return blank(film, box)
  if (type === 'trak' && !isSeenOrHeard(film, box)) return blankTrack(work, box)
  if (!opened.has(type)) return true
  return boxesIn(film, body, end)?.every((one) => clean(work, one, depth + 1)) ?? false
}

/** What stands one after the other from `start` to `end`; `undefined` where it does not add up. */
function boxesIn(film: Film, start: number, end: number): readonly Box[] | undefined {
  const boxes: Box[] = []
  for (let at = start; at < end;) {
    if (end - at < 8) return isZero(film, at, end) ? boxes : undefined
    const box = boxAt(film, at, end)
    if (!box || boxes.length === mostParts) return undefined
    boxes.push(box)
    at = box.end
  }
  return boxes
}

/** A list may end in four zero bytes. */
const isZero = (film: Film, start: number, end: number): boolean =>
  Array.from({ length: end - start }, (_, n) => film.at(start + n)).every((byte) => byte === 0)

function boxAt(film: Film, start: number, limit: number): Box | undefined {
  const type = film.toString('latin1', start + 4, start + 8)
  const short = film.readUInt32BE(start)
  if (short === 1 && limit - start < 16) return undefined
  const size = short === 1 ? Number(film.readBigUInt64BE(start + 8)) : short || limit - start
  const body = start + (short === 1 ? 16 : 8)
  const end = start + size
  return end < body || end > limit ? undefined : { type, start, body, end }
}

function blank(film: Film, { start, body, end }: Box): boolean {
  film.write('free', start + 4, 'latin1')
  film.fill(0, body, end)
  return true
}

/** When it was made and changed; how long it is stays. */
function blankDates(film: Film, { body, end }: Box): boolean {
  const length = film.at(body) === 1 ? 16 : 8
  if (end - body < 4 + length) return false
  film.fill(0, body + 4, body + 4 + length)
  return true
}

/** The name of the program or device that wrote the track; which kind of track it is stays. */
function blankName(film: Film, { body, end }: Box): boolean {
  if (end - body < 20) return false
  film.fill(0, body + 12, end)
  return true
}

const seenOrHeard = new Set(['vide', 'soun'])

function isSeenOrHeard(film: Film, track: Box): boolean {
  const handler = within(film, track, ['mdia', 'hdlr'])
  return (
    handler !== undefined &&
    seenOrHeard.has(film.toString('latin1', handler.body + 8, handler.body + 12))
  )
}

/** The box at the end of a path of boxes within each other. */
function within(film: Film, box: Box, path: readonly string[]): Box | undefined {
  const [next, ...rest] = path
  if (next === undefined) return box
  const found = boxesIn(film, box.body, box.end)?.find(({ type }) => type === next)
  return found && within(film, found, rest)
}

function blankTrack(work: Work, track: Box): boolean {
  const { film } = work
  const samples = samplesOf(film, track)
  if (!samples) return false
  work.spare -= samples.reduce((sum, [start, end]) => sum + end - start, 0)
  if (work.spare < 0) return false
  for (const [start, end] of samples) film.fill(0, start, end)
  return blank(film, track)
}

type Range = readonly [start: number, end: number]

/** Where the content of a track stands in the file. */
function samplesOf(film: Film, track: Box): readonly Range[] | undefined {
  const table = within(film, track, ['mdia', 'minf', 'stbl'])
  if (!table) return undefined
  const part = (type: string): Box | undefined => within(film, table, [type])
  const [sizes, runs, short, long] = [part('stsz'), part('stsc'), part('stco'), part('co64')]
  const chunks = short ?? long
  if (!sizes || !runs || !chunks) return undefined
  try {
    const starts = Array.from({ length: film.readUInt32BE(chunks.body + 4) }, (_, n) =>
      long
        ? Number(film.readBigUInt64BE(long.body + 8 + 8 * n))
        : film.readUInt32BE(chunks.body + 8 + 4 * n),
    )
    return rangesOf(film, { starts, runs, sizes })
  } catch (cause) {
    if (cause instanceof RangeError) return undefined
    throw cause
  }
}

interface Table {
  /** Where each chunk of samples begins. */
  readonly starts: readonly number[]
  /** Runs of chunks with the same number of samples: first chunk (from 1), samples in each, description. */
  readonly runs: Box
  /** One size for all samples, or one for each. */
  readonly sizes: Box
}

function rangesOf(film: Film, { starts, runs, sizes }: Table): readonly Range[] {
  const count = film.readUInt32BE(runs.body + 4)
  const same = film.readUInt32BE(sizes.body + 4)
  const inside = (at: number): number => Math.min(at, film.length)
  let run = 0
  let sample = 0
  return starts.map((start, chunk) => {
    while (run + 1 < count && film.readUInt32BE(runs.body + 8 + 12 * (run + 1)) - 1 <= chunk) run++
    const here = film.readUInt32BE(runs.body + 12 + 12 * run)
    let end = start + here * same
    if (same === 0)
      for (const last = sample + here; sample < last; sample++)
        end += film.readUInt32BE(sizes.body + 12 + 4 * sample)
    return [inside(start), inside(end)]
  })
}
