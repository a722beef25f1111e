import { kept } from './kept.ts'
import type { Tx } from './transaction.ts'

interface OfCase {
  readonly caseId: string
}

/** What else is to be read of a report follows a moment after it is kept. */
export const oweFollowUp = async (tx: Tx, caseId: string): Promise<void> => {
  await insertOwed(tx, { caseId })
}

const insertOwed = kept((tx, { caseId }: OfCase) =>
  tx
    .insertInto('followUps')
    .values({ caseId })
    .onConflict((conflict) => conflict.doNothing()),
)

/** Reports that wait to be followed, the oldest first. */
export const followUpsOwed = async (tx: Tx, limit: number): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('followUps')
    .select('caseId')
    .orderBy('caseId')
    .limit(limit)
    .execute()
  return rows.map(({ caseId }) => caseId)
}

export const countFollowUps = async (tx: Tx): Promise<number> => {
  const { count } = await tx
    .selectFrom('followUps')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Whether reports of an area that came before then still wait. */
export const waitsFrom = async (tx: Tx, area: string, before: number): Promise<boolean> => {
  const rows = await tx
    .selectFrom('followUps as f')
    .innerJoin('cases as c', 'c.id', 'f.caseId')
    .select('f.caseId')
    .where('c.area', '=', area)
    .where('c.receivedAt', '<', before)
    .limit(1)
    .execute()
  return rows.length > 0
}

/** Whether it still waited: from now on it does not. */
export const takeFollowUp = async (tx: Tx, caseId: string): Promise<boolean> =>
  (await dropOwed(tx, { caseId })).length > 0

const dropOwed = kept((tx, { caseId }: OfCase) =>
  tx.deleteFrom('followUps').where('caseId', '=', caseId).returning('caseId'),
)
