import { decide } from '#core/decide.ts'
import { isLive } from '#core/transitions.ts'
import { caseById, countedOtherwise, noteCounted } from '#store/cases.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { markOf } from './calendar-mark.ts'
import { keepEvents, openCase } from './case-file.ts'
import { orSkip } from './or-skip.ts'
import type { Sealed } from './sealed.ts'

/** Cases of one transaction: nobody waits long for it. */
const batch = 20

/**
 * Due days that were counted by other days off than are known now are counted anew, a few cases a round, until all are:
 * the notice for a year has come out, or was corrected. What changed stands in the case's history.
 */
export function createRecount(world: Sealed): () => Promise<void> {
  let done = ''
  return async () => {
    const mark = markOf(world.packs.calendar)
    if (done === mark) return
    const stale = await world.db.read(async (tx) => await countedOtherwise(tx, mark, batch))
    if (stale.length === 0) done = mark
    for (const id of stale)
      await orSkip(world, id, {
        work: async (tx) => await recountCase(world, tx, { id, mark }),
        skip: async (tx) => await noteCounted(tx, id, mark),
        cannot: 'the due days of a report cannot be counted',
      })
  }
}

async function recountCase(
  world: Sealed,
  tx: Tx,
  { id, mark }: { readonly id: string; readonly mark: string },
): Promise<void> {
  await holdName(tx, 'case', id)
  const row = await caseById(tx, id)
  if (row && row.erasedAt === undefined) {
    let file = await openCase(world, tx, row)
    const at = world.clock()
    for (const { task } of file.case.tasks.filter(isLive)) {
      const context = {
        at,
        by: { kind: 'clock' },
        id: () => world.id(),
        clocks: world.packs,
      } as const
      const events = decide(file.case, { type: 'recount', task }, context)
      if (events.ok && events.value.length > 0)
        file = await keepEvents(world, tx, file, events.value)
    }
  }
  await noteCounted(tx, id, mark)
}
