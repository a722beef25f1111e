import { may, mayFor, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { addDays, dayOf } from '#core/clock.ts'
import { monthsOf, type MonthPart, type Period } from '#core/period.ts'
import { refuse, ok, type Result } from '#core/result.ts'
import {
  noCell,
  noStock,
  onTimeRate,
  sizeOf,
  tallyOf,
  together,
  within,
  type Cell,
  type Dimension,
  type Stock,
  type Tally,
} from '#core/tally.ts'
import { monthFigures, uncountedCases } from '#store/facts.ts'
import {
  countBehind,
  happenedIn,
  inHandBy,
  listBehind,
  type Behind,
  type FactPlace,
  type Figure,
  type FigureScope,
  type ListedFact,
} from '#store/figures.ts'
import type { Tx } from '#store/transaction.ts'
import { happened, readMonth } from './month-figures.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

export { figures, type Figure, type FactPlace, type ListedFact } from '#store/figures.ts'

/** Everything that is told of one department, one offence and so on. */
export interface Line extends Stock {
  readonly key: string
  readonly given: number
  readonly accepted: number
  readonly acceptMedian?: number
  readonly accept90?: number
  readonly closed: number
  readonly closeMedian?: number
  readonly close90?: number
  readonly late: number
  /** 0 to 1. */
  readonly onTime?: number
  readonly returned: number
  readonly again: number
  readonly unnumbered: number
}

export interface Dashboard extends FigureScope {
  readonly period: Period
  readonly today: Day
  readonly total: Line
  /** By each dimension but `all`, the fullest first. */
  readonly lines: Readonly<Record<Exclude<Dimension, 'all'>, readonly Line[]>>
  readonly months: readonly (Line & { readonly part: MonthPart })[]
  /** Older reports are still being counted. */
  readonly filling: boolean
}

interface Asked {
  readonly period: Period
  /** For who sits in no area. */
  readonly area?: string
}

/** Whose figures an officer may look at: those who look over an area its own, others those of their office. */
export function figureScope(
  world: World,
  officer: Officer,
  asked: string | undefined,
): Result<FigureScope> {
  const [first = ''] = world.packs.areas.keys()
  const area = officer.area || (asked ?? first)
  if (!world.packs.areas.has(area)) return refuse('area-not-yours')
  const right = mayFor(officer, 'see-statistics', area)
  if (!right.ok) return right
  const isNarrow = officer.role === 'handler' || officer.role === 'reward-officer'
  return ok({ area, ...(isNarrow ? { office: officer.office } : {}) })
}

/** Figures of a period and of now. Nothing sealed is opened for them, and no case stands in them. */
export async function readDashboard(
  world: World,
  officer: Officer,
  { period, area }: Asked,
): Promise<Result<Dashboard>> {
  const scope = figureScope(world, officer, area)
  if (!scope.ok) return scope
  const days = daysOf(world, period)
  return await world.db.read(async (tx) => {
    const stock = await stockIn(tx, { ...scope.value, ...days })
    const parts = await tallies(tx, scope.value, period)
    const sum = together(parts.map(({ tally }) => tally))
    const line = (dimension: Dimension, key: string): Line =>
      lineOf(key, sum[dimension][key] ?? noCell, stock[dimension].get(key) ?? noStock)
    const all = (dimension: Dimension): readonly Line[] =>
      [...new Set([...Object.keys(sum[dimension]), ...stock[dimension].keys()])]
        .map((key) => line(dimension, key))
        .toSorted(fullestFirst)
    return ok({
      ...scope.value,
      period,
      today: days.today,
      total: line('all', ''),
      lines: {
        department: all('department'),
        offence: all('offence'),
        place: all('place'),
        // In the few cases of one office a channel would point at a person.
        channel: scope.value.office === undefined ? all('channel') : [],
      },
      months: parts.map(({ part, tally }) => ({
        part,
        ...lineOf(part.month, tally.all[''] ?? noCell, noStock),
      })),
      filling: (await uncountedCases(tx, 1)).length > 0,
    })
  })
}

const fullestFirst = (one: Line, other: Line): number =>
  other.open + other.given - one.open - one.given || (one.key < other.key ? -1 : 1)

function daysOf(world: World, { to }: Period) {
  const today = dayOf(world.clock())
  return { today, soon: addDays(today, 1), end: to }
}

interface CountedPart {
  readonly part: MonthPart
  readonly tally: Tally
}

/** Months that were counted are read, the rest is counted now. */
async function tallies(
  tx: Tx,
  scope: FigureScope,
  period: Period,
): Promise<readonly CountedPart[]> {
  const parts = monthsOf(period)
  const [from = '', to = ''] = [parts[0]?.month, parts.at(-1)?.month]
  const office = scope.office ?? ''
  const known = await monthFigures(tx, { area: scope.area, office: '', from, to })
  const own = office === '' ? known : await monthFigures(tx, { ...scope, office, from, to })
  const counted: CountedPart[] = []
  for (const part of parts) {
    const isKnown = part.whole && known.has(part.month)
    const text = own.get(part.month)
    const tally = isKnown
      ? text === undefined
        ? tallyOf([])
        : readMonth(text)
      : tallyOf(happened(await happenedIn(tx, { ...scope, ...part })))
    counted.push({ part, tally })
  }
  return counted
}

type StockBy = Readonly<Record<Dimension, ReadonlyMap<string, Stock>>>

async function stockIn(tx: Tx, asked: Parameters<typeof inHandBy>[2]): Promise<StockBy> {
  const by = async (dimension: Exclude<Dimension, 'all'>) =>
    new Map(
      (await inHandBy(tx, dimension, asked)).map(({ key, ...stock }) => [key, stock] as const),
    )
  const department = await by('department')
  const all = new Map([['', [...department.values()].reduce(addStock, noStock)]])
  return {
    all,
    department,
    offence: await by('offence'),
    place: await by('place'),
    channel: await by('channel'),
  }
}

const addStock = (one: Stock, other: Stock): Stock => ({
  open: one.open + other.open,
  due: one.due + other.due,
  overdue: one.overdue + other.overdue,
  owed: one.owed + other.owed,
})

function lineOf(key: string, cell: Cell, stock: Stock): Line {
  const { accepted, closed, given, late, returned, again, unnumbered } = cell
  const times = {
    acceptMedian: within(accepted, 0.5),
    accept90: within(accepted, 0.9),
    closeMedian: within(closed, 0.5),
    close90: within(closed, 0.9),
    onTime: onTimeRate(cell, stock),
  }
  const known = Object.fromEntries(
    Object.entries(times).filter(([, value]) => value !== undefined),
  ) as Partial<Record<keyof typeof times, number>>
  return {
    key,
    ...stock,
    given,
    accepted: sizeOf(accepted),
    closed: sizeOf(closed),
    late,
    returned,
    again,
    unnumbered,
    ...known,
  }
}

/** What figure, of what, in what period. */
export interface BehindQuestion {
  readonly period: Period
  readonly figure: Figure
  /** Never by channel: how somebody wrote tells who they may be. */
  readonly by?: Exclude<Dimension, 'all' | 'channel'>
  readonly key: string
}

export interface BehindList extends FigureScope {
  readonly today: Day
  readonly count: number
  readonly items: readonly ListedFact[]
  readonly next?: FactPlace
}

/**
 * The cases behind a figure, for those who may see cases; every look is on record. Of what is reported about officials
 * none is among them.
 */
export async function readBehind(
  world: World,
  officer: Officer,
  question: BehindQuestion,
  page: { readonly after?: FactPlace; readonly limit: number },
): Promise<Result<BehindList>> {
  const right = may(officer, 'see-case')
  if (!right.ok) return right
  const scope = figureScope(world, officer, undefined)
  if (!scope.ok) return scope
  const { period, figure, by, key } = question
  const days = daysOf(world, period)
  const behind: Behind = { ...scope.value, ...days, from: period.from, figure, key }
  const asked = by === undefined ? behind : { ...behind, by }
  const list = await world.db.read(async (tx) => {
    const items = await listBehind(tx, asked, { ...page, limit: page.limit + 1 })
    return { items, count: await countBehind(tx, asked) }
  })
  await world.db.transaction(async (tx) => {
    const subject = [figure, by ?? '', key, period.key].join(' ')
    await trace(world, tx, officer, { action: 'figure-read', subject })
  })
  const items = list.items.slice(0, page.limit)
  const last = items.at(-1)
  return ok({
    ...scope.value,
    today: days.today,
    count: list.count,
    items,
    ...(list.items.length > items.length && last ? { next: last } : {}),
  })
}
