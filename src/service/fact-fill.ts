import { caseById } from '#store/cases.ts'
import { noteFacts, uncountedCases } from '#store/facts.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { countCase } from './case-facts.ts'
import { openCase } from './case-file.ts'
import { unlessAway } from './or-skip.ts'
import type { Sealed } from './sealed.ts'

/** Cases of one transaction: nobody waits long for it. */
const batch = 20

/**
 * Counts cases that came before there were figures; answers how many it looked at. What is done is done: stopped at any
 * place, the next call goes on.
 */
export async function fillFacts(world: Sealed): Promise<number> {
  const waiting = await world.db.read(async (tx) => await uncountedCases(tx, batch))
  if (waiting.length === 0) return 0
  await world.db.transaction(async (tx) => {
    for (const id of waiting) await fillOne(world, tx, id)
  })
  return waiting.length
}

/** One report that does not open, as after a damage, must not keep all others from being counted. */
async function fillOne(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  const row = await caseById(tx, id)
  if (row && row.erasedAt === undefined) {
    const file = await openCase(world, tx, row).catch(unlessAway)
    if (file) return await countCase(world, tx, file)
    world.log.error('a report does not open and is not counted', { number: row.number })
  }
  await noteFacts(tx, id)
}
