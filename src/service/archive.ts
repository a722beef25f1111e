import { decide } from '#core/decide.ts'
import { dueArchives, planArchive } from '#store/archives.ts'
import { caseById } from '#store/cases.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { keepEvents, openCase } from './case-file.ts'
import { archiveAt } from './follow-archive.ts'
import { orSkip } from './or-skip.ts'
import { reporterDays } from './reporter-days.ts'
import type { Sealed } from './sealed.ts'

/** Cases of one round; each is a transaction of its own. */
const batch = 50
const aDay = 24 * 3600_000

/** Puts away by itself what its reporter has had all their days for. Gives how many cases were looked at. */
export async function archiveDue(world: Sealed): Promise<number> {
  const cases = await world.db.read(async (tx) => await dueArchives(tx, world.clock(), batch))
  for (const id of cases)
    await orSkip(world, id, {
      work: async (tx) => await archive(world, tx, id),
      skip: async (tx) => await planArchive(tx, { caseId: id, at: world.clock() + aDay }),
      cannot: 'a report cannot be put away',
    })
  return cases.length
}

/** The case may have been changed since it was planned: what it is now decides. */
async function archive(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  const row = await caseById(tx, id)
  if (!row || row.erasedAt !== undefined)
    return await planArchive(tx, { caseId: id, at: undefined })
  const file = await openCase(world, tx, row)
  const at = archiveAt(world, file.case)
  if (at === undefined || at > world.clock()) return await planArchive(tx, { caseId: id, at })
  const made = world.id()
  const closed = decide(
    file.case,
    { type: 'close' },
    {
      at: world.clock(),
      by: { kind: 'clock' },
      id: (n) => `${made}-${n}`,
      reporterDays: reporterDays(world, row.area),
    },
  )
  if (!closed.ok) return await planArchive(tx, { caseId: id, at: world.clock() + aDay })
  await keepEvents(world, tx, file, closed.value)
}
