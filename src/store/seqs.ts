import { kept } from './kept.ts'
import type { Tx } from './transaction.ts'

/**
 * Takes `count` places in the order of a conversation's lines and answers the first. Heard and said lines
 * share it; whoever takes places waits for the transaction that took the ones before.
 */
export const takeSeqs = async (tx: Tx, session: string, count: number): Promise<number> => {
  const [taken] = await countOn(tx, { session, count })
  if (!taken) throw new Error('no place in a conversation was given')
  return taken.last - count + 1
}

const countOn = kept(
  (tx, { session, count }: { readonly session: string; readonly count: number }) =>
    tx
      .insertInto('seqs')
      .values({ session, last: count })
      .onConflict((conflict) =>
        conflict.column('session').doUpdateSet((eb) => ({ last: eb('seqs.last', '+', count) })),
      )
      .returning('last'),
)

/** The newest line's place, 0 where nothing was said. */
export const lastSeq = async (tx: Tx, session: string): Promise<number> =>
  (await tx.selectFrom('seqs').select('last').where('session', '=', session).executeTakeFirst())
    ?.last ?? 0
