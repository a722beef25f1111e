import { isWorkingDay, type Calendar } from './calendar.ts'
import type { Day } from './case.ts'
import { addDays, dayFromNumber, dayNumber, weekday, yearOf } from './clock.ts'

/** How days differ in how many write: at work, on the first day back, at weekends, on holidays. */
export type DayKind = 'work' | 'first' | 'weekend' | 'holiday'

const kinds: readonly DayKind[] = ['work', 'first', 'weekend', 'holiday']

export function dayKind(day: Day, calendar: Calendar): DayKind {
  const known = kindsKnown.get(calendar) ?? new Map<Day, DayKind>()
  kindsKnown.set(calendar, known)
  const kind = known.get(day) ?? lookUp(day, calendar)
  known.set(day, kind)
  return kind
}

const kindsKnown = new WeakMap<Calendar, Map<Day, DayKind>>()

function lookUp(day: Day, calendar: Calendar): DayKind {
  if (isWorkingDay(day, calendar))
    return isWorkingDay(addDays(day, -1), calendar) ? 'work' : 'first'
  const isNamed = calendar.years.get(yearOf(day))?.holidays.has(day) ?? false
  const isWeekend = weekday(day) === 0 || weekday(day) === 6
  return isNamed && !(isWeekend && isLone(day, calendar)) ? 'holiday' : 'weekend'
}

/** A weekend that a notice only names beside working days is as any other. */
const isLone = (day: Day, calendar: Calendar): boolean =>
  isWorkingDay(addDays(day, -1), calendar) && isWorkingDay(addDays(day, 1), calendar)

/** How an area goes on from day to day: so many a day, more on some kinds of days than on others. */
export interface Pace {
  readonly perDay: number
  readonly factors: Readonly<Record<DayKind, number>>
  /** Variance of three days' counts against what was usual; 1 where they only vary by chance. */
  readonly spread: number
}

/** What is usual before an area's own days say otherwise, and how many reports it takes to say so. */
const usual: Readonly<Record<DayKind, number>> = { work: 1, first: 1.2, weekend: 0.6, holiday: 0.4 }
const weight = 20

interface Reckoning {
  readonly from: Day
  /** The last day that counts. */
  readonly to: Day
  /** Days after which a day weighs half. */
  readonly halfLife: number
  readonly calendar: Calendar
}

/** Reads the pace from the counts of each day. Older days weigh less in how much comes, not in how days differ. */
export function paceOf(counts: ReadonlyMap<Day, number>, reckoning: Reckoning): Pace {
  const days = daysOf(counts, reckoning)
  const factors = factorsOf(days)
  let [seen, due] = [0, 0]
  for (const [n, { count, kind }] of days.toReversed().entries()) {
    const share = 0.5 ** (n / reckoning.halfLife)
    seen += share * count
    due += share * factors[kind]
  }
  const perDay = due === 0 ? 0 : seen / due
  return { perDay, factors, spread: spreadOf(days, factors, reckoning.halfLife) }
}

interface Counted {
  readonly count: number
  readonly kind: DayKind
}

function daysOf(
  counts: ReadonlyMap<Day, number>,
  { from, to, calendar }: Reckoning,
): readonly Counted[] {
  const days: Counted[] = []
  for (let n = dayNumber(from), last = dayNumber(to); n <= last; n += 1) {
    const day = dayFromNumber(n)
    days.push({ count: counts.get(day) ?? 0, kind: dayKind(day, calendar) })
  }
  return days
}

function factorsOf(days: readonly Counted[]): Pace['factors'] {
  const all = sum(days)
  const mean = days.length === 0 ? 0 : all / days.length
  const raw = kinds.map((kind) => {
    const own = days.filter((one) => one.kind === kind)
    return (sum(own) + weight * usual[kind]) / (mean * own.length + weight)
  })
  const [work = 1, first = 1, weekend = 1, holiday = 1] = raw
  return { work, first, weekend, holiday }
}

const block = 3
const fewestBlocks = 10
const mostSpread = 4

/** Around a level that goes along, so that a year that rises slowly is not taken for one that is restless. */
function spreadOf(days: readonly Counted[], factors: Pace['factors'], halfLife: number): number {
  let [level, known, squares, blocks] = [0, 0, 0, 0]
  for (let n = 0; n + block <= days.length; n += block) {
    const part = days.slice(n, n + block)
    const due = part.reduce((all, { kind }) => all + factors[kind], 0)
    const seen = sum(part)
    const expected = known === 0 ? 0 : (level / known) * due
    if (n >= halfLife && expected > 0) {
      squares += (seen - expected) ** 2 / expected
      blocks += 1
    }
    const fade = 0.5 ** (block / halfLife)
    level = level * fade + seen
    known = known * fade + due
  }
  if (blocks < fewestBlocks) return restless
  return Math.min(mostSpread, Math.max(1, squares / blocks))
}

/** Where too few days are known to say. */
const restless = 1.5

const sum = (days: readonly Counted[]): number => days.reduce((all, { count }) => all + count, 0)

/** How many an area expects from one day to another. */
export function expectedIn(
  pace: Pace,
  { from, to }: { readonly from: Day; readonly to: Day },
  calendar: Calendar,
): number {
  let all = 0
  for (let day = from; day <= to; day = addDays(day, 1))
    all += pace.perDay * pace.factors[dayKind(day, calendar)]
  return all
}
