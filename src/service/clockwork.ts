import { pruneCalls } from '#store/calls.ts'
import { prunePaces } from '#store/paces.ts'
import { pruneThrottles } from '#store/receipts.ts'
import { pruneSetups } from '#store/setups.ts'
import { dueTimers, type Timer } from '#store/timers.ts'
import { pruneWebSessions } from '#store/web-sessions.ts'
import type { World } from './world.ts'

/** Timers one round takes. */
const batch = 100
const hour = 3600 * 1000
const day = 24 * hour

/** Lets the conversations hear the timers that came due; one that fails comes again and stops no other. Gives how many. */
export async function ringDue(
  world: World,
  hear: (timer: Timer) => Promise<void>,
): Promise<number> {
  if (world.over?.aborted) return 0
  const due = await world.db.transaction(async (tx) => {
    return await dueTimers(tx, world.worker, world.clock(), batch)
  })
  for (const timer of due)
    if (!world.over?.aborted)
      await hear(timer).catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.name : typeof cause
        world.log.error('a timer failed', { session: timer.session, why })
      })
  return due.length
}

/**
 * What is over is cleared away, every twelve hours: sign-ins that ended, pauses after wrong passwords and passcodes that
 * ended a day ago, and by `clearFiles` what nobody's message brought. Deliveries that were heard stay: they are the
 * reporter's own transcript.
 */
export function createTidy(
  world: World,
  clearFiles: (before: number) => Promise<void>,
): () => Promise<void> {
  let next = 0
  return async () => {
    const now = world.clock()
    if (now < next) return
    await world.db.transaction(async (tx) => {
      await pruneWebSessions(tx, now)
      await pruneThrottles(tx, now - day)
      await pruneSetups(tx, now - day)
      await pruneCalls(tx, now - day)
      await prunePaces(tx, now - day)
    })
    await clearFiles(now - day)
    next = now + 12 * hour
  }
}
