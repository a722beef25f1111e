import type { Calendar } from './calendar.ts'
import type { Day } from './case.ts'
import { addDays } from './clock.ts'
import type { OffenceCode, PlaceCode } from './plan.ts'
import { expectedIn, paceOf, type Pace } from './surge-days.ts'
import { cellKey, partsOf, seriesName, seriesNamed, type Series } from './surge-series.ts'

/** How surges are looked for; `national/warnings.json` holds it and says where it is from. */
export interface SurgeRule {
  /** Lengths in days of the spans that are looked at, each ending on the day looked at. */
  readonly windows: readonly number[]
  /** Fewer different senders are never a surge. */
  readonly leastSenders: number
  /** How many false alarms an area may have in a quarter, over all of its series. */
  readonly falseAlarms: number
  /** One chance event shows in several spans, days and series: so many times the looks are counted for it. */
  readonly overlap: number
  /** A history is as long as this, and needs at least so many days to say anything. */
  readonly historyDays: number
  readonly leastHistoryDays: number
  /** What has been usual lately counts too, where it is more. */
  readonly recentDays: number
  /** The last days before the one looked at say nothing of what is usual: a surge may have begun in them. */
  readonly guardDays: number
  /** Days after which a day weighs half in how much an area expects. */
  readonly halfLifeDays: number
  /** For so long after its last day what belongs to a surge is not warned of again. */
  readonly quietDays: number
}

/** What an area knows of the days before: different senders, by the names of series. */
export interface History {
  readonly first: Day
  /** Of the whole area, day by day. */
  readonly days: ReadonlyMap<Day, number>
  readonly long: ReadonlyMap<string, number>
  readonly recent: ReadonlyMap<string, number>
}

export interface Ground {
  readonly rule: SurgeRule
  readonly calendar: Calendar
  readonly offences: readonly OffenceCode[]
  /** Right below the area. */
  readonly places: readonly PlaceCode[]
}

/** What is usual in an area on a day. */
export interface SurgeModel {
  readonly day: Day
  readonly pace: Pace
  readonly ground: Ground
  /** The spans that say what is usual. */
  readonly long: Reference
  readonly recent: Reference
}

interface Reference {
  readonly counts: ReadonlyMap<string, number>
  readonly all: number
}

/** The days that say what is usual on a day. */
export function spansFor(
  day: Day,
  { historyDays, recentDays, guardDays }: SurgeRule,
): { readonly from: Day; readonly recentFrom: Day; readonly to: Day } {
  const to = addDays(day, -guardDays)
  return { from: addDays(to, 1 - historyDays), recentFrom: addDays(to, 1 - recentDays), to }
}

/** What is usual as of a day; `undefined` while the history is too short to say. */
export function modelFor(day: Day, history: History, ground: Ground): SurgeModel | undefined {
  const { rule, calendar } = ground
  const { from: wanted, recentFrom, to } = spansFor(day, rule)
  const from = wanted < history.first ? history.first : wanted
  if (addDays(from, rule.leastHistoryDays - 1) > to) return undefined
  const pace = paceOf(history.days, { from, to, halfLife: rule.halfLifeDays, calendar })
  const between = (first: Day): number => {
    let all = 0
    for (const [on, count] of history.days) if (on >= first && on <= to) all += count
    return all
  }
  return {
    day,
    pace,
    ground,
    long: { counts: history.long, all: between(from) },
    recent: { counts: history.recent, all: between(recentFrom < from ? from : recentFrom) },
  }
}

/** How many are usual, and how far they vary. */
export interface Usual {
  readonly mean: number
  readonly variance: number
}

/** How many reports of the area say as much as an even share does, before any are known. */
const [weightOfShare, weightOfCell, weightOfLately] = [20, 30, 100]
/** Beyond chance: people of one house write on the same day. */
const clustered = 1.15
/** As many reports as tell how much an area expects, for each report a day. */
const daysKnown = 40
/** Subjects nobody complained of yet. */
const otherSubjects = 20

/** Of a series what is usual in a span of so many of the area's reports. */
export function usualOf(model: SurgeModel, series: Series, volume: number): Usual {
  if (series.kind === 'area') {
    const known = Math.max(1, model.pace.perDay * daysKnown)
    return { mean: volume, variance: volume * model.pace.spread + (volume * volume) / known }
  }
  const { share, known } = shareOf(model, series)
  const mean = volume * share
  return { mean, variance: mean * clustered + (mean * mean) / known }
}

interface Share {
  readonly share: number
  /** As many reports as it is known by. */
  readonly known: number
}

/** By its own counts, drawn to what offence and place let expect; by those of late where they are more. */
function shareOf(model: SurgeModel, series: Series): Share {
  const name = seriesName(series)
  const weight = series.kind === 'cell' ? weightOfCell : weightOfShare
  const prior = priorOf(model, series)
  const long = drawn(model.long, name, { prior, weight })
  const lately = drawn(model.recent, name, { prior: long.share, weight: weightOfLately })
  return lately.share > long.share
    ? { ...lately, known: Math.min(lately.known, long.known + 1) }
    : long
}

function drawn(
  { counts, all }: Reference,
  name: string,
  { prior, weight }: { readonly prior: number; readonly weight: number },
): Share {
  const known = (counts.get(name) ?? 0) + weight * prior
  return { share: known / (all + weight), known }
}

function priorOf(model: SurgeModel, series: Series): number {
  const { offences, places } = model.ground
  switch (series.kind) {
    case 'offence':
      return 1 / Math.max(1, offences.length)
    case 'place':
      return 1 / Math.max(1, places.length)
    case 'cell': {
      const { offence, place } = partsOf(series)
      return (
        shareOf(model, { kind: 'offence', key: offence }).share *
        shareOf(model, { kind: 'place', key: place }).share
      )
    }
    case 'area':
    case 'subject':
      return 1 / (otherSubjects + subjectsIn(model).length)
  }
}

const subjectsKnown = new WeakMap<SurgeModel, readonly Series[]>()

function subjectsIn(model: SurgeModel): readonly Series[] {
  const known = subjectsKnown.get(model)
  if (known) return known
  const found = [...model.long.counts.keys()].flatMap((name) => {
    const series = seriesNamed(name)
    return series?.kind === 'subject' ? [series] : []
  })
  subjectsKnown.set(model, found)
  return found
}

/** All series that could surge, each as often as there are such. */
export function* seriesIn(model: SurgeModel): Generator<{
  readonly series: Series
  readonly times: number
}> {
  const { offences, places } = model.ground
  yield { series: { kind: 'area', key: '' }, times: 1 }
  for (const key of offences) yield { series: { kind: 'offence', key }, times: 1 }
  for (const key of places) yield { series: { kind: 'place', key }, times: 1 }
  for (const offence of offences)
    for (const place of places)
      yield { series: { kind: 'cell', key: cellKey(offence, place) }, times: 1 }
  const subjects = subjectsIn(model)
  for (const series of subjects) yield { series, times: 1 }
  if (subjects.length > 0) yield { series: { kind: 'subject', key: '' }, times: otherSubjects }
}

/** How many the whole area expects in a span. */
export const volumeIn = (
  { pace, ground }: SurgeModel,
  span: { readonly from: Day; readonly to: Day },
): number => expectedIn(pace, span, ground.calendar)
