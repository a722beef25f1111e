import { mayFor, type Officer } from '#core/access.ts'
import { canonical } from '#core/canonical.ts'
import { listOf, monthOf, weightsOf } from '#core/inspection.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Weights } from '#core/subject-rules.ts'
import {
  addWeights,
  inspectionList,
  inspectionLists,
  keepInspectionList,
  weightsOfArea,
} from '#store/inspections.ts'
import { officerById } from '#store/officers.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { makeList, type InspectionFile } from './inspection-list.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

export interface PublishedInspection {
  readonly month: string
  readonly number: number
  readonly at: number
  readonly byName: string
  readonly rows: number
  readonly digest: string
}

const listText = (area: AreaCode, month: string, number: number): string =>
  `inspections:${area}:${month}:${number}`

export interface InspectionPage {
  readonly file: InspectionFile
  readonly published: readonly PublishedInspection[]
  readonly isOpen: boolean
}

/** The list as it would be, and what was published. The look is on record. */
export async function draftInspections(
  world: Sealed,
  officer: Officer,
  { area, month }: { readonly area: AreaCode; readonly month: string },
): Promise<Result<InspectionPage>> {
  const right = mayFor(officer, 'decide-subjects', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const made = await makeList(world, tx, { officer, area, month })
    if (!made.ok) return made
    const published = await publishedOf(tx, area)
    const isOpen = (monthOf(month, 1)?.to ?? Infinity) > world.clock()
    await trace(world, tx, officer, {
      action: 'inspections-read',
      subject: `inspections:${area}:${month}`,
      area,
    })
    return ok({ file: made.value, published, isOpen })
  })
}

async function publishedOf(tx: Tx, area: AreaCode): Promise<readonly PublishedInspection[]> {
  const all = []
  for (const { month, number, at, by, rows, digest } of await inspectionLists(tx, area)) {
    const byName = (await officerById(tx, by))?.name ?? ''
    all.push({ month, number, at, byName, rows, digest })
  }
  return all
}

/** Publishes a month that is over. Once published it stays; a correction is a list of its own, with a reason. */
export async function publishInspections(
  world: Sealed,
  officer: Officer,
  {
    area,
    month,
    correction = '',
  }: { readonly area: AreaCode; readonly month: string; readonly correction?: string },
): Promise<Result<{ readonly number: number }>> {
  const right = mayFor(officer, 'publish-inspections', area)
  if (!right.ok) return right
  const span = monthOf(month, 1)
  if (!span) return refuse('month-unclear')
  if (span.to > world.clock()) return refuse('month-open')
  const keyId = await world.vault.newKey()
  const reason = correction.trim()
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'inspections', area)
    const before = (await inspectionLists(tx, area)).filter((one) => one.month === month)
    if (before.length > 0 && reason.length < 4) return refuse('inspection-published')
    const made = await makeList(world, tx, { officer, area, month })
    if (!made.ok) return made
    const number = (before[0]?.number ?? 0) + 1
    const file =
      before.length > 0 ? { ...made.value, correction: reason.slice(0, 500) } : made.value
    const plain = canonical(file)
    const { hex: digest } = world.vault.digest(Buffer.from(plain))
    const sealed = await world.vault.seal(keyId, plain, listText(area, month, number))
    const rows = file.rows.length
    const at = world.clock()
    await keepInspectionList(tx, {
      area,
      month,
      number,
      at,
      by: officer.id,
      rows,
      digest,
      keyId,
      sealed,
    })
    await trace(world, tx, officer, {
      action: 'inspections-published',
      subject: `inspections:${area}:${month}:${number}`,
      reason: `digest:${digest}`,
      area,
    })
    return ok({ number })
  })
}

/** Whether a list is what its digest says, and what its own inputs make again. */
export interface ReadInspection extends PublishedInspection {
  readonly file: InspectionFile
  readonly holds: boolean
}

/** A published list, counted again from what it was made from. The look, or the file, is on record. */
export async function readInspections(
  world: Sealed,
  officer: Officer,
  asked: {
    readonly area: AreaCode
    readonly month: string
    readonly number: number
    readonly file?: string
  },
): Promise<Result<ReadInspection>> {
  const { area, month, number } = asked
  const right = mayFor(officer, 'decide-subjects', area)
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const row = await inspectionList(tx, { area, month, number })
    if (!row) return refuse('inspection-unknown')
    const plain = await world.vault.open(row.keyId, row.sealed, listText(area, month, number))
    const file = JSON.parse(plain) as InspectionFile
    const { at, by, rows, digest } = row
    const byName = (await officerById(tx, by))?.name ?? ''
    await trace(world, tx, officer, {
      action: asked.file ? 'inspections-exported' : 'inspections-read',
      subject: `inspections:${area}:${month}:${number}`,
      ...(asked.file ? { reason: asked.file } : {}),
      area,
    })
    const holds = world.vault.digest(Buffer.from(plain)).hex === digest && isSame(file)
    return ok({ file, month, number, at, byName, rows, digest, holds })
  })
}

/** The rows made again from the inputs. */
function isSame({ subjects, weights, rows }: InspectionFile): boolean {
  const again = listOf(new Map(subjects.map(({ id, cases }) => [id, cases])), weights)
  return canonical(again) === canonical(rows)
}

/** The area's own weights, as a further version. */
export async function setWeights(
  world: Sealed,
  officer: Officer,
  {
    area,
    given,
  }: { readonly area: AreaCode; readonly given: Readonly<Record<keyof Weights, string>> },
): Promise<Result<true>> {
  const right = mayFor(officer, 'publish-inspections', area)
  if (!right.ok) return right
  const weights = weightsOf(given)
  if (!weights.ok) return weights
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'inspections', area)
    const number = ((await weightsOfArea(tx, area))?.number ?? 0) + 1
    const content = canonical(weights.value)
    await addWeights(tx, { area, number, at: world.clock(), by: officer.id, content })
    const subject = `inspection-weights:${area}:${number}`
    await trace(world, tx, officer, {
      action: 'inspection-weights-set',
      subject,
      area,
    })
    return ok(true)
  })
}
