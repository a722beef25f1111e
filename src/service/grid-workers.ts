import { mayFor, type Officer } from '#core/access.ts'
import type { AreaCode, PlaceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addGridLink,
  addGridWorker,
  changeGridWorker,
  dropGridLinks,
  dropGridPairs,
  gridPairOf,
  gridWorkerById,
  gridWorkersOf,
  type GridWorkerRow,
} from '#store/grid.ts'
import { changeGridTask, openTasksOf } from '#store/grid-tasks.ts'
import type { Tx } from '#store/transaction.ts'
import { gridOf, gridTree } from './grid-places.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn } from './world.ts'

/** 网格员: a person with a telephone, not an officer. */
export interface GridPerson {
  readonly name: string
  readonly phone: string
}

/** A worker as those see them who register them. */
export interface GridWorkerShown extends GridPerson {
  readonly id: string
  readonly place: PlaceCode
  readonly office: string
  readonly state: 'active' | 'left'
  /** Their browser, since when and until when; absent: none is paired. */
  readonly phoneHere?: { readonly since: number; readonly until: number; readonly agent: string }
  readonly open: number
}

export const workerText = (id: string): string => `grid-worker:${id}`

/** Name and telephone; of one who left long ago neither is kept. */
export async function personOf(world: Sealed, row: GridWorkerRow): Promise<GridPerson> {
  if (row.sealed.length === 0) return { name: '（已离岗）', phone: '' }
  return JSON.parse(await world.vault.open(row.keyId, row.sealed, workerText(row.id))) as GridPerson
}

interface NewWorker extends GridPerson {
  readonly area: AreaCode
  readonly place: PlaceCode
  readonly office: string
}

/** 定格、定员: a person for a grid, with the office that looks after them. */
export async function registerWorker(
  world: Sealed,
  officer: Officer,
  typed: NewWorker,
): Promise<Result<string>> {
  const { area, place, office } = typed
  const right = mayFor(officer, 'manage-grid', area)
  if (!right.ok) return right
  if (!gridOf(world, area)) return refuse('grid-none')
  const name = typed.name.trim().replaceAll(/\s+/g, ' ')
  const phone = typed.phone.replaceAll(/[\s-]/g, '')
  if (name.length < 2 || name.length > 20) return refuse('grid-name')
  if (!/^1[3-9]\d{9}$/.test(phone)) return refuse('grid-phone')
  const id = world.id()
  const keyId = await world.vault.newKey()
  const sealed = await world.vault.seal(keyId, JSON.stringify({ name, phone }), workerText(id))
  return await world.db.transaction(async (tx) => {
    const known = await gridTree(world, tx, area)
    if (!known.all.some(({ code }) => code === place)) return refuse('grid-place-unknown')
    const offices = await officesIn(world, tx, area)
    if (!offices.some((one) => one.id === office)) return refuse('office-unknown')
    const madeAt = world.clock()
    await addGridWorker(tx, { id, area, office, place, keyId, sealed, state: 'active', madeAt })
    await trace(world, tx, officer, { action: 'grid-worker-registered', subject: id, area })
    return ok(id)
  })
}

async function workerFor(tx: Tx, officer: Officer, id: string): Promise<Result<GridWorkerRow>> {
  const row = await gridWorkerById(tx, id)
  if (!row) return refuse('grid-worker-unknown')
  const right = mayFor(officer, 'manage-grid', row.area)
  return right.ok ? ok(row) : right
}

/** A link that pairs one browser, once; those before it open nothing any more. Only its digest is kept. */
export async function linkWorker(
  world: Sealed,
  officer: Officer,
  { id, tokenHash }: { readonly id: string; readonly tokenHash: string },
): Promise<Result<{ readonly until: number } & GridPerson>> {
  return await world.db.transaction(async (tx) => {
    const found = await workerFor(tx, officer, id)
    if (!found.ok) return found
    const here = gridOf(world, found.value.area)
    if (!here || found.value.state !== 'active') return refuse('grid-worker-unknown')
    const until = world.clock() + here.rules.linkHours * 3600_000
    await addGridLink(tx, { tokenHash, worker: id, expiresAt: until })
    const person = await personOf(world, found.value)
    await trace(world, tx, officer, {
      action: 'grid-link-made',
      subject: id,
      area: found.value.area,
    })
    return ok({ until, ...person })
  })
}

/** The telephone is lost or passed on: from this moment it opens nothing. */
export async function unpairWorker(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const found = await workerFor(tx, officer, id)
    if (!found.ok) return found
    await dropGridPairs(tx, id)
    await dropGridLinks(tx, id)
    await trace(world, tx, officer, {
      action: 'grid-worker-unpaired',
      subject: id,
      area: found.value.area,
    })
    return ok(true)
  })
}

/** A worker leaves: nothing opens for them from this moment, and what they had to do waits for somebody else. */
export async function endWorker(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<Result<{ readonly waiting: number }>> {
  return await world.db.transaction(async (tx) => {
    const found = await workerFor(tx, officer, id)
    if (!found.ok) return found
    const { area } = found.value
    await dropGridPairs(tx, id)
    await dropGridLinks(tx, id)
    await changeGridWorker(tx, id, { state: 'left', endedAt: world.clock() })
    const open = await openTasksOf(tx, id)
    for (const task of open) await changeGridTask(tx, task.id, { worker: null })
    await trace(world, tx, officer, { action: 'grid-worker-left', subject: id, area })
    return ok({ waiting: open.length })
  })
}

/** Who works in an area's grids; their names are only for who registers them or gives them tasks. */
export async function workersOf(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<readonly GridWorkerShown[]>> {
  const right = mayFor(officer, 'manage-grid', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const shown: GridWorkerShown[] = []
    for (const row of await gridWorkersOf(tx, area)) {
      const pair = await gridPairOf(tx, row.id)
      shown.push({
        ...(await personOf(world, row)),
        id: row.id,
        place: row.place,
        office: row.office,
        state: row.state === 'left' ? 'left' : 'active',
        ...(pair && pair.expiresAt > world.clock()
          ? { phoneHere: { since: pair.madeAt, until: pair.expiresAt, agent: pair.agent } }
          : {}),
        open: (await openTasksOf(tx, row.id)).length,
      })
    }
    await trace(world, tx, officer, { action: 'grid-workers-read', subject: area, area })
    return ok(shown)
  })
}

/** Whom a task can go to, by name alone. */
export async function workersToSend(
  world: Sealed,
  tx: Tx,
  area: AreaCode,
): Promise<readonly { readonly id: string; readonly name: string; readonly place: PlaceCode }[]> {
  const rows = await gridWorkersOf(tx, area, 'active')
  return await Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      name: (await personOf(world, row)).name,
      place: row.place,
    })),
  )
}
