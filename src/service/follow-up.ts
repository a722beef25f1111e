import { caseById } from '#store/cases.ts'
import { followUpsOwed, takeFollowUp } from '#store/follow-ups.ts'
import { holdName } from '#store/row-lock.ts'
import { keepSearchRow } from '#store/searched.ts'
import type { Tx } from '#store/transaction.ts'
import { joinAlike } from './alike.ts'
import { openCase } from './case-file.ts'
import { reviewCredit } from './credit-proposals.ts'
import { readSubjects } from './follow-subjects.ts'
import { orSkip } from './or-skip.ts'
import { indexCase } from './search-index.ts'
import type { Sealed } from './sealed.ts'

/** Reports of one look; each is a transaction of its own, so that nobody waits long. */
const batch = 20
/** So many milliseconds a round goes on before all else has its turn. */
const following = 300
/** And so many reports where others are waiting to write: then it is a rush. */
const besides = 5
const rush = 2

/**
 * Reads of new reports what nobody waits for while they are filed, in half the time of a filing: which others say nearly the
 * same, by which words they are found, whom they complain of. It comes a moment after; where very many are filed at once, when they
 * leave time for it. What is done is done: stopped at any place, the next round goes on. Gives whether more may wait.
 */
export async function followUp(world: Sealed): Promise<boolean> {
  const end = performance.now() + following
  for (let done = 0; ;) {
    const waiting = await world.db.read(async (tx) => await followUpsOwed(tx, batch))
    for (const id of waiting) {
      if (performance.now() > end || world.over?.aborted) return true
      if (done >= besides && (world.db.waiting?.() ?? 0) >= rush) return false
      done += 1
      await orSkip(world, id, {
        work: async (tx) => await followOne(world, tx, id),
        skip: async (tx) => await passOver(tx, id),
        cannot: 'a new report cannot be compared with others or read for whom it complains of',
      })
    }
    if (waiting.length < batch) return false
  }
}

/** It can be searched for nevertheless, where it opens: that is tried again by itself. */
async function passOver(tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  await takeFollowUp(tx, id)
  const row = await caseById(tx, id)
  if (row && row.erasedAt === undefined)
    await keepSearchRow(tx, { caseId: id, at: row.receivedAt, tokens: [], form: 0 })
}

async function followOne(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  if (!(await takeFollowUp(tx, id))) return
  const row = await caseById(tx, id)
  if (!row || row.erasedAt !== undefined) return
  await joinAlike(world, tx, row)
  const file = await openCase(world, tx, row)
  await indexCase(world, tx, file)
  await readSubjects(world, tx, file)
  await reviewCredit(world, tx, file)
}
