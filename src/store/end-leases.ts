import { unsent } from './outbox-lease.ts'
import type { Tx } from './transaction.ts'

/**
 * What others hold is free at once: only where nobody else is at work, as when a process starts that alone may serve the
 * folder. What was being sent then comes as doubtful, as after its lease.
 */
export async function endLeases(tx: Tx, now: number): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ leaseUntil: now })
    .where(unsent('outbox'))
    .where('leaseUntil', '>', now)
    .execute()
  await tx.updateTable('timers').set({ leaseUntil: now }).where('leaseUntil', '>', now).execute()
  await tx
    .updateTable('noticeEndpoints')
    .set({ leaseUntil: now })
    .where('leaseUntil', '>', now)
    .execute()
  await tx
    .updateTable('exports')
    .set({ leaseUntil: now })
    .where('state', '=', 'working')
    .where('leaseUntil', '>', now)
    .execute()
}
