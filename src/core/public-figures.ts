import type { Offence, OffenceCode, Place, PlaceCode } from './plan.ts'
import {
  coverOf,
  listingOf,
  mayMove,
  recounted,
  type Counted,
  type CoverRule,
  type Listing,
} from './public-tables.ts'

/** What is counted, and by what it is told apart. */
export const figureDimensions = ['offence', 'place', 'outcome', 'department', 'time'] as const
export type FigureDimension = (typeof figureDimensions)[number]

/** Figures of whole months that are over. No two of an area share a month. */
export interface PublicFigures {
  /** `2026-03`. */
  readonly from: string
  readonly to: string
  readonly fewest: number
  readonly total: number
  readonly by: Readonly<Record<FigureDimension, Listing>>
}

/** What ended, by codes. */
export interface EndedPart {
  readonly offence: OffenceCode
  readonly place: PlaceCode
  readonly department: string
  readonly outcome: string
  readonly late: boolean
  readonly count: number
}

/** Every key that there can be: what is not told is among them, and nobody knows which. */
export interface FigureGround {
  readonly offences: ReadonlyMap<OffenceCode, Offence>
  readonly places: readonly Place[]
  readonly area: string
  readonly departments: readonly string[]
}

const outcomes = [
  'substantiated',
  'partly',
  'unfounded',
  'unverifiable',
  'transferred-to-police',
  'transferred-to-discipline',
  'mediated',
  'answered',
  'declined',
] as const

/** The same parts, by each dimension; of offences by group and within it by kind. */
export function cellsOf(
  parts: readonly EndedPart[],
  ground: FigureGround,
): Readonly<Record<FigureDimension, readonly Counted[]>> {
  const groups = Map.groupBy(ground.offences.values(), ({ code }) => code.slice(0, 1))
  const places = ground.places.filter(({ within }) => within === ground.area)
  return {
    offence: [...groups].map(([group, kinds]) => {
      const within = flat(
        kinds.map(({ code }) => code),
        parts,
        ({ offence }) => offence,
      )
      return { key: group, count: sum(within), within }
    }),
    place: flat([...places.map(({ code }) => code), ''], parts, ({ place }) => place),
    outcome: flat([...outcomes], parts, ({ outcome }) => outcome || 'declined'),
    department: flat(
      [...new Set([...ground.departments, 'intake'])],
      parts,
      (part) => part.department,
    ),
    time: flat(['in-time', 'late'], parts, ({ late }) => (late ? 'late' : 'in-time')),
  }
}

/** What fits no key that is known any more stands under a key of its own, so that every table has the same sum. */
function flat(
  keys: readonly string[],
  parts: readonly EndedPart[],
  keyOf: (part: EndedPart) => string,
): readonly Counted[] {
  const counts = new Map(keys.map((key) => [key, 0]))
  for (const part of parts) {
    const key = keyOf(part)
    const known = counts.get(key)
    if (known !== undefined) counts.set(key, known + part.count)
  }
  return [...counts].map(([key, count]) => ({ key, count }))
}

const sum = (cells: readonly Counted[]): number => cells.reduce((all, { count }) => all + count, 0)

interface Span {
  readonly from: string
  readonly to: string
}

/** Figures of a span, or `undefined` while there is too little in it: then the next month joins it. */
export function publicFigures(
  span: Span,
  parts: readonly EndedPart[],
  { ground, rule }: { readonly ground: FigureGround; readonly rule: CoverRule },
): PublicFigures | undefined {
  const total = parts.reduce((all, { count }) => all + count, 0)
  if (total < coverOf(rule)) return undefined
  const cells = cellsOf(parts, ground)
  const listed = figureDimensions.map((by) => {
    const own = { ...rule, order: (key: string) => rule.order(`${span.from} ${by} ${key}`) }
    return [by, listingOf(withStray(cells[by], total), own)] as const
  })
  return {
    ...span,
    fewest: rule.fewest,
    total,
    by: Object.fromEntries(listed) as unknown as PublicFigures['by'],
  }
}

/** So that a listing's sum is the total whatever became of a code: what no key knows is left over like the rest. */
const withStray = (cells: readonly Counted[], total: number): readonly Counted[] => [
  ...cells,
  ...(total > sum(cells) ? [{ key: '-', count: total - sum(cells) }] : []),
]

/** The same span counted anew, where both beside each other tell nothing more; else `undefined`. */
export function figuresAnew(
  before: PublicFigures,
  parts: readonly EndedPart[],
  ground: FigureGround,
): PublicFigures | undefined {
  const rule = { fewest: before.fewest }
  const total = parts.reduce((all, { count }) => all + count, 0)
  if (!mayMove(before.total, total, rule) || total < coverOf(rule)) return undefined
  const cells = cellsOf(parts, ground)
  const anew = figureDimensions.map(
    (by) => [by, recounted(before.by[by], withStray(cells[by], total), rule)] as const,
  )
  if (anew.some(([, listing]) => listing === undefined)) return undefined
  return { ...before, total, by: Object.fromEntries(anew) as unknown as PublicFigures['by'] }
}
