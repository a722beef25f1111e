import type { Day } from './case.ts'
import { addDays } from './clock.ts'
import { chanceOf } from './surge-chance.ts'
import { usualOf, volumeIn, type SurgeModel } from './surge-model.ts'
import { seriesName, seriesOf, type Series, type Told } from './surge-series.ts'
import type { Threshold } from './surge-threshold.ts'

/** More different senders in a span than a series' own history lets expect. */
export interface Surge {
  readonly series: Series
  readonly from: Day
  readonly to: Day
  readonly senders: number
  readonly cases: readonly string[]
  /** As many would have been usual. */
  readonly expected: number
  /** How rarely chance alone brings so many. */
  readonly chance: number
  /** By how much the rest of the area was above its own usual; what is usual was raised by as much. */
  readonly volume: number
  /** The most reports that one sender told; they counted once. */
  readonly mostOfOne: number
}

/** A surge that was warned of: what belongs to it is no other surge. */
export interface Known {
  readonly series: Series
  readonly from: Day
  /** Since it was closed its series may surge anew. */
  readonly closedOn?: Day
}

interface Look {
  readonly model: SurgeModel
  readonly threshold: Threshold
  /** What was told in the longest span. */
  readonly told: readonly Told[]
  readonly known: readonly Known[]
}

/**
 * Surges that end on the model's day. The rarest comes first; what it explains is taken away before the next is looked
 * for, so that one event is one surge and not one of its offence, one of its place and one of both.
 */
export function surgesOn({ model, threshold, told, known }: Look): readonly Surge[] {
  const surges: Surge[] = []
  let rest = told.filter((one) => !known.some((surge) => explains(surge, one)))
  for (;;) {
    const next = rarest(model, threshold, rest)
    if (!next) return surges
    surges.push(next)
    rest = rest.filter((one) => !explains(next, one))
  }
}

/** How a surge that was warned of goes on, as of the model's day; `undefined` once it is over. */
export function surgeGoesOn(
  { model, threshold, told }: Omit<Look, 'known'>,
  { series }: Known,
): Surge | undefined {
  const own = told.filter((one) => isIn(series, one))
  return best(model, threshold, { series, own, volumes: volumesOf(model, told) })
}

function explains({ series, from, closedOn }: Omit<Known, 'to'>, told: Told): boolean {
  if (told.day < from || (closedOn !== undefined && told.day > closedOn)) return false
  return isIn(series, told)
}

const isIn = (series: Series, told: Told): boolean =>
  seriesOf(told).some(({ kind, key }) => kind === series.kind && key === series.key)

function rarest(model: SurgeModel, threshold: Threshold, told: readonly Told[]): Surge | undefined {
  const volumes = volumesOf(model, told)
  let found: Surge | undefined
  for (const { series, own } of bySeries(told).values()) {
    if (own.length < model.ground.rule.leastSenders) continue
    const surge = best(model, threshold, { series, own, volumes })
    if (surge && (!found || surge.chance < found.chance)) found = surge
  }
  return found
}

function bySeries(told: readonly Told[]) {
  const all = new Map<string, { readonly series: Series; readonly own: Told[] }>()
  for (const one of told)
    for (const series of seriesOf(one)) {
      const name = seriesName(series)
      const known = all.get(name)
      if (known) known.own.push(one)
      else all.set(name, { series, own: [one] })
    }
  return all
}

/** A span, how many the whole area expects in it and how many different senders it has. */
interface Volume {
  readonly from: Day
  readonly due: number
  readonly senders: number
}

function volumesOf(model: SurgeModel, told: readonly Told[]): readonly Volume[] {
  const { day, ground } = model
  return ground.rule.windows.map((days) => {
    const from = addDays(day, 1 - days)
    const senders = new Set(within(told, from, day).map(({ sender }) => sender)).size
    return { from, due: volumeIn(model, { from, to: day }), senders }
  })
}

const within = (told: readonly Told[], from: Day, to: Day): readonly Told[] =>
  told.filter(({ day }) => day >= from && day <= to)

interface Looked {
  readonly series: Series
  /** What was told in it. */
  readonly own: readonly Told[]
  readonly volumes: readonly Volume[]
}

/** The span in which it stands out most. */
function best(model: SurgeModel, threshold: Threshold, looked: Looked): Surge | undefined {
  let found: Surge | undefined
  for (const volume of looked.volumes) {
    const surge = surgeIn(model, threshold, { ...looked, volume })
    if (surge && (!found || surge.chance < found.chance)) found = surge
  }
  return found
}

function surgeIn(
  model: SurgeModel,
  { chance: allowed }: Threshold,
  { series, own, volume }: Looked & { readonly volume: Volume },
): Surge | undefined {
  const inside = within(own, volume.from, model.day)
  const bySender = Map.groupBy(inside, ({ sender }) => sender)
  const senders = bySender.size
  if (senders < model.ground.rule.leastSenders) return undefined
  const { mean, variance, raised } = usualIn(model, series, { volume, senders })
  const chance = chanceOf(senders, mean, variance)
  if (chance > allowed) return undefined
  return {
    series,
    from: volume.from,
    to: model.day,
    senders,
    cases: casesIn(inside),
    expected: mean,
    chance,
    volume: raised,
    mostOfOne: Math.max(...[...bySender.values()].map((of) => casesIn(of).length)),
  }
}

const casesIn = (told: readonly Told[]): readonly string[] => [
  ...new Set(told.map(({ caseId }) => caseId)),
]

/** As many more reports than usual as say nothing yet. */
const slack = 10
const mostVolume = 5

/** What is usual in a span, raised where the rest of the area has more than usual too. */
function usualIn(
  model: SurgeModel,
  series: Series,
  { volume: { due, senders: all }, senders }: { readonly volume: Volume; readonly senders: number },
) {
  const plain = usualOf(model, series, due)
  if (series.kind === 'area') return { ...plain, raised: 1 }
  const others = Math.max(0, all - senders)
  const raised = Math.min(mostVolume, (others + slack) / (Math.max(0, due - plain.mean) + slack))
  return raised <= 1 ? { ...plain, raised: 1 } : { ...usualOf(model, series, due * raised), raised }
}
