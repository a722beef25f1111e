import type { Port } from '#conversation/channel.ts'
import { filesIn } from '#conversation/files.ts'
import type { Deed, MediaKind } from '#conversation/message.ts'
import type { Session } from '#conversation/session.ts'
import type { EvidenceRow } from '#store/evidence.ts'
import type { Tx } from '#store/transaction.ts'
import { dropEvidence, evidenceOfSession, saveEvidence } from '#store/evidence.ts'
import type { Sealed } from './sealed.ts'

/** Files that are sealed and on disk but whose message has not been heard yet, by their id. */
const unheard = new WeakMap<Sealed, Map<string, Omit<EvidenceRow, 'session'>>>()

const foundIn = (world: Sealed): Map<string, Omit<EvidenceRow, 'session'>> => {
  const known = unheard.get(world)
  if (known) return known
  const fresh = new Map<string, Omit<EvidenceRow, 'session'>>()
  unheard.set(world, fresh)
  return fresh
}

/** A file that came piece by piece waits for its message like every other. */
export function rememberFound(world: Sealed, kept: Omit<EvidenceRow, 'session'>): void {
  forgetUnheard(world)
  foundIn(world).set(kept.id, kept)
}

/** The kind of a file whose message has not been heard yet. */
export const isUnheard = (world: Sealed, id: string): MediaKind | undefined =>
  foundIn(world).get(id)?.kind as MediaKind | undefined

/** As long as a platform may take to tell of a file it gave us; later the file itself is cleared away. */
const unheardFor = 24 * 3600 * 1000

/** Seals a file and syncs it to disk; `hear` then writes its row in the message's own transaction. */
export function createKeepFile(world: Sealed): Port['keepFile'] {
  return async (file) => {
    const kept = await world.vault.keepEvidence(file)
    if ('refused' in kept) return kept
    rememberFound(world, kept)
    const name = file.name === undefined ? {} : { name: file.name }
    return { id: kept.id, kind: file.kind, state: 'kept', ...name }
  }
}

/** The oldest stand first: what no message told of in a day is not kept in mind. */
function forgetUnheard(world: Sealed): void {
  const found = foundIn(world)
  const before = world.clock() - unheardFor
  for (const [id, { at }] of found) {
    if ((at ?? 0) >= before) return
    found.delete(id)
  }
}

/** The rows of a message's files are committed: they need not be kept in mind. */
export function letGo(world: Sealed, what: Deed): void {
  if (what.type === 'media') for (const { id } of what.media) foundIn(world).delete(id)
}

/** Files that waited for their message in this process; for the one who watches its memory. */
export const filesInMind = (world: Sealed): number => foundIn(world).size

/** Since when this process has seen a file that no row knows, by a count of time that nobody sets. */
const ownerless = new WeakMap<Sealed, ReadonlyMap<string, number>>()

/** Longer than any message is on its way. Milliseconds. */
const seenFor = 3_600_000

/**
 * Removes the files that nobody's message brought, older than `before`, once they were seen without a row an hour and more ago:
 * a clock that was just set makes a file look old whose message is on its way. `elapsed`: milliseconds as no clock counts them.
 */
export async function clearOrphans(
  world: Sealed,
  before: number,
  elapsed = performance.now(),
): Promise<void> {
  const orphans = await world.db.read(async (tx) => await world.vault.orphanEvidence(tx))
  const known = ownerless.get(world)
  const since = new Map(orphans.map(({ id }) => [id, known?.get(id) ?? elapsed]))
  ownerless.set(world, since)
  const old = orphans.filter(
    ({ id, at }) => at < before && elapsed - (since.get(id) ?? elapsed) >= seenFor,
  )
  for (const { id } of old) await world.vault.removeEvidence(id)
  if (old.length > 0) world.log.info('files without a message were removed', { files: old.length })
}

/** Writes the rows of the files a message brought. One that is not here may not be called received. */
export async function bindFound(world: Sealed, tx: Tx, session: string, what: Deed): Promise<void> {
  if (what.type !== 'media') return
  for (const { id, state } of what.media) {
    const row = foundIn(world).get(id)
    if (row && (await world.vault.hasEvidence(id))) await saveEvidence(tx, { ...row, session })
    else if (row || state === 'kept') throw new Error(`file ${id} was never kept, or too long ago`)
  }
}

/** Files of a conversation that belong to no case yet. */
export async function looseEvidence(tx: Tx, session: string): Promise<readonly EvidenceRow[]> {
  return (await evidenceOfSession(tx, session)).filter((row) => !row.caseId)
}

/**
 * Files that the conversation has let go, by a cancelled report, a new beginning or as one too many, belong to nobody:
 * the next report must not bring them to other eyes. `null`: it is over and holds none.
 */
export async function dropLoose(tx: Tx, session: string, holds: Session | null): Promise<void> {
  const held = new Set(holds && holds.status !== 'ended' ? fileIds(holds) : [])
  const loose = await looseEvidence(tx, session)
  await dropEvidence(
    tx,
    loose.map(({ id }) => id).filter((id) => !held.has(id)),
  )
}

/** Every file that stands in an answer. */
export const fileIds = ({ answers }: Session): readonly string[] =>
  Object.values(answers).flatMap((value) => filesIn(value).map(({ id }) => id))

/** What belongs to a case names no conversation any more: a person may send files from several. */
const claimed = ''

/** Gives the files of a conversation that belong to no case yet to this one; their ids, oldest first. */
export async function claimEvidence(
  tx: Tx,
  session: string,
  caseId: string,
): Promise<readonly string[]> {
  const loose = await looseEvidence(tx, session)
  for (const row of loose) await saveEvidence(tx, { ...row, caseId, session: claimed })
  return loose.map((row) => row.id)
}
