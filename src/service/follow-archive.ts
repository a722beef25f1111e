import { archivedOn, isAgainPending } from '#core/archive.ts'
import type { Case } from '#core/case.ts'
import { startOf } from '#core/clock.ts'
import { planArchive } from '#store/archives.ts'
import type { Tx } from '#store/transaction.ts'
import { reporterDays } from './reporter-days.ts'
import type { World } from './world.ts'

/** In the transaction that changes a case: when it is put away, as it stands now. */
export async function followArchive(
  world: World,
  tx: Tx,
  {
    id,
    case: about,
    isNew = false,
  }: { readonly id: string; readonly case: Case; readonly isNew?: boolean },
): Promise<void> {
  const at = archiveAt(world, about)
  if (!isNew || at !== undefined) await planArchive(tx, { caseId: id, at })
}

/** Only what is over, and nobody has asked to look at again. */
export function archiveAt(world: World, about: Case): number | undefined {
  const isOver =
    about.state === 'concluded' || about.state === 'declined' || about.state === 'withdrawn'
  if (!isOver || isAgainPending(about)) return undefined
  return startOf(archivedOn(about, reporterDays(world, about.area)))
}
