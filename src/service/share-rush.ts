import { shareArrivals, type Arrivals } from '#store/paces.ts'
import type { World } from './world.ts'

/** What stands before new web chats in this process. */
interface Gate {
  readonly here: () => Arrivals
  readonly elsewhere: (others: Arrivals) => void
}

/** How often processes tell each other how many came. */
const often = 5_000
/** What a process wrote down counts for so long. */
const fresh = 30_000

/** Where several processes serve one house, a rush at one is a rush at all: one small row every five seconds, without a sync. */
export function createRushSharing(
  { db, clock, worker }: Pick<World, 'db' | 'clock' | 'worker'>,
  gate: Gate,
): () => Promise<void> {
  let next = 0
  return async () => {
    const now = clock()
    if (db.dialect !== 'postgres' || now < next) return
    next = now + often
    const sharing = { worker, now, after: now - fresh }
    gate.elsewhere(await db.beside(async (tx) => await shareArrivals(tx, gate.here(), sharing)))
  }
}
