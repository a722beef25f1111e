import type { Day } from '#core/case.ts'
import { addDays, dayFromNumber, dayNumber } from '#core/clock.ts'
import { dayKind } from '#core/surge-days.ts'
import { modelFor, spansFor, type Ground, type History, type SurgeRule } from '#core/surge-model.ts'
import {
  cellKey,
  countsOf,
  partsOf,
  seriesName,
  type Series,
  type SeriesKind,
  type Told,
} from '#core/surge-series.ts'
import { thresholdOf, type Threshold } from '#core/surge-threshold.ts'
import { surgesOn, type Known, type Surge } from '#core/surge.ts'
import { aRandom, type Random } from './surge-random.ts'

/** An area as it could be: how much comes, and how unevenly. */
export interface Area {
  /** Reports in an average month. */
  readonly perMonth: number
  readonly places: number
  readonly offences: number
  readonly seed: number
  /** So many days of history before the quarter that is watched. */
  readonly history?: number
}

/** A surge that was put in: so many more senders in three days. */
export interface Planted {
  readonly kind: Exclude<SeriesKind, 'area'>
  readonly senders: number
  /** `busy`: drawn as often as it is told; `any`: as any other. */
  readonly among: 'busy' | 'any'
}

const firstDay = dayNumber('2025-06-01')
export const watched = 91
/** A surge belongs to three days. */
const lasts = 3

interface Rates {
  readonly offence: readonly number[]
  readonly place: readonly number[]
  readonly cell: readonly (readonly number[])[]
}

/** Shares as uneven as offences and townships are: a few have most of all, many nearly nothing, and pairs go their own way. */
function ratesOf({ offences, places }: Area, random: Random): Rates {
  const uneven = (count: number, spread: number): number[] => {
    const raw = Array.from({ length: count }, () => Math.exp(spread * random.normal()))
    const all = raw.reduce((sum, one) => sum + one, 0)
    return raw.map((one) => one / all)
  }
  const offence = uneven(offences, 1.3)
  const place = uneven(places, 0.8)
  const raw = offence.map((a) => place.map((b) => a * b * random.gamma(1.5)))
  const all = raw.flat().reduce((sum, one) => sum + one, 0)
  return { offence, place, cell: raw.map((row) => row.map((one) => one / all)) }
}

export interface Lived {
  readonly area: Area
  readonly rates: Rates
  readonly told: ReadonlyMap<Day, readonly Told[]>
  readonly from: Day
  /** First day that is watched. */
  readonly watch: Day
  readonly ground: Ground
}

/**
 * A history without surges, as restless as real ones: weekends, holidays, the first day back, seasons, a slow trend, days
 * that differ more than by chance, families that write together, people who write again and again, and in one history of
 * four a new channel that brings four fifths more from some day on.
 */
export function live(area: Area, base: Omit<Ground, 'offences' | 'places'>): Lived {
  const random = aRandom(area.seed)
  const rates = ratesOf(area, random)
  const days = (area.history ?? 380) + watched
  const from = dayFromNumber(firstDay)
  const kindFactor = {
    work: 1,
    first: 1 + 0.5 * random.next(),
    weekend: 0.35 + 0.5 * random.next(),
    holiday: 0.2 + 0.4 * random.next(),
  }
  const trend = 0.6 * random.next() - 0.3
  const shift = random.next() < 0.25 ? days - Math.floor(random.next() * watched) : Infinity
  const flat = rates.cell.flatMap((row, o) => row.map((share, p) => ({ share, o, p })))
  const pick = random.picker(flat.map(({ share }) => share))
  const told = new Map<Day, Told[]>()
  let [sender, caseId] = [0, 0]
  const add = (day: Day, at: { readonly o: number; readonly p: number }, who: string): void => {
    caseId += 1
    const offence = `F${at.o}`
    const place = `P${at.p}`
    const subjects =
      random.next() < 0.6 ? [`${offence}-${place}-${Math.floor(random.next() * 3)}`] : []
    const list = told.get(day) ?? []
    list.push({ caseId: `c${caseId}`, day, offence, place, subjects, sender: who })
    told.set(day, list)
  }
  for (let n = 0; n < days; n += 1) {
    const day = addDays(from, n)
    const season = 1 + 0.15 * Math.sin((2 * Math.PI * n) / 365)
    const level = (area.perMonth / 30) * season * (1 + (trend * n) / 365) * (n >= shift ? 1.8 : 1)
    const rate = (level * kindFactor[dayKind(day, base.calendar)] * random.gamma(25)) / 25 / 0.9
    for (let count = random.poisson(rate); count > 0; count -= 1) {
      const at = flat[pick()] ?? { o: 0, p: 0 }
      const isOld = sender > 0 && random.next() < 0.1
      if (!isOld) sender += 1
      add(day, at, `s${isOld ? Math.floor(random.next() * sender) + 1 : sender}`)
      if (random.next() < 0.05) {
        sender += 1
        add(day, at, `s${sender}`)
      }
    }
    if (random.next() < 1 / 30) {
      sender += 1
      const at = flat[Math.floor(random.next() * flat.length)] ?? { o: 0, p: 0 }
      for (let again = 0; again < 5 + 15 * random.next(); again += 1)
        add(addDays(day, again % 2), at, `s${sender}`)
    }
  }
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${letter}${n}`)
  const ground = { ...base, offences: names('F', area.offences), places: names('P', area.places) }
  return { area, rates, told, from, watch: addDays(from, area.history ?? 380), ground }
}

/** How many of what is to surge are usual in three days, as the history truly is. */
export function usualOfSown({ rates, area }: Lived, { series }: Sown): number {
  const { offence, place } = partsOf(series)
  const [ofSubject = '', atSubject = ''] = series.kind === 'subject' ? series.key.split('-') : []
  const o = Number((offence || ofSubject).slice(1) || NaN)
  const p = Number((place || atSubject).slice(1) || NaN)
  const share = rates.cell
    .flatMap((row, n) => row.filter((_, m) => (isNaN(o) || n === o) && (isNaN(p) || m === p)))
    .reduce((sum, one) => sum + one, 0)
  return ((share * area.perMonth) / 30) * lasts * (series.kind === 'subject' ? 0.2 : 1)
}

/** A surge to be found, and what it adds. */
export interface Sown {
  readonly series: Series
  readonly start: Day
  readonly told: readonly Told[]
}

/** What a surge would add to a history that was lived, from a day on. */
export function sow(lived: Lived, planted: Planted, start: Day, random: Random): Sown {
  const { rates } = lived
  const cells = rates.cell.flatMap((row, o) => row.map((share, p) => ({ share, o, p })))
  const weights = cells.map(({ share }) => (planted.among === 'busy' ? share : 1))
  const at = cells[random.picker(weights)()] ?? { o: 0, p: 0 }
  const anyOffence = random.picker(rates.offence)
  const anyPlace = random.picker(rates.place)
  const subject = `F${at.o}-P${at.p}-0`
  const told = Array.from({ length: planted.senders }, (_, n): Told => {
    const o = planted.kind === 'place' ? anyOffence() : at.o
    const p = planted.kind === 'offence' ? anyPlace() : at.p
    const day = addDays(start, Math.floor((n * lasts) / planted.senders))
    const id = `${start}-${n}`
    const subjects = planted.kind === 'subject' ? [subject] : []
    return { caseId: id, day, offence: `F${o}`, place: `P${p}`, subjects, sender: id }
  })
  const [offence, place] = [`F${at.o}`, `P${at.p}`]
  const keys = { offence, place, cell: cellKey(offence, place), subject }
  return { series: { kind: planted.kind, key: keys[planted.kind] }, start, told }
}

/** A warning the watch raised, and on which day. */
export interface Raised {
  readonly on: Day
  readonly surge: Surge
}

/** Watches a quarter day by day, as the daily round does; surges are put in as they come. */
export function watch(lived: Lived, sown: readonly Sown[] = []): readonly Raised[] {
  const { ground, from } = lived
  const { rule } = ground
  const extra = Map.groupBy(
    sown.flatMap((one) => one.told),
    ({ day }) => day,
  )
  const first = dayNumber(from)
  const toldOn = Array.from({ length: (lived.area.history ?? 380) + watched }, (_, n) => {
    const day = dayFromNumber(first + n)
    return [...(lived.told.get(day) ?? []), ...(extra.get(day) ?? [])]
  })
  const sums = sumsOver(toldOn, from)
  const raised: Raised[] = []
  let known: readonly (Known & { readonly to: Day })[] = []
  let threshold: Threshold | undefined
  const longest = Math.max(...rule.windows)
  for (let n = 0; n < watched; n += 1) {
    const day = addDays(lived.watch, n)
    const model = modelFor(day, sums(day, rule), ground)
    if (!model) continue
    if (n % 30 === 0) threshold = thresholdOf(model)
    if (!threshold) continue
    const at = dayNumber(day) - first
    const told = toldOn.slice(at + 1 - longest, at + 1).flat()
    known = known.filter(({ to }) => addDays(to, rule.quietDays) >= day)
    const found = surgesOn({ model, threshold, told, known })
    raised.push(...found.map((surge) => ({ on: day, surge })))
    known = [...known, ...found]
  }
  return raised
}

/** The counts that say what is usual, day by day: what is new is added, what is too old taken away. */
function sumsOver(toldOn: readonly (readonly Told[])[], from: Day) {
  const first = dayNumber(from)
  const counts = toldOn.map(countsOf)
  const days = new Map<Day, number>()
  const long = running(counts, (name, n, count) => {
    if (name === 'area:') days.set(dayFromNumber(first + n), count)
  })
  const recent = running(counts)
  return (day: Day, rule: SurgeRule): History => {
    const spans = spansFor(day, rule)
    const at = (one: Day): number => Math.max(0, dayNumber(one) - first)
    return {
      first: from,
      days,
      long: long(at(spans.from), at(spans.to)),
      recent: recent(at(spans.recentFrom), at(spans.to)),
    }
  }
}

type Counts = readonly ReturnType<typeof countsOf>[]

function running(
  counts: Counts,
  onAdd: (name: string, n: number, count: number) => void = () => {},
) {
  const sums = new Map<string, number>()
  let [begin, end] = [0, 0]
  const change = (n: number, sign: number): void => {
    for (const one of counts[n] ?? []) {
      const name = seriesName(one)
      const sum = (sums.get(name) ?? 0) + sign * one.senders
      if (sum === 0) sums.delete(name)
      else sums.set(name, sum)
      if (sign > 0) onAdd(name, n, one.senders)
    }
  }
  return (from: number, to: number): ReadonlyMap<string, number> => {
    for (; end <= to; end += 1) change(end, 1)
    for (; begin < from; begin += 1) change(begin, -1)
    return sums
  }
}

/** Whether a warning came within three days and names what surged, or what contains it. */
export function isFound(raised: readonly Raised[], { series, start }: Sown): boolean {
  return raised.some(
    ({ on, surge }) =>
      on >= start && on <= addDays(start, lasts - 1) && concerns(surge.series, series),
  )
}

function concerns(raised: Series, sown: Series): boolean {
  if (raised.kind === sown.kind && raised.key === sown.key) return true
  const [one, other] = [partsOf(raised), partsOf(sown)]
  if (sown.kind === 'subject') {
    const [offence = '', place = ''] = sown.key.split('-')
    return (
      (one.offence === offence && (one.place === place || one.place === '')) ||
      (one.place === place && one.offence === '')
    )
  }
  if (sown.kind === 'cell')
    return (
      (one.offence === other.offence && one.place === '') ||
      (one.place === other.place && one.offence === '') ||
      (raised.kind === 'subject' && raised.key.startsWith(`${other.offence}-${other.place}-`))
    )
  return one.offence === other.offence && one.place === other.place && one.subject === ''
}
