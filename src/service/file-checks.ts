import { closedTo, mayFor, type Officer } from '#core/access.ts'
import { drawFiles, stratumOf } from '#core/file-sample.ts'
import { periodOf } from '#core/period.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { closedFiles, fileChecksOf, keepFileChecks, type FileCheckRow } from '#store/file-checks.ts'
import { listOfficers } from '#store/officers.ts'
import { keepScrutinyEvent, scrutiniesOf, scrutinyById, scrutinyEvents } from '#store/scrutiny.ts'
import type { Tx } from '#store/transaction.ts'
import { notesOf, type FindingNote } from './findings.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { officesIn } from './world.ts'

/** How a drawing was made: enough to make it again. */
export interface Drawing {
  readonly id: string
  readonly area: AreaCode
  readonly at: number
  readonly by: string
  readonly period: string
  readonly seed: string
  readonly size: number
  /** How many could have been drawn, in each stratum. */
  readonly population: Readonly<Record<string, number>>
}

export interface DrawnFile {
  readonly nth: number
  readonly caseId: string
  readonly task: string
  readonly number: string
  readonly officeName: string
  readonly department: string
  readonly outcome: string
  readonly grade: string
  readonly state: string
  readonly dueOn: string
  readonly aspects: readonly string[]
  readonly erased: boolean
  readonly notes: readonly FindingNote[]
}

export interface Drawn {
  readonly drawing: Drawing
  readonly files: readonly DrawnFile[]
  readonly officerNames: ReadonlyMap<string, string>
  /** Where it was asked for: whether the same seed brings the same again, not counting what was erased since. */
  readonly again?: 'same' | 'other'
}

const drawnText = (id: string): string => `scrutiny:${id}:1`
interface Asked {
  readonly area: AreaCode
  readonly period: string
  readonly seed: string
  readonly size: number
}

/** 稽查: draws closed files of a span of days by the seed that was said. */
export async function drawFileCheck(
  world: Sealed,
  officer: Officer,
  { area, period: key, seed: said, size }: Asked,
): Promise<Result<string>> {
  const right = mayFor(officer, 'scrutinise', area)
  if (!right.ok) return right
  const seed = said.trim()
  const period = periodOf(key)
  const most = world.packs.scrutiny?.sample.most ?? 0
  if (!period) return refuse('file-check-period')
  if (seed.length < 4 || seed.length > 60) return refuse('file-check-seed')
  if (!Number.isInteger(size) || size < 1 || size > most) return refuse('file-check-size', { most })
  const population = await world.db.read(async (tx) => await drawable(tx, { area, ...period }))
  if (population.length === 0) return refuse('file-check-empty')
  const drawn = await drawnBy(population, { seed, size })
  const id = world.id()
  const keyId = await world.vault.newKey()
  const at = world.clock()
  const strata = Object.fromEntries(
    [...Map.groupBy(population, stratumOf)].map(([stratum, { length }]) => [stratum, length]),
  )
  const drawing: Drawing = {
    id,
    area,
    at,
    by: officer.id,
    period: key,
    seed,
    size,
    population: strata,
  }
  const sealed = await world.vault.seal(keyId, JSON.stringify(drawing), drawnText(id))
  await world.db.transaction(async (tx) => {
    const plain = { id, area, kind: 'file-check', department: '', place: '', keyId }
    const stands = { state: 'drawn', dueOn: '', startedAt: at, changedAt: at, version: 1 }
    await keepScrutinyEvent(tx, { ...plain, ...stands }, { at, by: officer.id, sealed })
    await keepFileChecks(
      tx,
      drawn.map((one, n) => rowOf(id, one, n + 1)),
    )
    await trace(world, tx, officer, { area, action: 'file-check-drawn', subject: id })
  })
  return ok(id)
}

type Candidate = Awaited<ReturnType<typeof drawable>>[number]

async function drawable(
  tx: Tx,
  span: { readonly area: string; readonly from: string; readonly to: string },
) {
  return (await closedFiles(tx, span)).map(({ state, outcome, ...one }) => ({
    ...one,
    outcome: state === 'declined' ? 'declined' : (outcome ?? 'none'),
  }))
}

/** SHA-256 in hexadecimal of `seed case task`: what anybody can count again. */
async function drawnBy(
  population: readonly Candidate[],
  { seed, size }: Pick<Drawing, 'seed' | 'size'>,
): Promise<readonly Candidate[]> {
  const digests = new Map<string, string>()
  for (const { caseId, task } of population) {
    const text = `${seed} ${caseId} ${task}`
    const bytes = await crypto.subtle.digest('SHA-256', Buffer.from(text))
    digests.set(text, Buffer.from(bytes).toString('hex'))
  }
  return drawFiles(population, { size, seed, digest: (text) => digests.get(text) ?? '' })
}

const rowOf = (scrutiny: string, one: Candidate, nth: number): FileCheckRow => ({
  scrutiny,
  nth,
  caseId: one.caseId,
  task: one.task,
  department: one.department,
  office: one.office,
  outcome: one.outcome,
  grade: '',
  state: 'to-check',
  dueOn: '',
  aspects: '',
  by: '',
  at: null,
  keyId: one.keyId,
  sealed: null,
})

/** The drawings of an area, the newest first. */
export async function listDrawings(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<readonly Drawing[]>> {
  const right = mayFor(officer, 'see-scrutiny', area)
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const rows = await scrutiniesOf(tx, { area, kind: 'file-check', limit: 50 })
    return ok(
      await Promise.all(
        rows.map(async ({ id, keyId }) => await drawingOf(world, tx, { id, keyId })),
      ),
    )
  })
}

async function drawingOf(
  world: Sealed,
  tx: Tx,
  { id, keyId }: { readonly id: string; readonly keyId: string },
): Promise<Drawing> {
  const [event] = await scrutinyEvents(tx, id)
  const text = await world.vault.open(keyId, event?.sealed ?? new Uint8Array(), drawnText(id))
  return JSON.parse(text) as Drawing
}

/** One drawing, with what was found. It leads to cases, so only who looks over the area finds it. */
export async function readDrawing(
  world: Sealed,
  officer: Officer,
  { id, again = false }: { readonly id: string; readonly again?: boolean },
): Promise<Result<Drawn>> {
  const found = await world.db.transaction(async (tx) => {
    const row = await scrutinyById(tx, id)
    if (row?.kind !== 'file-check') return refuse('scrutiny-unknown')
    const right = mayFor(officer, 'scrutinise', row.area)
    if (!right.ok) return right
    const drawing = await drawingOf(world, tx, row)
    const offices = new Map((await officesIn(world, tx, row.area)).map((one) => [one.id, one.name]))
    const rows = await fileChecksOf(tx, id, closedTo(officer))
    const files = await Promise.all(
      rows.map(async (one) => ({
        ...one,
        officeName: offices.get(one.office) ?? '',
        erased: one.erasedAt !== null,
        aspects: one.aspects.split(' ').filter(Boolean),
        notes: await notesOf(world, one),
      })),
    )
    const officers = new Map((await listOfficers(tx)).map((one) => [one.id, one.name]))
    const span = periodOf(drawing.period)
    const population = again && span ? await drawable(tx, { area: row.area, ...span }) : []
    await trace(world, tx, officer, { area: row.area, action: 'scrutiny-read', subject: id })
    return ok({ drawing, files, officerNames: officers, population })
  })
  if (!found.ok) return found
  const { population, ...rest } = found.value
  return ok(again ? { ...rest, again: await drawAgain(population, rest) } : rest)
}

/** Whether the seed still gives what it gave; of what was erased since, or closed since, nothing can be said. */
async function drawAgain(
  population: readonly Candidate[],
  { drawing, files }: Pick<Drawn, 'drawing' | 'files'>,
): Promise<NonNullable<Drawn['again']>> {
  const again = await drawnBy(population, drawing)
  const keys = new Set(again.map(({ caseId, task }) => `${caseId} ${task}`))
  const left = files.filter(({ erased }) => !erased)
  return left.every(({ caseId, task }) => keys.has(`${caseId} ${task}`)) ? 'same' : 'other'
}
