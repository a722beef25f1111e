import { endLeases } from '#store/end-leases.ts'
import { releaseRows } from '#store/outbox-lease.ts'
import { releaseTimers } from '#store/timers.ts'
import { wakeWorkers } from '#store/wake.ts'
import { roundOf } from './notify.ts'
import type { World } from './world.ts'

/** A process that stops keeps nothing that another could do at once. What it was sending stays in doubt until its lease ends. */
export async function giveBack({ db, worker }: Pick<World, 'db' | 'worker'>): Promise<void> {
  await db.transaction(async (tx) => {
    await releaseRows(tx, roundOf(worker))
    await releaseTimers(tx, worker)
    await wakeWorkers(tx)
  })
}

/**
 * What a process held that died without a word is taken up at once: only by who alone may serve the folder. Beside other
 * processes it waits for the lease to end.
 */
export async function takeOver({ db, clock }: Pick<World, 'db' | 'clock'>): Promise<void> {
  await db.transaction(async (tx) => await endLeases(tx, clock()))
}
