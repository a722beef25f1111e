import type { Tx } from './transaction.ts'

/** A list as an officer wants to find it again; `opens`: the desk begins with it. */
export interface SavedView {
  readonly id: string
  readonly query: string
  readonly opens: boolean
}

const most = 20

export const keepView = async (
  tx: Tx,
  view: {
    readonly id: string
    readonly officer: string
    readonly query: string
    readonly at: number
  },
): Promise<void> => {
  if ((await viewsOf(tx, view.officer)).length >= most) return
  await tx
    .insertInto('savedViews')
    .values({ ...view, opens: 0 })
    .onConflict((conflict) => conflict.columns(['officer', 'query']).doNothing())
    .execute()
}

export const viewsOf = async (tx: Tx, officer: string): Promise<readonly SavedView[]> => {
  const rows = await tx
    .selectFrom('savedViews')
    .select(['id', 'query', 'opens'])
    .where('officer', '=', officer)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ opens, ...view }) => ({ ...view, opens: opens === 1 }))
}

export const dropView = async (tx: Tx, officer: string, id: string): Promise<void> => {
  await tx.deleteFrom('savedViews').where('officer', '=', officer).where('id', '=', id).execute()
}

/** The desk begins with this one; with none where the id is none. */
export const openWith = async (tx: Tx, officer: string, id: string): Promise<void> => {
  await tx.updateTable('savedViews').set({ opens: 0 }).where('officer', '=', officer).execute()
  await tx
    .updateTable('savedViews')
    .set({ opens: 1 })
    .where('officer', '=', officer)
    .where('id', '=', id)
    .execute()
}
