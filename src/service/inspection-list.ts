import { closedTo, type Officer } from '#core/access.ts'
import { listOf, monthOf, type InspectionCase, type InspectionRow } from '#core/inspection.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { InspectionRule, Weights } from '#core/subject-rules.ts'
import type { SubjectKind } from '#core/subject.ts'
import { weightsOfArea } from '#store/inspections.ts'
import { subjectCaseLines, type SubjectCaseLine } from '#store/subject-lists.ts'
import { subjectsById } from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import { inTheList } from './institution-lists.ts'
import type { Sealed } from './sealed.ts'
import { openSubject } from './subjects.ts'

/** One subject of a list, as it was called when the list was made. */
export interface Inspected {
  readonly id: string
  readonly name: string
  readonly kind: SubjectKind
  readonly address?: string
  readonly licence?: string
  readonly listed: string
  /** What its weight was counted from. */
  readonly cases: readonly InspectionCase[]
}

/** All that a list was made from, and what came of it: enough to make it again. */
export interface InspectionFile {
  readonly area: AreaCode
  readonly month: string
  readonly madeAt: number
  readonly rule?: InspectionRule
  readonly weights: Weights & { readonly source: string }
  readonly subjects: readonly Inspected[]
  readonly rows: readonly InspectionRow[]
  /** Why it was published again. */
  readonly correction?: string
}

/** Weights of an area: its own, or the default, marked as such. */
async function weightsFor(
  world: Sealed,
  tx: Tx,
  area: AreaCode,
): Promise<InspectionFile['weights']> {
  const own = await weightsOfArea(tx, area)
  if (own)
    return { ...(JSON.parse(own.content) as Weights), source: `operator, version ${own.number}` }
  const { substantiated, partly, transferred, open, months, source } =
    world.subjectRules?.weights ?? none
  return { substantiated, partly, transferred, open, months, source }
}

const none = { substantiated: 0, partly: 0, transferred: 0, open: 0, months: 1, source: 'none' }

const ruleFor = (world: Sealed, area: AreaCode): Pick<InspectionFile, 'rule'> => {
  const rule = world.subjectRules?.inspections.find((one) => one.area === area)
  return rule ? { rule } : {}
}

/** What a month's list would be now. */
export async function makeList(
  world: Sealed,
  tx: Tx,
  {
    officer,
    area,
    month,
  }: { readonly officer: Officer; readonly area: AreaCode; readonly month: string },
): Promise<Result<InspectionFile>> {
  const weights = await weightsFor(world, tx, area)
  const span = monthOf(month, weights.months)
  if (!span) return refuse('month-unclear')
  const { from, to } = span
  const lines = await subjectCaseLines(tx, { area, from, to, hidden: closedTo(officer) })
  const all = new Map<string, InspectionCase[]>()
  for (const [subject, its] of Map.groupBy(lines, (line) => line.subject))
    all.set(subject, casesOf(its))
  const rows = listOf(all, weights)
  const subjects: Inspected[] = []
  const known = new Map(
    (
      await subjectsById(
        tx,
        rows.map(({ subject }) => subject),
      )
    ).map((row) => [row.id, row]),
  )
  for (const { subject } of rows) {
    const row = known.get(subject)
    if (!row) continue
    const { name, also, address, licence } = await openSubject(world, row)
    const sought = { area, names: [name, ...also], ...(licence ? { licence } : {}) }
    const { state: listed } = await inTheList(world, tx, sought)
    subjects.push({
      id: subject,
      name,
      kind: row.kind as SubjectKind,
      ...(address ? { address } : {}),
      ...(licence ? { licence } : {}),
      listed,
      cases: all.get(subject) ?? [],
    })
  }
  return ok({
    area,
    month,
    madeAt: world.clock(),
    ...ruleFor(world, area),
    weights,
    subjects,
    rows,
  })
}

/** Whoever wrote several, or nearly the same as others, is one source. Which letter stands for whom is told nowhere. */
function casesOf(lines: readonly SubjectCaseLine[]): InspectionCase[] {
  const sources: { readonly marks: Set<string>; readonly lines: SubjectCaseLine[] }[] = []
  for (const line of lines) {
    const marks = [`handle ${line.handle}`, ...(line.flock === null ? [] : [`flock ${line.flock}`])]
    const met = sources.filter((one) => marks.some((mark) => one.marks.has(mark)))
    const [first] = met
    const into = first ?? { marks: new Set<string>(), lines: [] }
    if (!first) sources.push(into)
    for (const other of met.slice(1)) {
      for (const mark of other.marks) into.marks.add(mark)
      into.lines.push(...other.lines)
      sources.splice(sources.indexOf(other), 1)
    }
    for (const mark of marks) into.marks.add(mark)
    into.lines.push(line)
  }
  return sources
    .flatMap((one, n) =>
      one.lines.map(({ number, at, state, outcome, mergedInto, how }) => ({
        number,
        at,
        state,
        ...(outcome ? { outcome } : {}),
        merged: mergedInto !== null,
        source: `s${n + 1}`,
        confirmed: how === 'confirmed',
      })),
    )
    .toSorted((one, other) => (one.number < other.number ? -1 : 1))
}
