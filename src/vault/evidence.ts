import { fileTypeFromBuffer } from 'file-type'
import type { MediaKind, MediaRefusal } from '#conversation/message.ts'
import type { Suite } from '#crypto/suite.ts'
import type { Tx } from '#store/transaction.ts'
import type { Scanner, Verdict } from './clamd.ts'
import { cleanApart } from './clean-apart.ts'
import { cleanImage, type Cleaning } from './clean-image.ts'
import { oldOffice } from './clean-office.ts'
import { cleanedType, treatmentOf, type Treatment } from './evidence-kinds.ts'
import type { KeyRing } from './key-ring.ts'
import type { KeyId } from './key-store.ts'
import { isInPieces, openPieces, type PieceFile } from './pieces.ts'
import type { SealedFiles } from './sealed-files.ts'

export interface GivenFile {
  readonly kind: MediaKind
  readonly name?: string
  readonly bytes: Uint8Array
}

/** The row of a file that is sealed and on disk; whoever heard of it writes it in their own transaction. */
export interface KeptFile {
  readonly id: string
  readonly keyId: KeyId
  readonly kind: MediaKind
  /** What the content is, whatever the name says. */
  readonly type: string
  readonly size: number
  /** Of the original bytes, by the suite's digest: its name, a colon, hexadecimal. */
  readonly digest: string
  /** `yes`: departments see a copy without metadata. `not-possible`: there is only the original. */
  readonly cleaned: 'yes' | 'no' | 'not-possible'
  readonly cleanedSize?: number
  readonly state: 'kept'
  /** By the virus scanner, where there is one. `infected`: nobody opens it; `finding` says what was found. */
  readonly checked?: 'clean' | 'infected' | 'unchecked'
  readonly finding?: string
  readonly at: number
  /** The name its sender gave it, sealed. */
  readonly name?: Uint8Array
}

export type Version = 'original' | 'cleaned'

export interface EvidenceRoom {
  readonly suite: Suite
  readonly keys: KeyRing
  readonly files: SealedFiles
  readonly clock: () => number
  readonly newId: () => string
  /** Bytes. */
  readonly largest: number
  readonly scan?: Scanner
}

export const keepEvidence = async (
  room: EvidenceRoom,
  { kind, name, bytes }: GivenFile,
  into: { readonly id?: string; readonly keyId?: KeyId } = {},
): Promise<KeptFile | { readonly refused: MediaRefusal }> => {
  if (bytes.length === 0) return { refused: 'empty' }
  if (bytes.length > room.largest) return { refused: 'too-large' }
  const type = await typeOf(bytes)
  const treatment = treatmentOf(type)
  if (type === undefined || treatment === undefined) return { refused: 'forbidden-kind' }
  const verdict = await room.scan?.([bytes])
  const isSafe = typeof verdict !== 'object'
  const cleaned = isSafe ? await cleanedBy(treatment, bytes) : undefined
  if (cleaned && 'refused' in cleaned) return cleaned
  const { id = room.newId(), keyId = await room.keys.newKey() } = into
  const key = await room.keys.keyOf(keyId)
  await writeSealed(room, { id, key, bytes, cleaned })
  return {
    id,
    keyId,
    kind,
    type,
    size: bytes.length,
    digest: `${room.suite.digest}:${Buffer.from(room.suite.hash(bytes)).toString('hex')}`,
    state: 'kept',
    at: room.clock(),
    ...checkedBy(verdict),
    ...(cleaned
      ? { cleaned: 'yes', cleanedSize: cleaned.bytes.length }
      : { cleaned: isSafe ? 'not-possible' : 'no' }),
    ...(name !== undefined && {
      name: room.suite.seal(key, Buffer.from(name), namePlace(id)),
    }),
  }
}

export async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  const type = (await fileTypeFromBuffer(bytes))?.mime
  return type === 'application/x-cfb' ? oldOffice(bytes) : type
}

async function cleanedBy(treatment: Treatment, bytes: Uint8Array): Promise<Cleaning | undefined> {
  if (treatment === 'keep') return undefined
  if ('clean' in treatment) return await cleanImage(bytes, treatment.clean)
  if ('apart' in treatment) return await cleanApart({ how: treatment.apart, bytes })
  const stripped = treatment.strip(bytes)
  return stripped && { bytes: stripped }
}

/** How a row says what the scanner said; nothing where there is none. */
export function checkedBy(verdict: Verdict | undefined): Pick<KeptFile, 'checked' | 'finding'> {
  if (verdict === undefined) return {}
  return typeof verdict === 'object'
    ? { checked: 'infected', finding: verdict.found }
    : { checked: verdict }
}

interface Writing {
  readonly id: string
  readonly key: Uint8Array
  readonly bytes: Uint8Array
  readonly cleaned: Extract<Cleaning, { bytes: Uint8Array }> | undefined
}

const writeSealed = async (
  { suite, files }: EvidenceRoom,
  { id, key, bytes, cleaned }: Writing,
): Promise<void> => {
  if (cleaned)
    await files.write(fileOf(id, 'cleaned'), suite.seal(key, cleaned.bytes, placeOf(id, 'cleaned')))
  await files.write(fileOf(id, 'original'), suite.seal(key, bytes, placeOf(id, 'original')))
}

/** What of a row is needed to read its file. */
export interface ReadableFile {
  readonly id: string
  readonly keyId: KeyId
  readonly type: string
}

export const readEvidence = async (
  { suite, keys, files }: EvidenceRoom,
  { id, keyId, type }: ReadableFile,
  version: Version,
): Promise<{ readonly bytes: Uint8Array; readonly type: string }> => {
  const sealed = await files.read(fileOf(id, version))
  const key = await keys.keyOf(keyId)
  const bytes = isInPieces(sealed)
    ? readPieces({
        suite,
        key,
        path: files.pathOf(fileOf(id, version)),
        place: placeOf(id, version),
      })
    : suite.open(key, sealed, placeOf(id, version))
  return { bytes, type: version === 'cleaned' ? cleanedType(type) : type }
}

/** Asks the scanner again about a file it had not looked at. An infected one loses its copy; the original stays sealed. */
export const scanAgain = async (
  room: EvidenceRoom,
  row: ReadableFile,
): Promise<Pick<KeptFile, 'checked' | 'finding'>> => {
  if (!room.scan) return {}
  const { bytes } = await readEvidence(room, row, 'original')
  const said = checkedBy(await room.scan([bytes]))
  if (said.checked === 'infected') await room.files.remove(fileOf(row.id, 'cleaned'))
  return said
}

export const evidenceName = async (
  { suite, keys }: EvidenceRoom,
  { id, keyId, name }: ReadableFile & { readonly name?: Uint8Array },
): Promise<string | undefined> =>
  name && Buffer.from(suite.open(await keys.keyOf(keyId), name, namePlace(id))).toString()

function readPieces(file: PieceFile): Uint8Array {
  using pieces = openPieces(file)
  return pieces.read(0, pieces.length)
}

/** Removes all versions of a file; destroy its key as well. */
export const removeEvidence = async ({ files }: EvidenceRoom, id: string): Promise<void> => {
  for (const version of ['original', 'cleaned', 'upload'] as const)
    await files.remove(fileOf(id, version))
}

/** A file that no row knows, and when it was last changed by the clock of the machine, which may have been set since. */
export interface Orphan {
  readonly id: string
  readonly at: number
}

/** Files that no row knows: their message is on its way, or was never heard. */
export const orphanEvidence = async (
  { files }: EvidenceRoom,
  tx: Tx,
): Promise<readonly Orphan[]> => {
  const orphans = new Map<string, number>()
  for await (const names of files.pages()) {
    const known = await knownAmong(tx, [...new Set(names.map(idOf))])
    for (const name of names) {
      const id = idOf(name)
      if (known.has(id)) continue
      const at = await files.changedAt(name)
      if (at !== undefined) orphans.set(id, Math.max(at, orphans.get(id) ?? 0))
    }
  }
  return [...orphans].map(([id, at]) => ({ id, at })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Whether a file is there as it was sent. */
export const hasEvidence = async ({ files }: EvidenceRoom, id: string): Promise<boolean> =>
  (await files.changedAt(fileOf(id, 'original'))) !== undefined

const idOf = (name: string): string => name.replace(/\..*$/, '')

const knownAmong = async (tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectFrom('evidence')
    .select('id')
    .where('id', 'in', ids)
    .union(tx.selectFrom('uploads').select('id').where('id', 'in', ids))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export const fileOf = (id: string, version: Version | 'upload'): string => `${id}.${version}`
export const placeOf = (id: string, version: Version): string => `evidence:${id}:${version}`
export const namePlace = (id: string): string => `evidence:${id}:name`
