import { mayFor, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { addDays, dayOf } from '#core/clock.ts'
import { mayBeShown, within, type GridWords } from '#core/grid.ts'
import type { AreaCode, PlaceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  addGridPoint,
  changeGridPoint,
  changeGridWorker,
  gridPointById,
  gridPointsDue,
  gridPointsOf,
  gridWorkersLeft,
  gridWorkersOf,
  pruneGridDoors,
  type GridPointRow,
  type GridWorkerRow,
} from '#store/grid.ts'
import {
  changeGridTask,
  gridTaskById,
  lateGridTasks,
  letGoOldGridTasks,
} from '#store/grid-tasks.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { recordErasure } from './erasure-record.ts'
import { gridOf, gridPath, gridTree } from './grid-places.ts'
import { gridDueOn, pointText, taskFromPoint } from './grid-tasks.ts'
import { forgetVoters } from './nomination-forgetting.ts'
import { orSkip } from './or-skip.ts'
import { oweWebhook } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** A place that is looked at on every round. */
export interface GridPointShown extends GridWords {
  readonly id: string
  readonly place: string
  readonly everyDays: number
  readonly nextOn: Day
}

interface NewPoint extends GridWords {
  readonly area: AreaCode
  readonly place: PlaceCode
  readonly everyDays: number
}

/** 例行巡查点: looked at every so many days, whoever reported what. */
export async function addPoint(
  world: Sealed,
  officer: Officer,
  typed: NewPoint,
): Promise<Result<string>> {
  const { area, place, everyDays } = typed
  const right = mayFor(officer, 'see-grid', area)
  if (!right.ok) return right
  if (!gridOf(world, area)) return refuse('grid-none')
  const words = mayBeShown(typed)
  if (!words.ok) return words
  if (!Number.isInteger(everyDays) || everyDays < 7 || everyDays > 365) return refuse('grid-every')
  const id = world.id()
  const keyId = await world.vault.newKey()
  const sealed = await world.vault.seal(keyId, JSON.stringify(words.value), pointText(id))
  return await world.db.transaction(async (tx) => {
    const tree = await gridTree(world, tx, area)
    if (!tree.all.some(({ code }) => code === place)) return refuse('grid-place-unknown')
    const nextOn = addDays(dayOf(world.clock()), 1)
    await addGridPoint(tx, {
      id,
      area,
      office: officer.office,
      place,
      everyDays,
      nextOn,
      keyId,
      sealed,
    })
    await trace(world, tx, officer, { action: 'grid-point-added', subject: id, area })
    return ok(id)
  })
}

export async function endPoint(world: Sealed, officer: Officer, id: string): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const row = await gridPointById(tx, id)
    if (!row || !mayFor(officer, 'see-grid', row.area).ok) return refuse('grid-task-unknown')
    await changeGridPoint(tx, id, { endedAt: world.clock() })
    await trace(world, tx, officer, { action: 'grid-point-ended', subject: id, area: row.area })
    return ok(true)
  })
}

/** The places of an area's round, the next due first. */
export async function pointsOf(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<readonly GridPointShown[]>> {
  const right = mayFor(officer, 'see-grid', area)
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const tree = await gridTree(world, tx, area)
    const rows = await gridPointsOf(tx, area)
    const shown = await Promise.all(
      rows.map(async (row) => ({
        ...(await wordsOfPoint(world, row)),
        id: row.id,
        place: gridPath(tree, row.place),
        everyDays: row.everyDays,
        nextOn: row.nextOn,
      })),
    )
    return ok(shown)
  })
}

const wordsOfPoint = async (world: Sealed, row: GridPointRow): Promise<GridWords> =>
  JSON.parse(await world.vault.open(row.keyId, row.sealed, pointText(row.id))) as GridWords

/** Tasks of one round. */
const batch = 50

/** Gives out the routine round and tells of what is late; once a day lets go what is kept no longer. */
export function createGridRound(world: Sealed): () => Promise<void> {
  let tidied = ''
  return async () => {
    await walkGrids(world)
    const today = dayOf(world.clock())
    if (tidied === today) return
    while (await letGoOld(world));
    await forgetVoters(world)
    tidied = today
  }
}

export async function walkGrids(world: Sealed): Promise<void> {
  const today = dayOf(world.clock())
  const { points, late } = await world.db.read(async (tx) => ({
    points: await gridPointsDue(tx, today, batch),
    late: await lateGridTasks(tx, today, batch),
  }))
  for (const { id } of points)
    await orSkip(world, id, {
      work: async (tx) => await walkPoint(world, tx, { id, today }),
      skip: async (tx) => await changeGridPoint(tx, id, { nextOn: addDays(today, 1) }),
      cannot: 'a place of the round cannot be given to anybody',
    })
  for (const { id } of late)
    await world.db.transaction(async (tx) => await tellLate(world, tx, { id, today }))
}

/** Of two processes the second finds it told. */
async function tellLate(
  world: Sealed,
  tx: Tx,
  { id, today }: { readonly id: string; readonly today: Day },
): Promise<void> {
  await holdName(tx, 'grid-task', id)
  const task = await gridTaskById(tx, id)
  if (task?.state !== 'open' || task.remindedOn !== undefined) return
  await changeGridTask(tx, id, { remindedOn: today })
  const { area, office, dueOn } = task
  const data = { task: id, office, dueOn }
  await oweWebhook(world, tx, { type: 'grid.overdue', area, at: world.clock(), data })
}

/** To the nearest worker around the place, if anybody is; of two processes the second finds it walked. */
async function walkPoint(
  world: Sealed,
  tx: Tx,
  { id, today }: { readonly id: string; readonly today: Day },
): Promise<void> {
  await holdName(tx, 'grid-point', id)
  const point = await gridPointById(tx, id)
  if (!point || point.endedAt !== undefined || point.nextOn > today) return
  const here = gridOf(world, point.area)
  if (!here) return await changeGridPoint(tx, point.id, { endedAt: world.clock() })
  const worker = await workerAround(world, tx, point)
  const dueOn = gridDueOn(world, here, 'patrol')
  await taskFromPoint(world, tx, { point, worker, dueOn, officer: 'clock' })
}

async function workerAround(
  world: Sealed,
  tx: Tx,
  { area, place }: GridPointRow,
): Promise<GridWorkerRow | undefined> {
  const tree = await gridTree(world, tx, area)
  const places = tree.all.map((one) => ({ ...one, level: 'grid' as const }))
  const round = (await gridWorkersOf(tx, area, 'active'))
    .map((worker) => ({ worker, inside: within(places, worker.place) }))
    .filter(({ inside }) => inside.has(place))
    .toSorted((one, other) => one.inside.size - other.inside.size)
  return round[0]?.worker
}

/** Whether there may be more. */
async function letGoOld(world: Sealed): Promise<boolean> {
  const { grid: rules } = world.packs
  if (!rules) return false
  const days = (amount: number): number => world.clock() - amount * 24 * 3600_000
  return await world.db.transaction(async (tx) => {
    await pruneGridDoors(tx, world.clock())
    const old = await letGoOldGridTasks(tx, days(rules.taskDays), batch)
    const keys = [...old.keys]
    for (const worker of await gridWorkersLeft(tx, days(rules.leftDays))) {
      if (worker.sealed.length === 0) continue
      await changeGridWorker(tx, worker.id, { sealed: new Uint8Array() })
      keys.push(worker.keyId)
    }
    if (keys.length === 0) return false
    const cause = { why: 'expired', by: 'clock' } as const
    await recordErasure(world, tx, { kind: 'evidence', area: '', keys, files: old.files }, cause)
    return true
  })
}
