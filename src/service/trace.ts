import { appendAudit, type AuditEntry } from '#store/audit.ts'
import type { Tx } from '#store/transaction.ts'
import type { Officer } from '#core/access.ts'
import type { World } from './world.ts'

/** Who did something: an officer, or whoever keeps the machine and works on its command line. */
export type Doer = Officer | 'operator'

/** The chain of what concerns no area. */
export const houseChain = 'house'

/** Writes what an officer saw or did into the audit chain, in the same transaction. Others wait from here on: come last. */
export async function trace(
  world: World,
  tx: Tx,
  by: Doer,
  done: Pick<AuditEntry, 'action' | 'subject' | 'reason'> & { readonly area?: string },
): Promise<void> {
  const area = done.area ?? (by === 'operator' ? '' : by.area)
  const actor = by === 'operator' ? by : `officer:${by.id}`
  const entry = { ...done, area: area || houseChain, at: world.clock(), actor }
  await appendAudit(tx, entry, world.mac)
}
