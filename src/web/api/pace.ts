import { spend, type Allowance, type Pace } from '#core/pace.ts'
import type { Instant } from '#core/case.ts'

/** So many requests at once, and then five a second. */
const pace: Pace = { burst: 300, every: 200 }
const mostTokens = 10_000

/** What each token has left at this process. */
export function createPaces(): (token: string, at: Instant) => number | undefined {
  const known = new Map<string, Allowance>()
  return (token, at) => {
    const { allowed, after } = spend(pace, known.get(token), at)
    known.delete(token)
    known.set(token, after)
    const [oldest] = known.keys()
    if (known.size > mostTokens && oldest !== undefined) known.delete(oldest)
    return allowed ? undefined : Math.max(1, Math.ceil(((1 - after.left) * pace.every) / 1000))
  }
}
