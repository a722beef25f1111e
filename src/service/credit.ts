import { may, mayFor, type Officer } from '#core/access.ts'
import { decideCredit, type CreditDeed, type CreditRecord, type CreditState } from '#core/credit.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { CreditRule } from '#core/subject-rules.ts'
import type { SubjectKind, SubjectWords } from '#core/subject.ts'
import { creditById, creditList, creditOfCase, type CreditRow } from '#store/credit.ts'
import { officerById } from '#store/officers.ts'
import { holdName } from '#store/row-lock.ts'
import { subjectById, subjectsOfCase } from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase } from './case-file.ts'
import { keepCredit, newCredit, openCredit } from './credit-proposals.ts'
import type { Sealed } from './sealed.ts'
import { openSubject } from './subjects.ts'
import { trace } from './trace.ts'

/** One record, with whom it is of. */
export interface CreditLine {
  readonly id: string
  readonly version: number
  readonly subject: string
  readonly kind: SubjectKind
  readonly words: SubjectWords
  readonly record: CreditRecord
  /** Whether an officer confirmed that the case is about this subject. */
  readonly subjectConfirmed: boolean
  readonly proposedBy: string
}

export interface CreditPage {
  readonly rules: readonly CreditRule[]
  readonly proposed: readonly CreditLine[]
  readonly doubted: readonly CreditLine[]
  readonly kept: readonly CreditLine[]
}

const most = 300

/** All records of an area. The look, or the file, is on record. */
export async function readCredit(
  world: Sealed,
  officer: Officer,
  { area, file }: { readonly area: AreaCode; readonly file?: string },
): Promise<Result<CreditPage>> {
  const right = mayFor(officer, 'see-subjects', area)
  if (!right.ok) return right
  if (officer.role === 'handler') return refuse('role-may-not')
  return await world.db.transaction(async (tx) => {
    const lines = async (...states: readonly CreditState[]): Promise<readonly CreditLine[]> =>
      await opened(world, tx, await creditList(tx, { area, states, limit: file ? 100_000 : most }))
    const page = {
      rules: world.subjectRules?.credit.filter((rule) => rule.area === area) ?? [],
      proposed: file ? [] : await lines('proposed'),
      doubted: await lines('withdrawal-proposed'),
      kept: await lines('confirmed', 'withdrawn'),
    }
    const action = file ? 'credit-exported' : 'credit-read'
    await trace(world, tx, officer, {
      action,
      subject: `credit:${area}`,
      ...(file ? { reason: file } : {}),
      area,
    })
    return ok(page)
  })
}

export async function opened(
  world: Sealed,
  tx: Tx,
  rows: readonly CreditRow[],
): Promise<readonly CreditLine[]> {
  const lines: CreditLine[] = []
  for (const row of rows) {
    const origin = await subjectById(tx, row.subject)
    const subject = origin && (await subjectById(tx, origin.root))
    if (!subject) continue
    const record = await openCredit(world, tx, row)
    const { by } = record.proposal
    lines.push({
      id: row.id,
      version: row.version,
      subject: subject.id,
      kind: subject.kind as SubjectKind,
      words: await openSubject(world, subject),
      record,
      subjectConfirmed: await isConfirmed(tx, row),
      proposedBy: by === 'clock' ? '' : ((await officerById(tx, by))?.name ?? ''),
    })
  }
  return lines
}

async function isConfirmed(tx: Tx, { caseId, matter, subject }: CreditRow): Promise<boolean> {
  if (caseId === null) return false
  return (await subjectsOfCase(tx, caseId)).some(
    (row) => row.matter === matter && row.origin === subject && row.how === 'confirmed',
  )
}

/** Confirms, refuses, doubts, withdraws or keeps a record. */
export async function actOnCredit(
  world: Sealed,
  officer: Officer,
  {
    id,
    version,
    deed,
  }: { readonly id: string; readonly version: number; readonly deed: CreditDeed },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'credit', id)
    const row = await creditById(tx, id)
    if (!row) return refuse('credit-unknown')
    const right = mayFor(officer, 'confirm-credit', row.area)
    if (!right.ok) return right
    if (row.version !== version) return refuse('credit-changed')
    const record = await openCredit(world, tx, row)
    const subjectConfirmed = await isConfirmed(tx, row)
    const context = { at: world.clock(), by: officer.id, subjectConfirmed }
    const decided = decideCredit(record, deed, context)
    if (!decided.ok) return decided
    await keepCredit(world, tx, row, { before: record.events, event: decided.value })
    const { area } = row
    await trace(world, tx, officer, {
      action: `credit-${deed.type}`,
      subject: `credit:${id}`,
      area,
    })
    return ok(true)
  })
}

/** An officer of the case proposes a record that no rule proposes by itself: a listing. */
export async function proposeCredit(
  world: Sealed,
  officer: Officer,
  given: { readonly number: string; readonly kind: string; readonly reason: string },
): Promise<Result<true>> {
  const reason = given.reason.trim().slice(0, 500)
  if (reason.length < 2) return refuse('reason-missing')
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, given.number.trim().toUpperCase())
    if (!file.ok) return file
    const { id: caseId, case: about } = file.value
    const right = may(officer, 'propose-credit', about)
    if (!right.ok) return right
    const rules = world.subjectRules?.credit.filter((one) => one.area === about.area) ?? []
    const rule = rules.find(({ kind }) => kind === given.kind)
    if (!rule) return refuse('credit-no-rule')
    const named = (await subjectsOfCase(tx, caseId)).find(({ how }) => how === 'confirmed')
    if (!named) return refuse('credit-subject')
    const outcome = about.matters.find(({ id }) => id === named.matter)?.outcome
    if (outcome !== 'substantiated' && outcome !== 'partly') return refuse('credit-not-found-so')
    const subject = await subjectById(tx, named.subject)
    if (!subject || !rule.of.some((kind) => kind === subject.kind)) return refuse('credit-no-rule')
    const { matter, origin, offence } = named
    const before = (await creditOfCase(tx, caseId)).find(
      (row) => row.matter === matter && row.subject === origin && row.kind === rule.kind,
    )
    if (before) return refuse('credit-state')
    const at = world.clock()
    const { kind, clause, says, to } = rule
    const row = await newCredit(world, {
      area: about.area,
      subject: origin,
      caseId,
      matter,
      kind,
      at,
    })
    const basis = { number: about.number, offence, outcome }
    const endedBy = about.endedBy ?? []
    const event = {
      type: 'proposed',
      at,
      by: officer.id,
      kind,
      clause,
      says,
      to,
      basis,
      reason,
      endedBy,
    } as const
    await keepCredit(world, tx, row, { before: [], event })
    await trace(world, tx, officer, { action: 'credit-proposed', subject: about.number })
    return ok(true)
  })
}
