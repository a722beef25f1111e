import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { MediaKind, MediaRefusal } from '#conversation/message.ts'
import { blankBoxes, cleanBoxes } from './clean-boxes.ts'
import { checkedBy, fileOf, keepEvidence, namePlace, placeOf, typeOf } from './evidence.ts'
import type { EvidenceRoom, GivenFile, KeptFile } from './evidence.ts'
import { treatmentOf } from './evidence-kinds.ts'
import type { KeyId } from './key-store.ts'
import { appendPieces, openPieces, overheadOf, PIECE, wholePieces } from './pieces.ts'
import type { PieceFile, Pieces } from './pieces.ts'
import { sealedFilm } from './sealed-film.ts'

/** A file that comes piece by piece. */
export interface Upload {
  readonly id: string
  readonly keyId: KeyId
  readonly kind: MediaKind
  /** How long it will be. */
  readonly size: number
  readonly name?: Uint8Array
}

/** Up to here a file is opened in memory as a whole; a longer one is looked at and cleaned piece by piece. */
const WHOLE = 32 * 1024 * 1024
/** What tells the kind of a long file stands in its beginning. */
const BEGINNING = 2 * 1024 * 1024

export const beginUpload = async (
  room: EvidenceRoom,
  { kind, size, name }: { readonly kind: MediaKind; readonly size: number; readonly name?: string },
): Promise<Upload | { readonly refused: MediaRefusal }> => {
  if (size === 0) return { refused: 'empty' }
  if (size > room.largest) return { refused: 'too-large' }
  const id = room.newId()
  const keyId = await room.keys.newKey()
  const sealed =
    name && room.suite.seal(await room.keys.keyOf(keyId), Buffer.from(name), namePlace(id))
  return { id, keyId, kind, size, ...(sealed ? { name: sealed } : {}) }
}

/** A file that came as a whole; a long one is sealed in pieces as well, so that it is never opened as a whole. */
export const keepWhole = async (
  room: EvidenceRoom,
  file: GivenFile,
): Promise<KeptFile | { readonly refused: MediaRefusal }> => {
  if (file.bytes.length <= WHOLE) return await keepEvidence(room, file)
  const { kind, name, bytes } = file
  const begun = await beginUpload(room, { kind, size: bytes.length, ...(name ? { name } : {}) })
  if ('refused' in begun) return begun
  await appendUpload(room, begun, oneAfterTheOther(bytes))
  const kept = await finishUpload(room, begun)
  await endUpload(room, begun)
  return kept ?? { refused: 'unreachable' }
}

async function* oneAfterTheOther(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    await breath()
    yield bytes.subarray(at, at + PIECE)
  }
}

/** How many bytes of it are on disk. */
export const uploadedSoFar = (room: EvidenceRoom, { id }: Pick<Upload, 'id'>): number => {
  const path = room.files.pathOf(fileOf(id, 'upload'))
  return existsSync(path) ? wholePieces(path, overheadOf(room.suite)).length : 0
}

/**
 * Seals what comes, at most one piece at a time in memory; what came before the line broke is kept. Gives how many bytes
 * are on disk now.
 */
export const appendUpload = async (
  room: EvidenceRoom,
  upload: Upload,
  parts: AsyncIterable<Uint8Array>,
): Promise<number> => {
  const { suite, files, keys } = room
  const path = files.pathOf(fileOf(upload.id, 'upload'))
  const key = await keys.keyOf(upload.keyId)
  const file: PieceFile = { suite, key, path, place: placeOf(upload.id, 'original') }
  const overhead = overheadOf(suite)
  let left = upload.size - uploadedSoFar(room, upload)
  let held: Uint8Array[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    if (size === 0) return
    const whole = existsSync(path) ? wholePieces(path, overhead) : { count: 0, end: 0 }
    await appendPieces(file, whole, [Buffer.concat(held)])
    held = []
    size = 0
  }
  try {
    for await (const given of parts)
      for (let at = 0; at < given.length && left > 0;) {
        const part = given.subarray(at, at + Math.min(PIECE - size, left))
        held.push(Uint8Array.from(part))
        at += part.length
        size += part.length
        left -= part.length
        if (size === PIECE) await flush()
      }
  } finally {
    await flush()
  }
  return uploadedSoFar(room, upload)
}

/**
 * Once all of it is there: as with a file that came whole. `undefined`: something is still missing. What came stays beside it until
 * `endUpload`, so that it may be asked for again if nobody could note it.
 */
export const finishUpload = async (
  room: EvidenceRoom,
  upload: Upload,
): Promise<KeptFile | { readonly refused: MediaRefusal } | undefined> => {
  if (uploadedSoFar(room, upload) < upload.size) return undefined
  const { suite, files, keys } = room
  const key = await keys.keyOf(upload.keyId)
  const place = placeOf(upload.id, 'original')
  const path = files.pathOf(fileOf(upload.id, 'upload'))
  using pieces = openPieces({ suite, key, path, place })
  const kept =
    upload.size <= WHOLE
      ? await keepEvidence(
          room,
          { kind: upload.kind, bytes: pieces.read(0, pieces.length) },
          upload,
        )
      : await keepLong(room, upload, { key, pieces })
  if (!('refused' in kept) && upload.size > WHOLE)
    await files.name(fileOf(upload.id, 'upload'), fileOf(upload.id, 'original'))
  return 'refused' in kept || !upload.name ? kept : { ...kept, name: upload.name }
}

/** It is noted what became of it. */
export const endUpload = async (
  { files }: EvidenceRoom,
  { id }: Pick<Upload, 'id'>,
): Promise<void> => await files.remove(fileOf(id, 'upload'))

interface Opened {
  readonly key: Uint8Array
  readonly pieces: Pieces
}

async function keepLong(
  room: EvidenceRoom,
  { id, keyId, kind, size }: Upload,
  { key, pieces }: Opened,
): Promise<KeptFile | { readonly refused: MediaRefusal }> {
  const type = await typeOf(pieces.read(0, BEGINNING))
  const treatment = treatmentOf(type)
  if (type === undefined || treatment === undefined) return { refused: 'forbidden-kind' }
  const verdict = await room.scan?.(pieces.each())
  const isFilm =
    typeof treatment === 'object' && 'strip' in treatment && treatment.strip === cleanBoxes
  const isCleaned =
    typeof verdict !== 'object' && isFilm && (await writeCleaned(room, { id, key, pieces }))
  const sum = createHash(room.suite.digest)
  for (const piece of pieces.each()) {
    sum.update(piece)
    await breath()
  }
  return {
    id,
    keyId,
    kind,
    type,
    size,
    digest: `${room.suite.digest}:${sum.digest('hex')}`,
    state: 'kept',
    at: room.clock(),
    ...checkedBy(verdict),
    ...(isCleaned
      ? { cleaned: 'yes', cleanedSize: size }
      : { cleaned: typeof verdict === 'object' ? 'no' : 'not-possible' }),
  }
}

async function writeCleaned(
  { suite, files }: EvidenceRoom,
  { id, key, pieces }: Opened & { readonly id: string },
): Promise<boolean> {
  const film = sealedFilm(pieces)
  if (!blankBoxes(film)) return false
  const part = fileOf(id, 'cleaned')
  const file = { suite, key, path: files.pathOf(`${part}.part`), place: placeOf(id, 'cleaned') }
  let whole = { count: 0, end: 0 }
  for (const piece of film.edited()) {
    await appendPieces(file, whole, [piece])
    whole = { count: whole.count + 1, end: whole.end + 4 + piece.length + overheadOf(suite) }
  }
  await files.rename(`${part}.part`, part)
  return true
}

/** So that others are heard while a long file is looked at. */
const breath = async (): Promise<void> => await new Promise((done) => setImmediate(done))
