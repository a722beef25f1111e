import type { Case } from '#core/case.ts'
import { isOver } from '#core/retention.ts'
import { appendAudit } from '#store/audit.ts'
import { caseByNumber, type CaseRow } from '#store/cases.ts'
import {
  addErasure,
  erasures,
  finishErasure,
  owedErasures,
  reopenErasure,
  type ErasureRow,
} from '#store/erasures.ts'
import { leaveTombstone, letGoCase, letGoLines, letGoSession, letGoUnder } from '#store/let-go.ts'
import { sessionUnder } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import type { ErasureNote } from '#vault/open.ts'
import { repeatedFor } from './clear-conversation.ts'
import { erasedIn, markOf, recordErasure } from './erasure-record.ts'
import type { Sealed } from './sealed.ts'

/** Erasures one round takes. */
const batch = 50
/** A disk that is away or full is not asked again every second. */
const between = 60_000
/**
 * A key of what was only let go of (a file that never came whole, a code that was changed) is in a copy no longer than this. To write all keys
 * anew for each one would keep the house from its work.
 */
const following = 3_600_000

/**
 * After the commit that let them go: destroys the keys and removes the files, also those that a process left which ended
 * in between. Then the copies of the keys follow. Gives how many erasures are done.
 */
export async function destroyOwed(world: Sealed): Promise<number> {
  const owed = await world.db.read(async (tx) => await owedErasures(tx, batch))
  let done = 0
  for (const row of owed)
    await destroy(world, row).then(
      () => (done += 1),
      (cause: unknown) => {
        const why = cause instanceof Error ? cause.name : typeof cause
        world.log.error('an erasure is not done yet', { erasure: row.id, why })
      },
    )
  if (done > 0) await freshenCopies(world)
  return done
}

async function destroy(world: Sealed, row: ErasureRow): Promise<void> {
  const { keys, files } = erasedIn(row)
  const { id, at, plain } = row
  await world.vault.erase({ id, at, plain }, keys)
  for (const file of files) await world.vault.removeEvidence(file)
  const doneAt = world.clock()
  await world.db.transaction(async (tx) => {
    await finishErasure(tx, id, { doneAt, mac: markOf(world, row, doneAt) })
  })
}

/**
 * Brings the copies of the keys up to date. One that cannot be written is no reason for anything else to stop: it stays on
 * the list of those that still have an erased key. Gives how many could not be written.
 */
export async function freshenCopies({
  vault,
  log,
}: Pick<Sealed, 'vault' | 'log'>): Promise<number> {
  const { away, others, failed } = await vault.freshenKeyCopies()
  for (const file of away) log.warn('a copy of the keys is not where it was: destroy it', { file })
  for (const file of others)
    log.warn('a copy of the keys has those of another house and was not written over', { file })
  for (const { file, why } of failed)
    log.error('a copy of the keys still has erased ones: it could not be written', { file, why })
  return failed.length
}

/**
 * Each round: those that could not be written when something was erased are tried again until they can. Once an hour all that have
 * a key of something that was let go of are written anew.
 */
export function createCopyCare(world: Sealed): () => Promise<void> {
  let failedAt: number | undefined
  let followedAt: number | undefined
  return async () => {
    const now = world.clock()
    if (followedAt === undefined || Math.abs(now - followedAt) >= following) {
      followedAt = now
      for (const { file, why } of await world.vault.followKeyCopies())
        world.log.warn('a copy of the keys has some that were let go of', { file, why })
    }
    if (failedAt !== undefined && Math.abs(now - failedAt) < between) return
    const failed = (await world.vault.staleKeyCopies()).length > 0 ? await freshenCopies(world) : 0
    failedAt = failed > 0 ? now : undefined
  }
}

/**
 * At the start: a copy of the data from before an erasure is erased again, and a copy of the keys from before gets no
 * destroyed key back into use. Gives how many erasures were made good.
 */
export async function replayErasures(world: Sealed): Promise<number> {
  const noted = await world.vault.erasures()
  const known = await world.db.read(async (tx) => await erasures(tx))
  const inData = new Set(known.map(({ id }) => id))
  const inKeys = new Set(noted.map(({ id }) => id))
  const toReplay = noted.filter(({ id }) => !inData.has(id))
  const toDestroy = known.filter(({ id, doneAt }) => doneAt !== undefined && !inKeys.has(id))
  for (const note of toReplay)
    await world.db.transaction(async (tx) => await replay(world, tx, note))
  for (const { id } of toDestroy)
    await world.db.transaction(async (tx) => await reopenErasure(tx, id))
  const made = toReplay.length + toDestroy.length
  if (made > 0) {
    world.log.warn('a copy from before was restored: what was erased since is erased again', {
      made,
    })
    while ((await destroyOwed(world)) > 0);
  }
  return made
}

async function replay(world: Sealed, tx: Tx, note: ErasureNote): Promise<void> {
  const { kind, number, area, why, by, keys, tombstone } = erasedIn(note)
  const row = number === undefined ? undefined : await caseByNumber(tx, number)
  if (row && tombstone && keys.includes(row.keyId)) {
    await letGoCase(tx, row.id, row.number)
    await leaveTombstone(tx, row.id, tombstone)
  }
  if (row && kind === 'words' && keys.includes(row.keyId)) await closeUnreadable(world, tx, row)
  const session = kind === 'conversation' ? await sessionUnder(tx, keys) : undefined
  if (session) {
    await letGoLines(tx, session.id, world.clock() - repeatedFor)
    await letGoSession(tx, session)
  }
  await letGoUnder(tx, keys)
  const { id, at, plain } = note
  const about = number === undefined ? {} : { number }
  await addErasure(tx, { id, kind, area, why, by, at, plain, ...about })
  const entry = { area: area || 'house', at: world.clock(), actor: 'clock' }
  const subject = number ?? `erasure:${id}`
  const reason = `${why} erasure:${id}`
  await appendAudit(tx, { ...entry, action: 'erasure-replayed', subject, reason }, world.mac)
}

/** Words were removed from a report; a copy of the data from before has it under the key that is gone, and nobody reads it. */
async function closeUnreadable(world: Sealed, tx: Tx, row: CaseRow): Promise<void> {
  const { number, area, state, outcome } = row
  const tombstone = {
    state: isOver(state as Case['state']) ? state : 'closed',
    ...(outcome === undefined ? {} : { outcome }),
    erasedAt: world.clock(),
  }
  const gone = await letGoCase(tx, row.id, number)
  await leaveTombstone(tx, row.id, tombstone)
  const erased = { kind: 'case', number, area, ...gone, tombstone } as const
  await recordErasure(world, tx, erased, { why: 'order', by: 'clock' })
}
