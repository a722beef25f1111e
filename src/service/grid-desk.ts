import { mayFor, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { dayOf, startOf } from '#core/clock.ts'
import { count } from '#core/count.ts'
import {
  gridDue,
  gridTally,
  type GridDue,
  type GridFinding,
  type GridKind,
  type GridTally,
  type GridWords,
} from '#core/grid.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { evidenceOfSession } from '#store/evidence.ts'
import { gridWorkerById } from '#store/grid.ts'
import {
  countedGridTasks,
  gridAnswersOf,
  listGridTasks,
  type GridTaskRow,
} from '#store/grid-tasks.ts'
import { caseById } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import type { EvidenceStream } from '#vault/open.ts'
import { versionFor } from './desk-evidence.ts'
import { gridOf, gridPath, gridTree } from './grid-places.ts'
import { taskOfOffice, taskText } from './grid-tasks.ts'
import { personOf } from './grid-workers.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** What came back, and when. */
export interface GridAnswerShown {
  readonly at: number
  readonly finding: GridFinding
  readonly text: string
}

/** A task as its office sees it. */
export interface GridTaskShown extends GridWords {
  readonly id: string
  readonly kind: GridKind
  readonly place: string
  /** Absent: nobody has it. */
  readonly worker?: string
  /** Number of the case it belongs to. */
  readonly number?: string
  readonly dueOn: Day
  readonly due: GridDue
  readonly state: 'open' | 'answered' | 'dropped'
  readonly isRead: boolean
  readonly answers: readonly GridAnswerShown[]
  readonly photos: readonly string[]
}

/** What an office has out in the grids. */
export interface GridDesk {
  readonly late: readonly GridTaskShown[]
  readonly nobody: readonly GridTaskShown[]
  readonly open: readonly GridTaskShown[]
  readonly back: readonly GridTaskShown[]
}

const most = 100
const wholeArea: ReadonlySet<Officer['role']> = new Set(['intake', 'supervisor'])

/** Tasks of the own office; who looks over the area sees those of the others that belong to no report. */
export async function gridDesk(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<GridDesk>> {
  const right = mayFor(officer, 'see-grid', area)
  if (!right.ok) return right
  if (!gridOf(world, area)) return refuse('grid-none')
  return await world.db.transaction(async (tx) => {
    const own = officer.office
    const scope = wholeArea.has(officer.role) ? { area, own } : { area, own, office: own }
    const open = await listGridTasks(tx, { ...scope, state: 'open', limit: most })
    const back = await listGridTasks(tx, { ...scope, state: 'answered', unread: true, limit: most })
    const shown: GridTaskShown[] = []
    for (const row of [...open, ...back]) shown.push(await taskShown(world, tx, row))
    await trace(world, tx, officer, { action: 'grid-desk-read', subject: area, area })
    const live = shown.filter(({ state }) => state === 'open')
    return ok({
      nobody: live.filter(({ worker }) => worker === undefined),
      late: live.filter(({ worker, due }) => worker !== undefined && due === 'overdue'),
      open: live.filter(({ worker, due }) => worker !== undefined && due !== 'overdue'),
      back: shown.filter(({ state }) => state === 'answered'),
    })
  })
}

async function taskShown(world: Sealed, tx: Tx, row: GridTaskRow): Promise<GridTaskShown> {
  const words = await wordsOf(world, row)
  const tree = await gridTree(world, tx, row.area)
  const worker = row.worker === undefined ? undefined : await gridWorkerById(tx, row.worker)
  const about = row.caseId === undefined ? undefined : await caseById(tx, row.caseId)
  const photos = await evidenceOfSession(tx, photosOf(row.id))
  const name = worker && worker.state === 'active' ? await personOf(world, worker) : undefined
  return {
    ...words,
    id: row.id,
    kind: row.kind as GridKind,
    place: gridPath(tree, row.place),
    ...(name ? { worker: name.name } : {}),
    ...(about ? { number: about.number } : {}),
    dueOn: row.dueOn,
    due: dueOf(world, row),
    state: row.state as GridTaskShown['state'],
    isRead: row.readAt !== undefined,
    answers: await answersOf(world, tx, row),
    photos: photos.map(({ id }) => id),
  }
}

/** Where photos of a task are kept: they belong to no conversation. */
export const photosOf = (task: string): string => `grid:${task}`

export function dueOf(
  world: Sealed,
  { area, dueOn }: Pick<GridTaskRow, 'area' | 'dueOn'>,
): GridDue {
  const today = dayOf(world.clock())
  const amount = gridOf(world, area)?.rules.soonDays ?? 1
  const soon = count({ from: today, amount, unit: 'WD' }, world.packs.calendar).on
  return gridDue(dueOn, today, soon)
}

/** Where, and what to look at; empty where the key is gone. */
export async function wordsOf(world: Sealed, row: GridTaskRow): Promise<GridWords> {
  try {
    const text = await world.vault.open(row.keyId, row.sealed, taskText(row.id))
    return JSON.parse(text) as GridWords
  } catch {
    return { where: '', look: '' }
  }
}

export const answerText = (once: string): string => `grid-answer:${once}`

export async function answersOf(
  world: Sealed,
  tx: Tx,
  { id, keyId }: Pick<GridTaskRow, 'id' | 'keyId'>,
): Promise<readonly GridAnswerShown[]> {
  const rows = await gridAnswersOf(tx, id)
  return await Promise.all(
    rows.map(async ({ once, at, finding, sealed }) => ({
      at,
      finding: finding as GridFinding,
      text: await world.vault.open(keyId, sealed, answerText(once)).catch(() => ''),
    })),
  )
}

/** A photo that a worker sent, without its metadata. */
export async function gridPhoto(
  world: Sealed,
  officer: Officer,
  { task, photo }: { readonly task: string; readonly photo: string },
): Promise<Result<EvidenceStream>> {
  const found = await world.db.transaction(async (tx) => {
    const row = await taskOfOffice(tx, officer, task)
    if (!row.ok) return row
    const file = (await evidenceOfSession(tx, photosOf(task))).find(({ id }) => id === photo)
    if (!file) return refuse('evidence-unknown')
    const version = versionFor(file)
    if (version !== 'cleaned')
      return refuse(version === 'infected' ? 'evidence-infected' : 'evidence-not-cleaned')
    const { area } = row.value
    await trace(world, tx, officer, { action: 'grid-photo-read', subject: task, area })
    return ok(file)
  })
  return found.ok ? ok(await world.vault.streamEvidence(found.value, 'cleaned')) : found
}

export interface GridFigures {
  readonly from: Day
  readonly to: Day
  readonly lines: readonly (GridTally & { readonly path: string })[]
}

/** What was given, answered and found, per grid; nothing that was written. */
export async function gridFigures(
  world: Sealed,
  officer: Officer,
  { area, from, to }: { readonly area: AreaCode; readonly from: Day; readonly to: Day },
): Promise<Result<GridFigures>> {
  const right = mayFor(officer, 'see-grid', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const span = { from: startOf(from), to: startOf(to) + 24 * 3600_000 }
    const rows = await countedGridTasks(tx, area, span)
    const counted = rows.map(({ place, state, dueOn, finding, answeredAt }) => ({
      place,
      state: state as GridTaskShown['state'],
      dueOn,
      ...(finding === null ? {} : { finding: finding as GridFinding }),
      ...(answeredAt === null ? {} : { answeredOn: dayOf(answeredAt) }),
    }))
    const tree = await gridTree(world, tx, area)
    const lines = gridTally(counted, dayOf(world.clock())).map((line) => ({
      ...line,
      path: gridPath(tree, line.place),
    }))
    await trace(world, tx, officer, { action: 'grid-figures-read', subject: area, area })
    return ok({ from, to, lines })
  })
}
