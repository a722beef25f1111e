import { may, type Officer } from '#core/access.ts'
import { addDays, dayOf, startOf } from '#core/clock.ts'
import { opensAt, type OfficeHours } from '#core/office-hours.ts'
import { periodAround, periodOf, type Period } from '#core/period.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  dropExports,
  endExport,
  exportById,
  exportFile,
  exportFileNames,
  exportsFor,
  hasExport,
  keepExportFile,
  leaseExport,
  noteExport,
  wantExport,
  type ExportRow,
} from '#store/exports.ts'
import { caseByNumber } from '#store/cases.ts'
import { officerById } from '#store/officers.ts'
import { caseFileOf } from './case-file-paper.ts'
import { visibleCase } from './case-file.ts'
import { readReport, reportPdf, reportXlsx } from './figure-report.ts'
import { officerOf } from './officers.ts'
import type { Paper } from './papers.ts'
import type { PaperWords } from './paper-words.ts'
import type { Sealed } from './sealed.ts'
import { ladderOf } from './task-looks.ts'
import { trace } from './trace.ts'
import { isDemoArea } from './world.ts'

const aDay = 24 * 3600_000
/** A worker that failed so often leaves it: somebody has to look. */
const mostAttempts = 3

/** Whoever looks over an area fetches what the calendar made for it. */
const seesCalendar = ({ role }: Officer): boolean => role !== 'handler' && role !== 'reward-officer'

/** Last week's and last month's report of each area that is run by somebody, once its offices are open again. */
export async function wantReports(world: Sealed): Promise<void> {
  const now = world.clock()
  for (const area of world.packs.areas.keys()) {
    const hours = ladderOf(world, area)?.hours
    if (!hours) continue
    const due = (['week', 'month'] as const).map((kind) => lastPeriod(kind, now))
    const ripe = due.filter((period) => now >= ripeAt(world, period, hours))
    await world.db.transaction(async (tx) => {
      if (ripe.length === 0 || (await isDemoArea(world, tx, area))) return
      for (const { kind, key: about } of ripe)
        if (!(await hasExport(tx, { area, kind, about })))
          await wantExport(tx, { id: world.id(), area, kind, about, createdAt: now })
    })
  }
}

const lastPeriod = (kind: 'week' | 'month', now: number): Period =>
  periodAround(kind, addDays(periodAround(kind, dayOf(now)).from, -1))

/** The first open minute after it. */
const ripeAt = ({ packs }: Sealed, { to }: Period, hours: OfficeHours): number =>
  opensAt(startOf(addDays(to, 1)), hours, packs.calendar)

/** Makes the next file that is wanted, one a round; a process that dies at it leaves it to the next. */
export async function makeExports(world: Sealed, words: PaperWords): Promise<void> {
  const now = world.clock()
  const row = await world.db.transaction(async (tx) => {
    await dropExports(tx, now - aDay)
    return await leaseExport(tx, world.worker, now)
  })
  if (!row) return
  if (row.attempts > mostAttempts) return await end(world, row, 'failed')
  try {
    await end(world, row, (await make(world, row, words)) ? 'ready' : 'failed')
  } catch (cause) {
    world.log.error('a file could not be made', { kind: row.kind, error: String(cause) })
    await end(world, row, row.attempts < mostAttempts ? 'waiting' : 'failed')
  }
}

const end = async (
  world: Sealed,
  { id }: ExportRow,
  state: 'ready' | 'failed' | 'waiting',
): Promise<void> =>
  await world.db.transaction(async (tx) => await endExport(tx, id, { state, at: world.clock() }))

const make = async (world: Sealed, row: ExportRow, words: PaperWords): Promise<boolean> =>
  row.kind === 'case-file' ? await makeCaseFile(world, row, words) : await makeReport(world, row)

const progressOf =
  (world: Sealed, { id }: ExportRow) =>
  async (done: number, total: number): Promise<void> =>
    await world.db.transaction(
      async (tx) =>
        await noteExport(tx, id, { worker: world.worker, now: world.clock(), done, total }),
    )

/** The calendar reads figures as a supervisor of the area would. */
const clockOf = (area: string): Officer => ({
  id: 'clock',
  name: '',
  role: 'supervisor',
  office: '',
  area,
  department: '',
})

async function makeReport(world: Sealed, row: ExportRow): Promise<boolean> {
  const { area, about } = row
  const note = progressOf(world, row)
  const period = periodOf(about)
  if (!period) return false
  await note(0, 3)
  const read = await readReport(world, clockOf(area), { period })
  if (!read.ok) return false
  await note(1, 3)
  const name = `report-${area}-${about}`
  const files = [
    { name: `${name}.xlsx`, type: types.xlsx, bytes: await reportXlsx(world, read.value) },
    { name: `${name}.pdf`, type: types.pdf, bytes: await reportPdf(world, read.value) },
  ]
  await note(2, 3)
  await world.db.transaction(async (tx) => {
    for (const file of files) await keepExportFile(tx, { ...file, export: row.id, keyId: null })
  })
  await note(3, 3)
  return true
}

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const fileText = (id: string, name: string): string => `export ${id} ${name}`

async function makeCaseFile(world: Sealed, row: ExportRow, words: PaperWords): Promise<boolean> {
  const { id, about: number, officer: asked = '' } = row
  const known = await world.db.read(async (tx) => {
    const one = await officerById(tx, asked)
    const about = await caseByNumber(tx, number)
    return one && about && one.disabledAt === undefined
      ? { officer: await officerOf(world, tx, one), keyId: about.keyId }
      : undefined
  })
  if (!known) return false
  const progress = progressOf(world, row)
  const made = await caseFileOf(world, known.officer, { number, words, progress })
  if (!made.ok) return false
  const { name, type, bytes } = made.value
  const text = Buffer.from(bytes).toString('base64')
  const sealed = await world.vault.seal(known.keyId, text, fileText(id, name))
  await world.db.transaction(async (tx) => {
    await keepExportFile(tx, { export: id, name, type, keyId: known.keyId, bytes: sealed })
  })
  return true
}

/** Asks for the whole file of a case; it comes to the officer's own list. */
export async function wantCaseFile(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const open = await visibleCase(world, tx, officer, number)
    if (!open.ok) return open
    const right = may(officer, 'read-evidence', open.value.case)
    if (!right.ok) return right
    const createdAt = world.clock()
    const { area } = open.value.case
    const wanted = { id: world.id(), area, kind: 'case-file', about: number, createdAt }
    await wantExport(tx, { ...wanted, officer: officer.id })
    await trace(world, tx, officer, { action: 'case-file-asked', subject: number })
    return ok(true)
  })
}

export type Export = ExportRow & { readonly files: readonly string[] }

/** What there is for this officer, the newest first. */
export async function listExports(
  world: Sealed,
  officer: Officer,
  area: string,
): Promise<readonly Export[]> {
  return await world.db.read(async (tx) => {
    const asked = { area, officer: officer.id, calendar: seesCalendar(officer), limit: 100 }
    const rows = await exportsFor(tx, asked)
    return await Promise.all(
      rows.map(async (row) => ({ ...row, files: await exportFileNames(tx, row.id) })),
    )
  })
}

/** One file; of a case only while the officer may still see the case. On record. */
export async function readExport(
  world: Sealed,
  officer: Officer,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Result<Paper>> {
  const found = await world.db.transaction(async (tx) => {
    const row = await exportById(tx, id)
    const isOwn = row?.officer === officer.id
    const isOfArea =
      row !== undefined &&
      row.officer === undefined &&
      seesCalendar(officer) &&
      (officer.area === '' || officer.area === row.area)
    if (!row || !(isOwn || isOfArea)) return refuse('export-unknown')
    const file = await exportFile(tx, id, name)
    if (!file) return refuse('export-unknown')
    if (row.kind === 'case-file') {
      const open = await visibleCase(world, tx, officer, row.about)
      if (!open.ok) return refuse('export-unknown')
    }
    const { area, kind, about } = row
    await trace(world, tx, officer, { area, action: 'export-read', subject: `${kind} ${about}` })
    return ok(file)
  })
  if (!found.ok) return found
  const { type, keyId, bytes } = found.value
  if (keyId === null) return ok({ name, type, bytes })
  const text = await world.vault.open(keyId, bytes, fileText(id, name))
  return ok({ name, type, bytes: new Uint8Array(Buffer.from(text, 'base64')) })
}
