import { actorOf, may, mayFor, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { addDays, dayOf, isDay } from '#core/clock.ts'
import { count } from '#core/count.ts'
import { decide } from '#core/decide.ts'
import { mayBeShown, within, type GridKind, type GridWords } from '#core/grid.ts'
import type { AreaCode, PlaceCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  changeGridPoint,
  gridPointsOf,
  gridWorkerById,
  type GridPointRow,
  type GridWorkerRow,
} from '#store/grid.ts'
import { addGridTask, gridTaskById, openGridTasks, type GridTaskRow } from '#store/grid-tasks.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { keepEvents, visibleCase } from './case-file.ts'
import { gridOf, gridTree, type GridHere } from './grid-places.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

export const taskText = (id: string): string => `grid-task:${id}`

/** What an officer asks a worker to look at. */
export interface GridAsked extends GridWords {
  readonly area: AreaCode
  readonly place: PlaceCode
  readonly worker: string
  readonly kind: GridKind
  readonly dueOn: Day
  /** For the part of a case: its number and the part. */
  readonly about?: { readonly number: string; readonly part: string }
  /** It stands alone though a case's task should go along with others; the officer knows. */
  readonly alone?: boolean
}

/** The last day a worker has unless the officer says another. */
export function gridDueOn(world: Sealed, { rules }: GridHere, kind: GridKind): Day {
  const from = dayOf(world.clock())
  return count({ from, amount: rules.days[kind], unit: 'WD' }, world.packs.calendar).on
}

/** The next working day: a worker who sees a task the minute a report came would know why. */
const showOn = (world: Sealed): Day =>
  count({ from: dayOf(world.clock()), amount: 1, unit: 'WD' }, world.packs.calendar).on

/** How far ahead a worker's other tasks still hide one. */
const beside = 14
export const latestDue = 62

/**
 * Gives a worker a task. One that a case asks for never comes alone, unless the officer insists: places of the routine
 * round go along, so that nobody sees from the list that somebody told.
 */
export async function giveTask(
  world: Sealed,
  officer: Officer,
  asked: GridAsked,
): Promise<Result<{ readonly id: string; readonly along: number }>> {
  const { area } = asked
  const right = mayFor(officer, 'see-grid', area)
  if (!right.ok) return right
  const here = gridOf(world, area)
  if (!here) return refuse('grid-none')
  const today = dayOf(world.clock())
  if (!isDay(asked.dueOn)) return refuse('grid-due')
  if (asked.dueOn < showOn(world) || asked.dueOn > addDays(today, latestDue))
    return refuse('grid-due')
  const keyId = await world.vault.newKey()
  return await world.db.transaction(async (tx) => {
    const worker = await workerThere(world, tx, asked)
    if (!worker.ok) return worker
    const ground = { keyId, here, worker: worker.value }
    return asked.about
      ? await giveForCase(world, tx, officer, { ...asked, ...ground, about: asked.about })
      : await giveRoutine(world, tx, officer, { ...asked, ...ground })
  })
}

/** A worker walks their own grid and what lies in it; one of a village also its grids. */
export async function workerThere(
  world: Sealed,
  tx: Tx,
  { area, place, worker: id }: Pick<GridAsked, 'area' | 'place' | 'worker'>,
): Promise<Result<GridWorkerRow>> {
  const tree = await gridTree(world, tx, area)
  if (!tree.all.some(({ code }) => code === place)) return refuse('grid-place-unknown')
  const worker = await gridWorkerById(tx, id)
  if (worker?.area !== area || worker.state !== 'active') return refuse('grid-worker-unknown')
  const places = tree.all.map((one) => ({ ...one, level: 'grid' as const }))
  return within(places, worker.place).has(place) ? ok(worker) : refuse('grid-worker-elsewhere')
}

type Giving = Omit<GridAsked, 'worker'> & {
  readonly keyId: string
  readonly here: GridHere
  readonly worker: GridWorkerRow
}

type Given = Result<{ readonly id: string; readonly along: number }>

async function giveRoutine(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  giving: Giving,
): Promise<Given> {
  const words = mayBeShown(giving)
  if (!words.ok) return words
  const id = world.id()
  await keepTask(world, tx, officer, { ...giving, id, words: words.value })
  await trace(world, tx, officer, { action: 'grid-task-given', subject: id, area: giving.area })
  return ok({ id, along: 0 })
}

async function giveForCase(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  giving: Giving & { readonly about: NonNullable<GridAsked['about']> },
): Promise<Given> {
  const { about, kind, dueOn } = giving
  const file = await visibleCase(world, tx, officer, about.number)
  if (!file.ok) return file
  await holdName(tx, 'case', file.value.id)
  const right = may(officer, 'give-patrol', file.value.case)
  if (!right.ok) return right
  const words = mayBeShown(giving, file.value.case.facts)
  if (!words.ok) return words
  const id = world.id()
  const text = `${words.value.where}：${words.value.look}`
  const command = { type: 'give-patrol', task: about.part, patrol: id, kind, due: dueOn, text }
  const stem = world.id()
  const decided = decide(file.value.case, command as Parameters<typeof decide>[1], {
    at: world.clock(),
    by: actorOf(officer),
    id: (n) => `${stem}-${n}`,
  })
  if (!decided.ok) return decided
  const along = await bringAlong(world, tx, officer, giving)
  const hidden = along + (await othersOf(world, tx, giving))
  if (hidden === 0 && giving.alone !== true) return refuse('grid-alone')
  await keepTask(world, tx, officer, {
    ...giving,
    id,
    words: words.value,
    caseId: file.value.id,
    part: about.part,
  })
  await keepEvents(world, tx, file.value, decided.value)
  return ok({ id, along })
}

const othersOf = async (world: Sealed, tx: Tx, { worker }: Giving): Promise<number> => {
  const from = dayOf(world.clock())
  return await openGridTasks(tx, worker.id, { from, to: addDays(from, beside) })
}

/** Places of the worker's round that are due next, with the same days. */
async function bringAlong(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { area, worker, here, dueOn }: Giving,
): Promise<number> {
  const tree = await gridTree(world, tx, area)
  const places = tree.all.map((one) => ({ ...one, level: 'grid' as const }))
  const round = within(places, worker.place)
  const points = (await gridPointsOf(tx, area)).filter(({ place }) => round.has(place))
  const chosen = points.slice(0, here.rules.companions)
  for (const point of chosen)
    await taskFromPoint(world, tx, { point, worker, dueOn, officer: officer.id })
  return chosen.length
}

export const pointText = (id: string): string => `grid-point:${id}`

/** A task of the routine round; the next one comes when its days are over. */
export async function taskFromPoint(
  world: Sealed,
  tx: Tx,
  given: {
    readonly point: GridPointRow
    readonly worker: GridWorkerRow | undefined
    readonly dueOn: Day
    readonly officer: string
  },
): Promise<void> {
  const { point, worker, dueOn, officer } = given
  const id = world.id()
  const keyId = await world.vault.newKey()
  const words = await world.vault.open(point.keyId, point.sealed, pointText(point.id))
  await addGridTask(tx, {
    id,
    area: point.area,
    office: point.office,
    officer,
    kind: 'patrol',
    place: point.place,
    point: point.id,
    ...(worker ? { worker: worker.id } : {}),
    keyId,
    sealed: await world.vault.seal(keyId, words, taskText(id)),
    state: 'open',
    givenAt: world.clock(),
    showOn: showOn(world),
    dueOn,
  })
  await changeGridPoint(tx, point.id, {
    nextOn: addDays(dayOf(world.clock()), point.everyDays),
  })
}

interface Keeping extends Giving {
  readonly id: string
  readonly words: GridWords
  readonly caseId?: string
  readonly part?: string
}

async function keepTask(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { id, area, kind, place, worker, keyId, words, dueOn, caseId, part }: Keeping,
): Promise<void> {
  await addGridTask(tx, {
    id,
    area,
    office: officer.office,
    officer: officer.id,
    kind,
    place,
    worker: worker.id,
    ...(caseId === undefined ? {} : { caseId }),
    ...(part === undefined ? {} : { part }),
    keyId,
    sealed: await world.vault.seal(keyId, JSON.stringify(words), taskText(id)),
    state: 'open',
    givenAt: world.clock(),
    showOn: showOn(world),
    dueOn,
  })
}

/** A task that an officer may change: of the own office, or of no report in an area they see as a whole. */
export async function taskOfOffice(
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<Result<GridTaskRow>> {
  const row = await gridTaskById(tx, id)
  if (!row || !mayFor(officer, 'see-grid', row.area).ok) return refuse('grid-task-unknown')
  const isOwn = row.office === officer.office
  const overAll = officer.role === 'supervisor' || officer.role === 'intake'
  return isOwn || (overAll && row.caseId === undefined) ? ok(row) : refuse('grid-task-unknown')
}
