import type { Calendar } from '#core/calendar.ts'
import { digestOf } from '#packs/kept-pack.ts'

const known = new WeakMap<Calendar, string>()

/** Names the days off by which a due day was counted: other days, another name. */
export function markOf(calendar: Calendar): string {
  const before = known.get(calendar)
  if (before !== undefined) return before
  const years = [...calendar.years].toSorted(([one], [other]) => one - other)
  const days = years.map(([year, { published, holidays, workdays }]) => [
    year,
    published,
    [...holidays].toSorted(),
    [...workdays].toSorted(),
  ])
  const mark = digestOf(JSON.stringify(days)).slice(0, 16)
  known.set(calendar, mark)
  return mark
}
