import { mayFor, type Officer } from '#core/access.ts'
import { ok, type Result } from '#core/result.ts'
import { ratingCounts, type RatingCounts } from '#store/ratings.ts'
import type { World } from './world.ts'

/** How many reporters of an area were asked in a span of time, and what they answered. Numbers alone: nobody finds a case by it. */
export async function satisfactionIn(
  world: World,
  officer: Officer,
  asked: {
    readonly area: string
    readonly office?: string
    readonly from: number
    readonly to: number
  },
): Promise<Result<RatingCounts>> {
  const right = mayFor(officer, 'see-statistics', asked.area)
  if (!right.ok) return right
  return ok(await world.db.read(async (tx) => await ratingCounts(tx, asked)))
}
