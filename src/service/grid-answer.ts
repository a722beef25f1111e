import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { decide } from '#core/decide.ts'
import { gridFindings, type GridDue, type GridFinding, type GridKind } from '#core/grid.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById } from '#store/cases.ts'
import { saveEvidence } from '#store/evidence.ts'
import type { GridWorkerRow } from '#store/grid.ts'
import {
  addGridAnswer,
  changeGridTask,
  gridAnswerByOnce,
  gridTaskById,
  gridTasksFor,
  type GridTaskRow,
} from '#store/grid-tasks.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import type { KeptFile } from '#vault/open.ts'
import { keepEvents, openCase } from './case-file.ts'
import {
  answersOf,
  answerText,
  dueOf,
  photosOf,
  wordsOf,
  type GridAnswerShown,
} from './grid-desk.ts'
import { traceWorker } from './grid-pairing.ts'
import { gridPath, gridTree } from './grid-places.ts'
import type { Sealed } from './sealed.ts'

/** A task as its worker sees it: where and what, never why. */
export interface WorkerTask {
  readonly id: string
  readonly kind: GridKind
  readonly place: string
  readonly where: string
  readonly look: string
  readonly dueOn: Day
  readonly due: GridDue
  readonly isDone: boolean
  readonly answers: readonly GridAnswerShown[]
}

/** What was answered stays in sight so long. */
const shownFor = 14 * 24 * 3600_000

/** A worker's own tasks and nobody else's. */
export async function tasksOf(
  world: Sealed,
  worker: GridWorkerRow,
): Promise<readonly WorkerTask[]> {
  return await world.db.read(async (tx) => {
    const now = world.clock()
    const rows = await gridTasksFor(tx, worker.id, { today: dayOf(now), since: now - shownFor })
    const shown: WorkerTask[] = []
    for (const row of rows) shown.push(await workerTask(world, tx, row))
    return shown
  })
}

export async function taskOf(
  world: Sealed,
  worker: GridWorkerRow,
  id: string,
): Promise<WorkerTask | undefined> {
  return await world.db.read(async (tx) => {
    const row = await ownTask(world, tx, worker, id)
    return row && (await workerTask(world, tx, row))
  })
}

async function ownTask(
  world: Sealed,
  tx: Tx,
  worker: GridWorkerRow,
  id: string,
): Promise<GridTaskRow | undefined> {
  const row = await gridTaskById(tx, id)
  if (row?.worker !== worker.id || row.state === 'dropped') return undefined
  return row.showOn <= dayOf(world.clock()) ? row : undefined
}

async function workerTask(world: Sealed, tx: Tx, row: GridTaskRow): Promise<WorkerTask> {
  const { id, kind, place, dueOn, state } = row
  return {
    ...(await wordsOf(world, row)),
    id,
    kind: kind as GridKind,
    place: gridPath(await gridTree(world, tx, row.area), place),
    dueOn,
    due: dueOf(world, row),
    isDone: state === 'answered',
    answers: await answersOf(world, tx, row),
  }
}

/** What a worker sends. `once` was made by the page: the same form sent again, hours later too, is the same answer. */
export interface GridGiven {
  readonly task: string
  readonly once: string
  readonly finding: string
  readonly text: string
  readonly photos: readonly Uint8Array[]
}

const longest = 500
export const mostPhotos = 6

/** `again`: it had arrived already. */
export async function answerTask(
  world: Sealed,
  worker: GridWorkerRow,
  given: GridGiven,
): Promise<Result<{ readonly again: boolean }>> {
  const finding = gridFindings.find((one) => one === given.finding)
  const text = given.text.trim()
  if (!/^[\w-]{20,60}$/.test(given.once)) return refuse('grid-task-unknown')
  if (!finding) return refuse('grid-finding-missing')
  if (text.length > longest) return refuse('grid-words-long', { longest })
  if (given.photos.length > mostPhotos) return refuse('grid-photos-many', { most: mostPhotos })
  const before = await world.db.read(async (tx) => ({
    heard: await gridAnswerByOnce(tx, given.once),
    task: await ownTask(world, tx, worker, given.task),
  }))
  if (before.heard) return sameAnswer(before.heard, given, worker)
  if (!before.task) return refuse('grid-task-unknown')
  const kept = await keepPhotos(world, given.photos)
  if (!kept.ok) return kept
  const answer = { ...given, finding, text, photos: kept.value }
  const taken = await world.db.transaction(async (tx) => await take(world, tx, worker, answer))
  if (!taken.ok || taken.value.again)
    for (const { id } of kept.value) await world.vault.removeEvidence(id)
  return taken
}

/** A page of another worker or another task never answers this one. */
const sameAnswer = (
  heard: { readonly task: string; readonly worker: string },
  { task }: GridGiven,
  { id }: GridWorkerRow,
): Result<{ readonly again: boolean }> =>
  heard.task === task && heard.worker === id ? ok({ again: true }) : refuse('grid-task-unknown')

/** Only photos, and only as a copy that tells nothing of where and with what they were taken. */
async function keepPhotos(
  world: Sealed,
  photos: readonly Uint8Array[],
): Promise<Result<readonly KeptFile[]>> {
  const kept: KeptFile[] = []
  for (const bytes of photos) {
    const file = await world.vault.keepEvidence({ kind: 'image', bytes })
    if (!('refused' in file)) kept.push(file)
    if ('refused' in file || !file.type.startsWith('image/') || file.cleaned !== 'yes') {
      for (const { id } of kept) await world.vault.removeEvidence(id)
      return refuse('grid-photo-refused')
    }
  }
  return ok(kept)
}

interface Answer {
  readonly task: string
  readonly once: string
  readonly finding: GridFinding
  readonly text: string
  readonly photos: readonly KeptFile[]
}

async function take(
  world: Sealed,
  tx: Tx,
  worker: GridWorkerRow,
  answer: Answer,
): Promise<Result<{ readonly again: boolean }>> {
  await holdName(tx, 'grid-task', answer.task)
  const row = await ownTask(world, tx, worker, answer.task)
  if (!row) return refuse('grid-task-unknown')
  const { once, finding, text, photos } = answer
  const at = world.clock()
  const sealed = await world.vault.seal(row.keyId, text, answerText(once))
  const isFirst = await addGridAnswer(tx, {
    once,
    task: row.id,
    worker: worker.id,
    at,
    finding,
    photos: photos.length,
    sealed,
  })
  if (!isFirst) return ok({ again: true })
  for (const file of photos)
    await saveEvidence(tx, {
      ...file,
      session: photosOf(row.id),
      ...(row.caseId === undefined ? {} : { caseId: row.caseId }),
    })
  await changeGridTask(tx, row.id, {
    state: 'answered',
    finding,
    answeredAt: row.answeredAt ?? at,
    readAt: null,
  })
  if (row.caseId !== undefined) await tellCase(world, tx, row.caseId, { ...answer, patrol: row.id })
  await traceWorker(world, tx, worker, { action: 'grid-task-answered', subject: row.id })
  return ok({ again: false })
}

/** What was found stands in the case, as everything that changes it does. */
async function tellCase(
  world: Sealed,
  tx: Tx,
  caseId: string,
  { patrol, finding, text, photos }: Answer & { readonly patrol: string },
): Promise<void> {
  await holdName(tx, 'case', caseId)
  const row = await caseById(tx, caseId)
  if (!row || row.erasedAt !== undefined) return
  const file = await openCase(world, tx, row)
  const stem = world.id()
  const evidence = photos.map(({ id }) => id)
  const decided = decide(
    file.case,
    { type: 'hear-patrol', patrol, finding, text, evidence },
    { at: world.clock(), by: { kind: 'clock' }, id: (n) => `${stem}-${n}` },
  )
  if (!decided.ok) throw new Error(`a case does not hear of its own patrol: ${decided.refusal.key}`)
  await keepEvents(world, tx, file, decided.value)
}
