/** What figures are shown by. `all` has one key, the empty one. */
export const dimensions = ['all', 'department', 'offence', 'place', 'channel'] as const
export type Dimension = (typeof dimensions)[number]

/** How many took how many working days. */
export type Spread = Readonly<Record<string, number>>

/** What happened in a span of time, to one department, with one offence and so on. */
export interface Cell {
  readonly given: number
  readonly accepted: Spread
  readonly closed: Spread
  /** Of the closed ones those that came too late. */
  readonly late: number
  readonly returned: number
  /** Of the returned ones those that had been given back before. */
  readonly again: number
  /** 查实无文号. */
  readonly unnumbered: number
}

export type Tally = Readonly<Record<Dimension, Readonly<Record<string, Cell>>>>

/** So many things of one kind that happened. */
export interface Happened {
  readonly what: 'given' | 'accepted' | 'closed' | 'returned'
  readonly department: string
  readonly offence: string
  readonly place: string
  readonly channel: string
  readonly count: number
  /** Of what was accepted or closed. */
  readonly days?: number
  readonly late?: boolean
  readonly unnumbered?: boolean
  readonly again?: boolean
}

type Open<T> = { -readonly [K in keyof T]: T[K] extends Spread ? Record<string, number> : T[K] }
type OpenTally = Record<Dimension, Record<string, Open<Cell>>>

export const noCell: Cell = {
  given: 0,
  accepted: {},
  closed: {},
  late: 0,
  returned: 0,
  again: 0,
  unnumbered: 0,
}

const emptyTally = (): OpenTally => ({
  all: {},
  department: {},
  offence: {},
  place: {},
  channel: {},
})

const cellIn = (tally: OpenTally, dimension: Dimension, key: string): Open<Cell> =>
  (tally[dimension][key] ??= { ...noCell, accepted: {}, closed: {} })

/** Counts what happened, by everything it is shown by. */
export function tallyOf(happened: Iterable<Happened>): Tally {
  const tally = emptyTally()
  for (const one of happened)
    for (const dimension of dimensions)
      count(cellIn(tally, dimension, dimension === 'all' ? '' : one[dimension]), one)
  return tally
}

function count(cell: Open<Cell>, one: Happened): void {
  const days = String(one.days ?? 0)
  switch (one.what) {
    case 'given':
      cell.given += one.count
      return
    case 'accepted':
      cell.accepted[days] = (cell.accepted[days] ?? 0) + one.count
      return
    case 'closed':
      cell.closed[days] = (cell.closed[days] ?? 0) + one.count
      if (one.late) cell.late += one.count
      if (one.unnumbered) cell.unnumbered += one.count
      return
    case 'returned':
      cell.returned += one.count
      if (one.again) cell.again += one.count
  }
}

/** Spans one after the other as one. */
export function together(tallies: readonly Tally[]): Tally {
  const sum = emptyTally()
  for (const tally of tallies)
    for (const dimension of dimensions)
      for (const [key, cell] of Object.entries(tally[dimension]))
        add(cellIn(sum, dimension, key), cell)
  return sum
}

function add(sum: Open<Cell>, cell: Cell): void {
  for (const name of ['given', 'late', 'returned', 'again', 'unnumbered'] as const)
    sum[name] += cell[name]
  for (const name of ['accepted', 'closed'] as const)
    for (const [days, many] of Object.entries(cell[name]))
      sum[name][days] = (sum[name][days] ?? 0) + many
}

export const sizeOf = (spread: Spread): number =>
  Object.values(spread).reduce((sum, many) => sum + many, 0)

/** The smallest number of days within which that share was done; of nothing there is none. */
export function within(spread: Spread, share: number): number | undefined {
  const size = sizeOf(spread)
  if (size === 0) return undefined
  let seen = 0
  const days = Object.entries(spread).map(([day, many]) => [Number(day), many] as const)
  for (const [day, many] of days.toSorted(([one], [other]) => one - other)) {
    seen += many
    if (seen >= share * size) return day
  }
  return undefined
}

/** What is in hand now. */
export interface Stock {
  readonly open: number
  /** Of the open ones those whose last day is today or tomorrow. */
  readonly due: number
  readonly overdue: number
  /** Of the overdue ones those whose last day lay within or before the span looked at. */
  readonly owed: number
}

export const noStock: Stock = { open: 0, due: 0, overdue: 0, owed: 0 }

/**
 * 按期办结率: closed in time of all that were closed or should have been. What is open and overdue counts against it, or
 * leaving a hard case alone would make the figure better.
 */
export function onTimeRate({ closed, late }: Cell, { owed }: Stock): number | undefined {
  const many = sizeOf(closed)
  return many + owed === 0 ? undefined : (many - late) / (many + owed)
}
