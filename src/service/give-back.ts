import { releaseRows } from '#store/outbox-lease.ts'
import { releaseTimers } from '#store/timers.ts'
import { wakeWorkers } from '#store/wake.ts'
import type { World } from './world.ts'

/** A process that stops keeps nothing that another could do at once. What it was sending stays in doubt until its lease ends. */
export async function giveBack({ db, worker }: Pick<World, 'db' | 'worker'>): Promise<void> {
  await db.transaction(async (tx) => {
    await releaseRows(tx, worker)
    await releaseTimers(tx, worker)
    await wakeWorkers(tx)
  })
}
