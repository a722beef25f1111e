import type { Uploads } from '#conversation/channel.ts'
import type { Pace } from '#core/pace.ts'
import type { MediaKind, MediaRef } from '#conversation/message.ts'
import { evidenceById } from '#store/evidence.ts'
import {
  addUpload,
  dropUpload,
  uploadOf,
  uploadsBefore,
  uploadsUnderWay,
  type UploadRow,
} from '#store/uploads.ts'
import type { Upload } from '#vault/open.ts'
import { createAllowances } from './allowances.ts'
import { isUnheard, rememberFound } from './evidence.ts'
import type { Sealed } from './sealed.ts'

/** Files of one conversation that may be on their way at once; never counted by network address. */
const mostUnderWay = 9
/** Files that one conversation may begin, and pieces it may send: more than anybody with a telephone, or a good line, does. */
const beginnings: Pace = { burst: 20, every: 5000 }
const pieces: Pace = { burst: 400, every: 100 }

/** Files that come piece by piece, for whoever has a bad line: what has arrived stays, sealed, and the rest follows. */
export function createUploads(world: Sealed): Uploads {
  const ownerOf = ({ channel, address }: Parameters<Uploads['offset']>[0]): string =>
    world.vault.addressHash(channel, address)
  const find = async (who: Parameters<Uploads['offset']>[0], id: string) =>
    await world.db.read(async (tx) => await uploadOf(tx, ownerOf(who), id))
  /** One piece after the other: two at once would be laid over each other. */
  const busy = new Set<string>()
  /** And asked twice at once it is finished once. */
  const finishing = new Map<string, Promise<Finished>>()
  const mayBegin = createAllowances(beginnings, world.clock)
  const maySend = createAllowances(pieces, world.clock)
  return {
    begin: async (who, about) => {
      const owner = ownerOf(who)
      if (!mayBegin(owner)) return { refused: 'too-many' }
      const waiting = await world.db.read(async (tx) => await uploadsUnderWay(tx, owner))
      if (waiting >= mostUnderWay) return { refused: 'too-many' }
      const begun = await world.vault.beginUpload(about)
      if ('refused' in begun) return begun
      const row = { ...begun, owner, at: world.clock() }
      await world.db.transaction(async (tx) => await addUpload(tx, row))
      return { id: begun.id }
    },
    offset: async (who, id) => {
      const row = await find(who, id)
      return row && { at: world.vault.uploadedSoFar(row), size: row.size }
    },
    append: async (who, id, { at, parts }) => {
      if (!maySend(ownerOf(who))) return 'too-fast'
      const row = await find(who, id)
      if (!row) return undefined
      if (busy.has(id) || world.vault.uploadedSoFar(row) !== at) return 'elsewhere'
      busy.add(id)
      try {
        return await world.vault.appendUpload(uploadIn(row), parts)
      } finally {
        busy.delete(id)
      }
    },
    finish: async (who, id) => {
      const row = await find(who, id)
      if (!row) return await finishedBefore(world, id)
      const same = finishing.get(id)
      if (same) return await same
      const finished = busy.has(id) ? unreachable : finishOne(world, row)
      finishing.set(id, finished)
      return await finished.finally(() => finishing.delete(id))
    },
  }
}

type Finished = Awaited<ReturnType<Uploads['finish']>>

const unreachable: Promise<Finished> = Promise.resolve({ refused: 'unreachable' })

/** What came stays until it is noted what became of it: whoever asks again after a crash hears the same. */
async function finishOne(world: Sealed, row: UploadRow): Promise<Finished> {
  const { id } = row
  const kept = await world.vault.finishUpload(uploadIn(row))
  if (!kept) return await unreachable
  if (!('refused' in kept)) rememberFound(world, kept)
  await world.db.transaction(async (tx) => await dropUpload(tx, id))
  await world.vault.endUpload({ id })
  if ('refused' in kept) return kept
  const name = await world.vault.evidenceName(kept)
  return { id, kind: kept.kind, state: 'kept', ...(name ? { name } : {}) }
}

const uploadIn = ({ id, keyId, kind, size, name }: UploadRow): Upload => ({
  id,
  keyId,
  kind: kind as MediaKind,
  size,
  ...(name ? { name } : {}),
})

/** The same message again, after its file was finished. */
async function finishedBefore(
  world: Sealed,
  id: string,
): Promise<MediaRef | { readonly refused: 'unreachable' }> {
  const waiting = isUnheard(world, id)
  if (waiting) return { id, kind: waiting, state: 'kept' }
  const row = await world.db.read(async (tx) => await evidenceById(tx, id))
  return row ? { id, kind: row.kind as MediaKind, state: 'kept' } : { refused: 'unreachable' }
}

/** Halves that nobody went on with, begun before this. */
export async function clearUploads(world: Sealed, before: number): Promise<void> {
  const old = await world.db.read(async (tx) => await uploadsBefore(tx, before))
  for (const { id, keyId } of old) {
    await world.db.transaction(async (tx) => await dropUpload(tx, id))
    await world.vault.dropKey(keyId)
    await world.vault.removeEvidence(id)
  }
  if (old.length > 0) world.log.info('unfinished files were removed', { files: old.length })
}
