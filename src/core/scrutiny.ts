import type { Day } from './case.ts'
import type { Area, DepartmentId, Office, Place, PlaceCode } from './plan.ts'
import { placeBelow } from './facts.ts'
import { periodOf, type Period } from './period.ts'
import type { PlanScrutiny, ScrutinyRules } from './scrutiny-rules.ts'

/** What is counted of one office, one department or one place. */
export interface ScrutinyCounts {
  readonly given: number
  readonly closed: number
  readonly late: number
  /** Open and overdue now. */
  readonly overdue: number
  /** Of them those whose last day lay within or before the span. */
  readonly owed: number
  readonly returned: number
  readonly again: number
  readonly unnumbered: number
  readonly reopened: number
}

export const nothingCounted: ScrutinyCounts = {
  given: 0,
  closed: 0,
  late: 0,
  overdue: 0,
  owed: 0,
  returned: 0,
  again: 0,
  unnumbered: 0,
  reopened: 0,
}

export interface ScrutinyLine extends ScrutinyCounts {
  /** Right below the area; empty: the area's own level. */
  readonly place: PlaceCode
  readonly department: DepartmentId
  /** (closed − late) ÷ (closed + owed); of nothing there is none. */
  readonly onTime?: number
}

const names = Object.keys(nothingCounted) as readonly (keyof ScrutinyCounts)[]

export function addCounts(one: ScrutinyCounts, other: ScrutinyCounts): ScrutinyCounts {
  return Object.fromEntries(
    names.map((name) => [name, one[name] + other[name]]),
  ) as unknown as ScrutinyCounts
}

/** Whatever is open and overdue counts against it, or leaving a hard case alone would make the figure better. */
export function rated<T extends ScrutinyCounts>(counts: T): T & Pick<ScrutinyLine, 'onTime'> {
  const all = counts.closed + counts.owed
  return all === 0 ? counts : { ...counts, onTime: (counts.closed - counts.late) / all }
}

interface Ground {
  readonly area: Area
  readonly places: readonly Place[]
  readonly offices: readonly Office[]
}

/** Counts of offices as counts of departments in places: whoever is responsible, wherever the matter lay. */
export function scrutinyLines(
  byOffice: ReadonlyMap<string, ScrutinyCounts>,
  { area, places, offices }: Ground,
): readonly ScrutinyLine[] {
  const known = new Map(offices.map((office) => [office.id, office]))
  const sums = new Map<string, Omit<ScrutinyLine, 'onTime'>>()
  for (const [id, counts] of byOffice) {
    const office = known.get(id)
    const department = office?.department ?? ''
    const place = office ? placeBelow(office.place, area.code, places) : ''
    const key = `${place} ${department}`
    const before = sums.get(key) ?? { ...nothingCounted, place, department }
    sums.set(key, { ...before, ...addCounts(before, counts) })
  }
  return [...sums.values()].map(rated).toSorted(worstFirst)
}

const worstFirst = (one: ScrutinyLine, other: ScrutinyLine): number =>
  other.overdue - one.overdue ||
  other.returned - one.returned ||
  other.given - one.given ||
  (one.place + one.department < other.place + other.department ? -1 : 1)

/** The lines of one place, or of one department, as one. */
export function summed(
  lines: readonly ScrutinyLine[],
  by: 'place' | 'department',
): readonly ScrutinyLine[] {
  const groups = Map.groupBy(lines, (line) => line[by])
  return [...groups]
    .map(([key, own]) => {
      const counts = own.reduce<ScrutinyCounts>(addCounts, nothingCounted)
      return rated({ ...counts, place: '', department: '', [by]: key })
    })
    .toSorted(worstFirst)
}

/** Why a line comes on the list for a talk. */
export type ListedReason = 'overdue' | 'on-time' | 'returned' | 'reopened'

/** Which of the house's marks a line has passed; none where too little was given to be counted. */
export function listedFor(
  line: ScrutinyLine,
  { listed }: Pick<ScrutinyRules, 'listed'>,
): readonly ListedReason[] {
  const { overdue, onTime, returned, reopened, closed, owed } = line
  const reasons: readonly (readonly [ListedReason, boolean])[] = [
    ['overdue', overdue >= listed.overdue],
    ['on-time', closed + owed >= listed.least && onTime !== undefined && onTime < listed.onTime],
    ['returned', returned >= listed.returned],
    ['reopened', reopened >= listed.reopened],
  ]
  return reasons.flatMap(([reason, isSo]) => (isSo ? [reason] : []))
}

/** The period in which a plan wants everybody visited once that holds a day: blocks from the plan's own year. */
export function visitPeriod(
  { every }: NonNullable<PlanScrutiny['visits']>,
  issuedOn: Day,
  day: Day,
): Period | undefined {
  if (!every) return undefined
  const [first, now] = [Number(issuedOn.slice(0, 4)), Number(day.slice(0, 4))]
  const start = first + Math.floor((now - first) / every.amount) * every.amount
  const end = start + every.amount - 1
  return every.amount === 1 ? periodOf(String(start)) : periodOf(`${start}-01-01..${end}-12-31`)
}

/** Answers of reporters on one line. */
export interface Answers {
  readonly key: string
  readonly answered: number
  readonly dissatisfied: number
}

const [fewestAnswers, fewestOfOne] = [5, 3]

/**
 * Of which lines the dissatisfied may be told: none of too few answers, no small number; and where one alone is covered
 * another with it, so that it is not found by taking the others from the sum.
 */
export function tellableAnswers(lines: readonly Answers[]): ReadonlyMap<string, Answers> {
  const isSmall = ({ answered, dissatisfied }: Answers): boolean =>
    answered > 0 && (answered < fewestAnswers || (dissatisfied > 0 && dissatisfied < fewestOfOne))
  const some = lines.filter(({ answered }) => answered > 0)
  const covered = some.filter(isSmall)
  const rest = some
    .filter((line) => !isSmall(line))
    .toSorted((one, other) => one.answered - other.answered)
  const told = covered.length === 1 ? rest.slice(1) : rest
  return new Map(told.map((line) => [line.key, line]))
}
