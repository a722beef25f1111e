import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type SubjectPairRow = Readonly<Selectable<Schema['subjectPairs']>>

/** Two in one order, so that a pair is there once. */
export const inOrder = <T extends { readonly one: string; readonly other: string }>(pair: T): T =>
  pair.one < pair.other ? pair : { ...pair, one: pair.other, other: pair.one }

/** What was decided of a pair stays decided. */
export const proposePairs = async (
  tx: Tx,
  pairs: readonly Omit<SubjectPairRow, 'state'>[],
): Promise<void> => {
  for (const pair of pairs)
    if (pair.one !== pair.other)
      await tx
        .insertInto('subjectPairs')
        .values({ ...inOrder(pair), state: 'proposed' })
        .onConflict((conflict) => conflict.columns(['one', 'other']).doNothing())
        .execute()
}

/** What an officer decided: `apart`, `joined`, or again `proposed` where a join was undone. */
export const decidePair = async (
  tx: Tx,
  pair: Omit<SubjectPairRow, 'why' | 'score'>,
): Promise<void> => {
  const { state, at } = pair
  await tx
    .insertInto('subjectPairs')
    .values({ ...inOrder(pair), why: 'officer', score: 0 })
    .onConflict((conflict) => conflict.columns(['one', 'other']).doUpdateSet({ state, at }))
    .execute()
}

/** What waits for an officer, the likeliest first; of those that were joined meanwhile nothing. */
export const pairsToDecide = async (
  tx: Tx,
  area: string,
  limit: number,
): Promise<readonly SubjectPairRow[]> =>
  await tx
    .selectFrom('subjectPairs as p')
    .innerJoin('subjects as a', 'a.id', 'p.one')
    .innerJoin('subjects as b', 'b.id', 'p.other')
    .selectAll('p')
    .where('p.area', '=', area)
    .where('p.state', '=', 'proposed')
    .whereRef('a.root', '<>', 'b.root')
    .orderBy('p.score', 'desc')
    .orderBy('p.one')
    .orderBy('p.other')
    .limit(limit)
    .execute()
