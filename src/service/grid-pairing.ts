import { appendAudit } from '#store/audit.ts'
import {
  gridLink,
  gridPair,
  gridWorkerById,
  pairGrid,
  seenGridPair,
  tryGridLink,
  type GridWorkerRow,
} from '#store/grid.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { gridOf, gridPath, gridTree } from './grid-places.ts'
import { personOf } from './grid-workers.ts'
import type { Sealed } from './sealed.ts'

/** Wrong telephones one link hears before it opens nothing any more: whoever it was passed on to does not know the number. */
const mostTries = 5

/** Whether a link still opens, and for which grid; no name is told before the telephone is. */
export async function linkOpen(
  world: Sealed,
  tokenHash: string,
): Promise<Result<{ readonly place: string }>> {
  return await world.db.read(async (tx) => {
    const found = await linkFor(world, tx, tokenHash)
    if (!found.ok) return found
    const { area, place } = found.value.worker
    return ok({ place: gridPath(await gridTree(world, tx, area), place) })
  })
}

async function linkFor(world: Sealed, tx: Tx, tokenHash: string) {
  const link = await gridLink(tx, tokenHash)
  if (!link || link.usedAt !== undefined || link.expiresAt <= world.clock())
    return refuse('grid-link-over')
  if (link.tries >= mostTries) return refuse('grid-link-locked')
  const worker = await gridWorkerById(tx, link.worker)
  return worker?.state === 'active' ? ok({ link, worker }) : refuse('grid-link-over')
}

interface Browser {
  readonly tokenHash: string
  readonly lastDigits: string
  readonly idHash: string
  readonly csrf: string
  readonly agent: string
}

/** Pairs a browser by its link and the last digits of the telephone that was registered. */
export async function pairWorker(world: Sealed, given: Browser): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'grid-link', given.tokenHash)
    const found = await linkFor(world, tx, given.tokenHash)
    if (!found.ok) return found
    const { link, worker } = found.value
    const here = gridOf(world, worker.area)
    if (!here) return refuse('grid-link-over')
    const { phone } = await personOf(world, worker)
    if (given.lastDigits.normalize('NFKC').trim() !== phone.slice(-4)) {
      const tries = link.tries + 1
      await tryGridLink(tx, given.tokenHash, { tries })
      return tries >= mostTries
        ? refuse('grid-link-locked')
        : refuse('grid-phone-differs', { left: mostTries - tries })
    }
    const at = world.clock()
    await tryGridLink(tx, given.tokenHash, { usedAt: at })
    const { idHash, csrf, agent } = given
    const expiresAt = at + here.rules.pairDays * 24 * 3600_000
    await pairGrid(tx, {
      idHash,
      worker: worker.id,
      csrf,
      agent,
      madeAt: at,
      seenAt: at,
      expiresAt,
    })
    await traceWorker(world, tx, worker, { action: 'grid-paired', subject: worker.id })
    return ok(true)
  })
}

/** What a worker did, in the audit chain of their area. */
export async function traceWorker(
  world: Sealed,
  tx: Tx,
  { id, area }: Pick<GridWorkerRow, 'id' | 'area'>,
  done: { readonly action: string; readonly subject: string },
): Promise<void> {
  const entry = { ...done, area, at: world.clock(), actor: `grid:${id}` }
  await appendAudit(tx, entry, world.mac)
}

/** Who stands behind a paired browser. */
export interface WorkerHere {
  readonly worker: GridWorkerRow
  readonly csrf: string
  readonly until: number
}

const anHour = 3600_000

export async function workerAt(world: Sealed, idHash: string): Promise<WorkerHere | undefined> {
  return await world.db.transaction(async (tx) => {
    const pair = await gridPair(tx, idHash)
    const now = world.clock()
    if (!pair || pair.expiresAt <= now) return undefined
    const worker = await gridWorkerById(tx, pair.worker)
    if (worker?.state !== 'active' || !gridOf(world, worker.area)) return undefined
    if (pair.seenAt < now - anHour) await seenGridPair(tx, idHash, now)
    return { worker, csrf: pair.csrf, until: pair.expiresAt }
  })
}
