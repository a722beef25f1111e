import type { MediaRefusal } from '#conversation/message.ts'
import type { Tx } from '#store/transaction.ts'
import * as evidence from './evidence.ts'
import { streamEvidence, type EvidenceStream } from './evidence-stream.ts'
import * as upload from './upload.ts'

/** What the vault does with the files that people send. */
export interface EvidenceDoor {
  readonly keepEvidence: (
    file: evidence.GivenFile,
  ) => Promise<evidence.KeptFile | { readonly refused: MediaRefusal }>
  /** Throws where there is no such version: see the row's `cleaned`. */
  readonly readEvidence: (
    row: evidence.ReadableFile,
    version: evidence.Version,
  ) => Promise<{ readonly bytes: Uint8Array; readonly type: string }>
  /** The same without having all of a long file in memory. */
  readonly streamEvidence: (
    row: evidence.ReadableFile,
    version: evidence.Version,
  ) => Promise<EvidenceStream>
  /** The name its sender gave a file. */
  readonly evidenceName: (
    row: evidence.ReadableFile & { readonly name?: Uint8Array },
  ) => Promise<string | undefined>
  /** A file that comes piece by piece, each sealed as it comes. */
  readonly beginUpload: (
    about: Parameters<typeof upload.beginUpload>[1],
  ) => Promise<upload.Upload | { readonly refused: MediaRefusal }>
  readonly uploadedSoFar: (about: Pick<upload.Upload, 'id'>) => number
  readonly appendUpload: (about: upload.Upload, parts: AsyncIterable<Uint8Array>) => Promise<number>
  readonly finishUpload: (about: upload.Upload) => ReturnType<typeof upload.finishUpload>
  /** It is noted what became of it: what came is not needed any more. */
  readonly endUpload: (about: Pick<upload.Upload, 'id'>) => Promise<void>
  /** What the virus scanner says of a file it had not looked at; nothing where there is no scanner. */
  readonly scanEvidence: (
    row: evidence.ReadableFile,
  ) => Promise<Pick<evidence.KeptFile, 'checked' | 'finding'>>
  readonly removeEvidence: (id: string) => Promise<void>
  readonly hasEvidence: (id: string) => Promise<boolean>
  readonly orphanEvidence: (tx: Tx) => Promise<readonly evidence.Orphan[]>
}

export const evidenceDoor = (room: evidence.EvidenceRoom): EvidenceDoor => ({
  keepEvidence: async (file) => await upload.keepWhole(room, file),
  readEvidence: async (row, version) => await evidence.readEvidence(room, row, version),
  streamEvidence: async (row, version) => await streamEvidence(room, row, version),
  evidenceName: async (row) => await evidence.evidenceName(room, row),
  beginUpload: async (about) => await upload.beginUpload(room, about),
  uploadedSoFar: (about) => upload.uploadedSoFar(room, about),
  appendUpload: async (about, parts) => await upload.appendUpload(room, about, parts),
  finishUpload: async (about) => await upload.finishUpload(room, about),
  endUpload: async (about) => await upload.endUpload(room, about),
  scanEvidence: async (row) => await evidence.scanAgain(room, row),
  removeEvidence: async (id) => await evidence.removeEvidence(room, id),
  hasEvidence: async (id) => await evidence.hasEvidence(room, id),
  orphanEvidence: async (tx) => await evidence.orphanEvidence(room, tx),
})
