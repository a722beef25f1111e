import type { Day } from '#core/case.ts'
import { addDays, dayOf, daysBetween, startOf } from '#core/clock.ts'
import { spansFor } from '#core/surge-model.ts'
import type { WarningRules } from '#core/warning-rules.ts'
import { firstDay, uncountedCases } from '#store/facts.ts'
import { waitsFrom } from '#store/follow-ups.ts'
import { daysCounted, noteWatched, watchedUntil } from '#store/surge-counts.ts'
import type { Tx } from '#store/transaction.ts'
import { noteSorted } from './adverse.ts'
import { lookForClusters } from './clusters.ts'
import { holdWarnings } from './raise-warning.ts'
import type { Sealed } from './sealed.ts'
import { countDays } from './surge-count.ts'
import { lookForSurges } from './surge-look.ts'

/** Days counted in one transaction, so that nobody waits long for it. */
const batch = 31
/** After a stop no more days are looked at one by one: older news would be none. */
const mostDaysBack = 7
const betweenLooks = 600_000

/**
 * Looks once at every day that is over, area by area. What was looked at is written down beside the warnings it gave, so
 * that a process that stops, or another beside it, neither misses a day nor warns twice. Reads the last days of reports and
 * the counts of the others, never all cases.
 */
export function createSurgeWatch(world: Sealed): () => Promise<void> {
  let quietUntil = 0
  return async () => {
    const rules = world.packs.warnings
    if (!rules || world.clock() < quietUntil) return
    let isBusy = false
    for (const area of world.packs.areas.keys())
      if (await watchArea(world, rules, area)) isBusy = true
    if (!isBusy) quietUntil = world.clock() + betweenLooks
  }
}

/** One step for an area; answers whether there is more to do. */
async function watchArea(world: Sealed, rules: WarningRules, area: string): Promise<boolean> {
  const last = addDays(dayOf(world.clock()), -1)
  const next = await world.db.read(async (tx) => await nextStep(world, tx, { rules, area, last }))
  if (!next) return false
  return await world.db.transaction(async (tx) => {
    await holdWarnings(tx, area)
    const step = await nextStep(world, tx, { rules, area, last })
    if (!step) return false
    if ('count' in step) {
      await countDays(world, tx, { area, ...step.count })
      return true
    }
    const { look: day } = step
    await lookForSurges(world, tx, { rules, area, day })
    await lookForClusters(world, tx, { rules, area, day })
    await noteSorted(tx, rules, { area, day })
    await noteWatched(tx, { area, day, at: world.clock() })
    return day < last
  })
}

interface Here {
  readonly rules: WarningRules
  readonly area: string
  /** The last day that is over. */
  readonly last: Day
}

type Step = { readonly count: { readonly from: Day; readonly to: Day } } | { readonly look: Day }

async function nextStep(
  world: Sealed,
  tx: Tx,
  { rules, area, last }: Here,
): Promise<Step | undefined> {
  const watched = await watchedUntil(tx, area)
  if (watched !== undefined && watched >= last) return undefined
  if ((await uncountedCases(tx, 1)).length > 0) return undefined
  if (await waitsFrom(tx, area, startOf(dayOf(world.clock())))) return undefined
  const begin = await firstDay(tx, area)
  if (begin === undefined || begin > last) return undefined
  const look = dayToLook(watched, last)
  const { from } = spansFor(look, rules.surge.rule)
  const first = from < begin ? begin : from
  const count = daysToCount(await daysCounted(tx, { area, from: first, to: last }), {
    first,
    last,
    young: addDays(last, 1 - rules.surge.recountDays),
    since: startOf(dayOf(world.clock())),
  })
  return count ? { count } : { look }
}

function dayToLook(watched: Day | undefined, last: Day): Day {
  if (watched === undefined) return last
  const next = addDays(watched, 1)
  return daysBetween(next, last) >= mostDaysBack ? addDays(last, 1 - mostDaysBack) : next
}

interface Wanted {
  readonly first: Day
  readonly last: Day
  /** From this day on days are counted anew each day. */
  readonly young: Day
  readonly since: number
}

/** The youngest days that are not counted, or not today, as many as go at once. */
function daysToCount(counted: ReadonlyMap<Day, number>, { first, last, young, since }: Wanted) {
  let to: Day | undefined
  for (let day = last; day >= first; day = addDays(day, -1)) {
    const at = counted.get(day)
    const isDone = at !== undefined && (day < young || at >= since)
    if (!isDone) to ??= day
    else if (to !== undefined) return { from: addDays(day, 1), to }
    if (to !== undefined && daysBetween(day, to) >= batch - 1) return { from: day, to }
  }
  return to === undefined ? undefined : { from: first, to }
}
