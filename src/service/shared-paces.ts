import { spend, type Allowance, type Pace } from '#core/pace.ts'
import { spendTogether } from '#store/paces.ts'
import type { World } from './world.ts'

/** The longest quiet are forgotten first: they have all of their allowance again. */
const mostKnown = 50_000

/** Gives the seconds to wait; `undefined`: somebody may do it once more. */
export type SharedPace = (who: string) => Promise<number | undefined>

/**
 * Each has an allowance of their own at a door, whichever process they come to: on PostgreSQL it is counted in the
 * database, on the embedded database there is one process and it counts by itself. `who` is an id, never an address.
 */
export function createSharedPace(
  { db, clock }: Pick<World, 'db' | 'clock'>,
  door: string,
  pace: Pace,
): SharedPace {
  const secondsAt = (left: number): number =>
    Math.max(1, Math.ceil(((1 - left) * pace.every) / 1000))
  if (db.dialect === 'postgres')
    return async (who) => {
      const spending = { who: `${door}:${who}`, pace, now: clock() }
      const late = await db.beside(async (tx) => await spendTogether(tx, spending))
      return late && secondsAt(late.left)
    }
  const known = new Map<string, Allowance>()
  return async (who) => {
    const { allowed, after } = spend(pace, known.get(who), clock())
    known.delete(who)
    known.set(who, after)
    const [oldest] = known.keys()
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
    return await Promise.resolve(allowed ? undefined : secondsAt(after.left))
  }
}
