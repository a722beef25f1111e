import { createHash } from 'node:crypto'
import type { Calendar } from '#core/calendar.ts'

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
  const mark = createHash('sha256').update(JSON.stringify(days)).digest('hex').slice(0, 16)
  known.set(calendar, mark)
  return mark
}
