import type { Tx } from './transaction.ts'

/** The latest time that was believed, as far as it was kept. */
export const believedTime = async (tx: Tx): Promise<number | undefined> =>
  (await tx.selectFrom('clock').select('at').where('id', '=', 'believed').executeTakeFirst())?.at

/** Never takes an earlier time than another process kept. */
export const keepBelieved = async (tx: Tx, at: number): Promise<void> => {
  await tx
    .insertInto('clock')
    .values({ id: 'believed', at, to: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }).where('clock.at', '<', at))
    .execute()
}

/** When the last entry of each area's chain was written: nothing is received before it. */
export const lastWritten = async (tx: Tx): Promise<readonly number[]> => {
  const rows = await tx
    .selectFrom('auditHeads as head')
    .innerJoin('audit as entry', (join) =>
      join.onRef('entry.area', '=', 'head.area').onRef('entry.seq', '=', 'head.count'),
    )
    .select('entry.at')
    .execute()
  return rows.map(({ at }) => at)
}

/** Between which two times the clock jumped, by the record. */
export interface ClockJump {
  readonly from: number
  readonly to: number
}

export const keepJump = async (tx: Tx, { from, to }: ClockJump): Promise<void> => {
  const row = { id: 'jump', at: from, to }
  await tx
    .insertInto('clock')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export const dropJump = async (tx: Tx): Promise<void> => {
  await tx.deleteFrom('clock').where('id', '=', 'jump').execute()
}

export const keptJump = async (tx: Tx): Promise<ClockJump | undefined> => {
  const row = await tx.selectFrom('clock').selectAll().where('id', '=', 'jump').executeTakeFirst()
  return row && { from: row.at, to: row.to ?? row.at }
}

/** How often a person said that the clock is right. */
export const confirmations = async (tx: Tx): Promise<number> =>
  (await tx.selectFrom('clock').select('to').where('id', '=', 'confirmed').executeTakeFirst())
    ?.to ?? 0

/** A person says that it is `at` now, whatever was believed before. */
export const keepConfirmed = async (tx: Tx, at: number): Promise<void> => {
  const row = { id: 'confirmed', at, to: (await confirmations(tx)) + 1 }
  await tx.deleteFrom('clock').execute()
  await tx
    .insertInto('clock')
    .values([row, { id: 'believed', at, to: null }])
    .execute()
}
