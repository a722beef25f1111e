import type { Port } from '#conversation/channel.ts'
import type { Deed } from '#conversation/message.ts'
import type { EvidenceRow } from '#store/evidence.ts'
import type { Tx } from '#store/transaction.ts'
import { evidenceOfSession, saveEvidence } from '#store/evidence.ts'
import type { Sealed } from './sealed.ts'

/** Files that are sealed and on disk but whose message has not been heard yet, by their id. */
const found = new WeakMap<Sealed, Map<string, Omit<EvidenceRow, 'session'>>>()

const foundIn = (world: Sealed): Map<string, Omit<EvidenceRow, 'session'>> => {
  const known = found.get(world)
  if (known) return known
  const fresh = new Map<string, Omit<EvidenceRow, 'session'>>()
  found.set(world, fresh)
  return fresh
}

/** Seals a file and syncs it to disk; `hear` then writes its row in the message's own transaction. */
export function createKeepFile(world: Sealed): Port['keepFile'] {
  return async (file) => {
    const kept = await world.vault.keepEvidence(file)
    if ('refused' in kept) return kept
    foundIn(world).set(kept.id, kept)
    const name = file.name === undefined ? {} : { name: file.name }
    return { id: kept.id, kind: file.kind, state: 'kept', ...name }
  }
}

/** Writes the rows of the files a message brought. */
export async function bindFound(world: Sealed, tx: Tx, session: string, what: Deed): Promise<void> {
  if (what.type !== 'media') return
  for (const { id } of what.media) {
    const row = foundIn(world).get(id)
    if (row) await saveEvidence(tx, { ...row, session })
  }
}

/** Files of a conversation that belong to no case yet. */
export async function looseEvidence(tx: Tx, session: string): Promise<readonly EvidenceRow[]> {
  return (await evidenceOfSession(tx, session)).filter((row) => !row.caseId)
}

/** Gives the files of a conversation that belong to no case yet to this one; their ids, oldest first. */
export async function claimEvidence(
  tx: Tx,
  session: string,
  caseId: string,
): Promise<readonly string[]> {
  const loose = await looseEvidence(tx, session)
  for (const row of loose) await saveEvidence(tx, { ...row, caseId })
  return loose.map((row) => row.id)
}
