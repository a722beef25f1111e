import type { Instant } from '#core/case.ts'
import { spend, type Allowance, type Pace } from '#core/pace.ts'

/** The longest quiet are forgotten first: they have all of their allowance again. */
const mostKnown = 50_000

/** Whether somebody may do it once more: each has an allowance of their own, in this process. */
export function createAllowances(pace: Pace, clock: () => Instant): (who: string) => boolean {
  const known = new Map<string, Allowance>()
  return (who) => {
    const { allowed, after } = spend(pace, known.get(who), clock())
    known.delete(who)
    known.set(who, after)
    const [oldest] = known.keys()
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
    return allowed
  }
}
