import { dueTimers, type Timer } from '#store/timers.ts'
import type { World } from './world.ts'

/** Timers one round takes. */
const batch = 100

/** Lets the conversations hear the timers that came due; gives how many. */
export async function ringDue(
  world: World,
  hear: (timer: Timer) => Promise<void>,
): Promise<number> {
  const due = await world.db.transaction(async (tx) => {
    return await dueTimers(tx, world.worker, world.clock(), batch)
  })
  for (const timer of due) await hear(timer)
  return due.length
}
