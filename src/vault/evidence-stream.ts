import { promises } from 'node:fs'
import { cleanedType } from './evidence-kinds.ts'
import { fileOf, placeOf, type EvidenceRoom, type ReadableFile, type Version } from './evidence.ts'
import { isInPieces, openPieces, overheadOf, wholePieces } from './pieces.ts'

/** A file on its way to somebody: little of it lies in memory at once. */
export interface EvidenceStream {
  readonly type: string
  readonly size: number
  readonly parts: AsyncIterable<Uint8Array>
}

/** A file that is sealed in pieces is opened piece by piece as it is taken; a small one lies sealed as a whole. */
export const streamEvidence = async (
  { suite, keys, files }: EvidenceRoom,
  { id, keyId, type }: ReadableFile,
  version: Version,
): Promise<EvidenceStream> => {
  const path = files.pathOf(fileOf(id, version))
  const place = placeOf(id, version)
  const key = await keys.keyOf(keyId)
  const shown = version === 'cleaned' ? cleanedType(type) : type
  if (isInPieces(await beginningOf(path))) {
    const { length: size } = wholePieces(path, overheadOf(suite))
    return { type: shown, size, parts: eachOf({ suite, key, path, place }) }
  }
  const bytes = suite.open(key, await files.read(fileOf(id, version)), place)
  return { type: shown, size: bytes.length, parts: once(bytes) }
}

/** The file is open only while somebody takes from it; each turn lets others be heard. */
async function* eachOf(file: Parameters<typeof openPieces>[0]): AsyncGenerator<Uint8Array> {
  using pieces = openPieces(file)
  for (const piece of pieces.each()) {
    yield piece
    await new Promise((done) => setImmediate(done))
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

async function beginningOf(path: string): Promise<Uint8Array> {
  await using file = await promises.open(path, 'r')
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 0)
  return buffer
}
