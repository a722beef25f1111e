import { mayFor, type Officer } from '#core/access.ts'
import { canonical } from '#core/canonical.ts'
import { addDays, isDay, startOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { ResultUse } from '#core/subject-rules.ts'
import { creditList } from '#store/credit.ts'
import { officerById } from '#store/officers.ts'
import { keepResultExport, resultExport, resultExports } from '#store/result-exports.ts'
import { subjectCaseLines } from '#store/subject-lists.ts'
import { subjectById, subjectsUnder, type SubjectRow } from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import { opened } from './credit.ts'
import type { Sealed } from './sealed.ts'
import { openSubject } from './subjects.ts'
import { trace } from './trace.ts'

/** What is given out of one institution or person: what was found, and nothing of who told or what is still open. */
export interface ResultFile {
  readonly format: 'yijian-supervision-results'
  readonly version: 1
  readonly area: AreaCode
  readonly use: Pick<ResultUse, 'id' | 'name' | 'clause'>
  readonly basis: string
  readonly from: string
  readonly to: string
  readonly subject: {
    readonly id: string
    readonly kind: string
    readonly name: string
    readonly licence?: string
    readonly address?: string
  }
  readonly findings: readonly {
    readonly offence: string
    readonly outcome: string
    readonly month: string
  }[]
  readonly records: readonly {
    readonly id: string
    readonly kind: string
    readonly state: string
    readonly decision: string | null
    readonly points: number | null
  }[]
}

export interface GivenOut {
  readonly id: string
  readonly subject: string
  readonly use: string
  readonly at: number
  readonly byName: string
  readonly digest: string
}

const resultText = (id: string): string => `results:${id}`

/** For what an area's plan wants results used, and what was given out. */
export async function listResults(
  world: Sealed,
  officer: Officer,
  area: AreaCode,
): Promise<Result<{ readonly uses: readonly ResultUse[]; readonly given: readonly GivenOut[] }>> {
  const right = mayFor(officer, 'use-results', area)
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const given: GivenOut[] = []
    for (const { by, area: _area, ...one } of await resultExports(tx, area))
      given.push({ ...one, byName: (await officerById(tx, by))?.name ?? '' })
    return ok({ uses: usesOf(world, area), given })
  })
}

const usesOf = (world: Sealed, area: AreaCode): readonly ResultUse[] =>
  world.subjectRules?.uses.filter((one) => one.area === area) ?? []

const shortestBasis = 8

interface Wanted {
  readonly subject: string
  readonly use: string
  readonly basis: string
  readonly from: string
  readonly to: string
}

/** Gives out what was found of one subject, for one purpose of the plan, with its basis in law; on record. */
export async function giveResults(
  world: Sealed,
  officer: Officer,
  { subject: id, use: useId, basis: given, from, to }: Wanted,
): Promise<Result<{ readonly id: string }>> {
  const basis = given.trim().slice(0, 300)
  if (basis.length < shortestBasis) return refuse('use-basis')
  if (!isDay(from) || !isDay(to) || from > to) return refuse('use-period')
  const keyId = await world.vault.newKey()
  return await world.db.transaction(async (tx) => {
    const asked = await subjectById(tx, id)
    const row = asked && (await subjectById(tx, asked.root))
    if (!row) return refuse('subject-unknown')
    const { area } = row
    const right = mayFor(officer, 'use-results', area)
    if (!right.ok) return refuse('subject-unknown')
    const use = usesOf(world, area).find((one) => one.id === useId)
    if (!use || !use.of.some((kind) => kind === row.kind)) return refuse('use-unclear')
    const file = await resultFile(world, tx, { row, use, basis, from, to })
    const plain = canonical(file)
    const { hex: digest } = world.vault.digest(Buffer.from(plain))
    const exported = world.id()
    const sealed = await world.vault.seal(keyId, plain, resultText(exported))
    const about = { area, subject: row.id, use: use.id, at: world.clock(), by: officer.id }
    await keepResultExport(tx, { id: exported, ...about, digest, keyId, sealed })
    await trace(world, tx, officer, {
      action: 'results-given',
      subject: `results:${exported}`,
      reason: `use:${use.id}`,
      area,
    })
    return ok({ id: exported })
  })
}

interface Giving extends Pick<ResultFile, 'basis' | 'from' | 'to'> {
  readonly row: SubjectRow
  readonly use: ResultUse
}

/** What was found of a subject in a span of days, both included. */
async function resultFile(
  world: Sealed,
  tx: Tx,
  { row, use, basis, from, to }: Giving,
): Promise<ResultFile> {
  const { area } = row
  const { name, licence, address } = await openSubject(world, row)
  const under = (await subjectsUnder(tx, [row.id])).map((one) => one.id)
  const span = { from: startOf(from), to: startOf(addDays(to, 1)) }
  const hidden = { department: [], unnamed: false }
  const lines = await subjectCaseLines(tx, { area, subjects: [row.id], ...span, hidden })
  const states = ['confirmed', 'withdrawal-proposed', 'withdrawn']
  const records = await creditList(tx, { area, states, subjects: under, limit: 10_000 })
  return {
    format: 'yijian-supervision-results',
    version: 1,
    area,
    use: { id: use.id, name: use.name, clause: use.clause },
    basis,
    from,
    to,
    subject: {
      id: row.id,
      kind: row.kind,
      name,
      ...(licence ? { licence } : {}),
      ...(address ? { address } : {}),
    },
    findings: lines
      .filter(({ how, mergedInto }) => how === 'confirmed' && mergedInto === null)
      .flatMap(({ offence, outcome, at }) =>
        outcome === 'substantiated' || outcome === 'partly'
          ? [{ offence, outcome, month: monthIn(at) }]
          : [],
      ),
    records: (await opened(world, tx, records)).map(({ id: entry, record }) => ({
      id: entry,
      kind: record.proposal.kind,
      state: record.state,
      decision: record.proposal.basis.penalty ?? null,
      points: record.points?.value ?? null,
    })),
  }
}

/** No day, so that no finding points at a report. */
const monthIn = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 7)

/** What was given out, again and to the letter; `holds`: it is what its digest says. On record. */
export async function readResults(
  world: Sealed,
  officer: Officer,
  id: string,
): Promise<
  Result<{
    readonly file: ResultFile
    readonly text: string
    readonly digest: string
    readonly holds: boolean
  }>
> {
  return await world.db.transaction(async (tx) => {
    const row = await resultExport(tx, id)
    if (!row || !mayFor(officer, 'use-results', row.area).ok) return refuse('subject-unknown')
    const text = await world.vault.open(row.keyId, row.sealed, resultText(id))
    const holds = world.vault.digest(Buffer.from(text)).hex === row.digest
    await trace(world, tx, officer, {
      action: 'results-read',
      subject: `results:${id}`,
      area: row.area,
    })
    return ok({ file: JSON.parse(text) as ResultFile, text, digest: row.digest, holds })
  })
}
