import type { Tx } from './transaction.ts'

/** A person who wants to be forgotten, by their handle: it is done as soon as nothing keeps them. */
export interface Forget {
  readonly handle: string
  readonly at: number
}

/** The first wish stands. */
export const markForget = async (tx: Tx, forget: Forget): Promise<void> => {
  await tx
    .insertInto('forgets')
    .values(forget)
    .onConflict((conflict) => conflict.column('handle').doNothing())
    .execute()
}
