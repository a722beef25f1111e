import { closedTo, mayFor, type Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { hasEnded } from '#core/re-examination.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseById } from '#store/cases.ts'
import { fileChecksOf, saveFileCheck, type FileCheckRow } from '#store/file-checks.ts'
import { scrutinyById } from '#store/scrutiny.ts'
import { openCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

const findingText = ({ scrutiny, caseId, task }: Finding): string =>
  `file-check:${scrutiny}:${caseId}:${task}`
type Finding = Pick<FileCheckRow, 'scrutiny' | 'caseId' | 'task'>

/** One note of a finding; added, never changed. */
export interface FindingNote {
  readonly at: number
  readonly by: string
  readonly text: string
  readonly grade: string
  readonly aspects: readonly string[]
  readonly dueOn: string
  readonly mended: boolean
}

/** Under the key of its case: where that was destroyed, what was found is gone with it. */
export async function notesOf(world: Sealed, row: FileCheckRow): Promise<readonly FindingNote[]> {
  if (row.sealed === null) return []
  try {
    const text = await world.vault.open(row.keyId, row.sealed, findingText(row))
    return JSON.parse(text) as readonly FindingNote[]
  } catch {
    return []
  }
}

export interface Noted {
  readonly id: string
  readonly nth: number
  readonly grade: string
  readonly aspects: readonly string[]
  readonly text: string
  readonly dueOn: string
  /** That what was found is put right. */
  readonly mended: boolean
}

/** Notes what was found in a file, or that it was put right; never by who ended the case. */
export async function noteFinding(
  world: Sealed,
  officer: Officer,
  noted: Noted,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const scrutiny = await scrutinyById(tx, noted.id)
    if (scrutiny?.kind !== 'file-check') return refuse('scrutiny-unknown')
    const { area } = scrutiny
    const right = mayFor(officer, 'scrutinise', area)
    if (!right.ok) return right
    const files = await fileChecksOf(tx, noted.id, closedTo(officer))
    const found = files.find(({ nth }) => nth === noted.nth)
    if (!found || found.erasedAt !== null) return refuse('file-check-unknown')
    const { number: _number, erasedAt: _gone, ...row } = found
    const about = await caseById(tx, row.caseId)
    const file = about && (await openCase(world, tx, about))
    if (!file || hasEnded(file.case, officer.id)) return refuse('file-check-own')
    const next = noted.mended ? mendedRow(row, noted) : gradedRow(world, row, noted)
    if (!next.ok) return next
    const note: FindingNote = {
      at: world.clock(),
      by: officer.id,
      text: noted.text.trim(),
      grade: next.value.grade,
      aspects: next.value.aspects.split(' ').filter(Boolean),
      dueOn: next.value.dueOn,
      mended: noted.mended,
    }
    const notes = [...(await notesOf(world, row)), note]
    const sealed = await world.vault.seal(row.keyId, JSON.stringify(notes), findingText(row))
    await saveFileCheck(tx, { ...next.value, by: officer.id, at: note.at, sealed })
    await trace(world, tx, officer, {
      area,
      action: 'file-check-noted',
      subject: `${noted.id} ${noted.nth}`,
    })
    return ok(true)
  })
}

function mendedRow(row: FileCheckRow, { text }: Noted): Result<FileCheckRow> {
  if (row.state !== 'to-mend') return refuse('file-check-not-mending')
  return text.trim() === ''
    ? refuse('scrutiny-text-missing')
    : ok({ ...row, state: 'mended', dueOn: '' })
}

function gradedRow(world: Sealed, row: FileCheckRow, noted: Noted): Result<FileCheckRow> {
  const rules = world.packs.scrutiny
  const grade = rules?.grades.find(({ id }) => id === noted.grade)
  const known = new Set(rules?.aspects.map(({ id }) => id))
  const aspects = noted.aspects.filter((id) => known.has(id))
  if (!grade) return refuse('file-check-grade')
  const { dueOn } = noted
  const today = dayOf(world.clock())
  const isDue = /^20\d\d-\d\d-\d\d$/.test(dueOn) && dueOn >= today
  if (grade.mend && (aspects.length === 0 || noted.text.trim() === '' || !isDue))
    return refuse('file-check-grade')
  return ok({
    ...row,
    grade: grade.id,
    state: grade.mend ? 'to-mend' : 'checked',
    aspects: aspects.join(' '),
    dueOn: grade.mend ? dueOn : '',
  })
}
