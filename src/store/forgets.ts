import type { Tx } from './transaction.ts'

/**
 * A conversation to be cleared, by the handle of its person. `asked`: they want to be forgotten, so their reports go as
 * well, each as soon as nothing keeps it. `later`: only those reports are left. `case`: one of its reports was erased.
 */
export interface Forget {
  readonly handle: string
  readonly at: number
  readonly why: 'asked' | 'later' | 'case'
}

/** The first wish stands; a person's own goes before what follows from a report. */
export const markForget = async (tx: Tx, { handle, at, why }: Forget): Promise<void> => {
  const row = { handle, at, why, nextAt: 0 }
  const insert = tx.insertInto('forgets').values(row)
  await (
    why === 'asked'
      ? insert.onConflict((conflict) =>
          conflict.column('handle').doUpdateSet({ at, why, nextAt: 0 }),
        )
      : insert.onConflict((conflict) => conflict.column('handle').doUpdateSet({ nextAt: 0 }))
  ).execute()
}

/** Those to look at now, longest due first. */
export const dueForgets = async (
  tx: Tx,
  now: number,
  limit: number,
): Promise<readonly Forget[]> => {
  const rows = await tx
    .selectFrom('forgets')
    .select(['handle', 'at', 'why'])
    .where('nextAt', '<=', now)
    .orderBy('nextAt')
    .orderBy('handle')
    .limit(limit)
    .execute()
  return rows.map(({ why, ...row }) => ({ ...row, why: why as Forget['why'] }))
}

/** To be looked at again then. */
export const putOffForget = async (
  tx: Tx,
  { handle, why }: Pick<Forget, 'handle' | 'why'>,
  nextAt: number,
): Promise<void> => {
  await tx.updateTable('forgets').set({ nextAt, why }).where('handle', '=', handle).execute()
}

export const endForget = async (tx: Tx, handle: string): Promise<void> => {
  await tx.deleteFrom('forgets').where('handle', '=', handle).execute()
}
