import { caseById, type CaseRow } from '#store/cases.ts'
import { holdName } from '#store/row-lock.ts'
import { beginIfLost, forgetSearchRow, keepSearchRow, notSearchable } from '#store/searched.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { unlessAway } from './or-skip.ts'
import { indexCase, searchForm } from './search-index.ts'
import type { Sealed } from './sealed.ts'

/** Cases of one transaction: nobody waits long for it. */
const batch = 20

/**
 * Makes cases searchable that came before there was a search, or whose tokens are of an older form; answers how many. What
 * is done is done: stopped at any place, the next call goes on.
 */
export async function fillSearch(world: Sealed): Promise<number> {
  const waiting = await world.db.read(async (tx) => await notSearchable(tx, searchForm, batch))
  if (waiting.length === 0) return 0
  await world.db.transaction(async (tx) => {
    for (const id of waiting) {
      await holdName(tx, 'case', id)
      const row = await caseById(tx, id)
      if (!row || row.erasedAt !== undefined) await forgetSearchRow(tx, id)
      else await indexOrSkip(world, tx, row)
    }
  })
  return waiting.length
}

/** One report that does not open, as after a damage, must not keep all others from being found. */
async function indexOrSkip(world: Sealed, tx: Tx, row: CaseRow): Promise<void> {
  const file = await openCase(world, tx, row).catch(unlessAway)
  if (file) return await indexCase(world, tx, file)
  world.log.error('a report does not open and cannot be searched for', { number: row.number })
  await keepSearchRow(tx, { caseId: row.id, at: row.receivedAt, tokens: [], form: searchForm })
}

/** At start: copies of the data have no tokens. */
export async function startSearch(world: Pick<Sealed, 'db'>): Promise<void> {
  await world.db.transaction(async (tx) => await beginIfLost(tx))
}
