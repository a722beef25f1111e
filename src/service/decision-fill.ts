import { caseById } from '#store/cases.ts'
import { decisionsToFill, noteDecisionsFilled } from '#store/decision-looks.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { followDecisions } from './follow-decisions.ts'
import { orSkip } from './or-skip.ts'
import type { Sealed } from './sealed.ts'

/** Cases of one round; each is a transaction of its own, so that nobody waits long. */
const batch = 20

/**
 * Lists what waits for a decision in cases that came before there was a list; answers how many it looked at. What is done
 * is done: stopped at any place, the next call goes on.
 */
export async function fillDecisions(world: Sealed): Promise<number> {
  const waiting = await world.db.read(async (tx) => await decisionsToFill(tx, batch))
  for (const id of waiting)
    await orSkip(world, id, {
      work: async (tx) => await fillOne(world, tx, id),
      skip: async (tx) => await noteDecisionsFilled(tx, id),
      cannot: 'what waits for a decision in a report cannot be listed',
    })
  return waiting.length
}

async function fillOne(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  const row = await caseById(tx, id)
  if (row && row.erasedAt === undefined)
    await followDecisions(world, tx, await openCase(world, tx, row))
  await noteDecisionsFilled(tx, id)
}
