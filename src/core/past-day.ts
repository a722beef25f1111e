import { isDay } from './clock.ts'
import { refuse } from './result.ts'

/** A day that has been, and not before what it answers. */
export function faultInDay(
  day: string,
  { from, until }: { readonly from: string; readonly until: string },
): ReturnType<typeof refuse> | undefined {
  if (!isDay(day)) return refuse('day-missing')
  if (day > until) return refuse('day-in-future')
  return day < from ? refuse('day-too-early', { from }) : undefined
}
