import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type CreditRow = Readonly<Selectable<Schema['creditEntries']>>
type CreditEventRow = Readonly<Selectable<Schema['creditEvents']>>

export const saveCredit = async (tx: Tx, row: CreditRow): Promise<void> => {
  await tx
    .insertInto('creditEntries')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export const addCreditEvent = async (tx: Tx, row: CreditEventRow): Promise<void> => {
  await tx.insertInto('creditEvents').values(row).execute()
}

export const creditById = async (tx: Tx, id: string): Promise<CreditRow | undefined> =>
  await tx.selectFrom('creditEntries').selectAll().where('id', '=', id).executeTakeFirst()

export const creditOfCase = async (tx: Tx, caseId: string): Promise<readonly CreditRow[]> =>
  await tx
    .selectFrom('creditEntries')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('id')
    .execute()

export const creditEvents = async (tx: Tx, entry: string): Promise<readonly CreditEventRow[]> =>
  await tx
    .selectFrom('creditEvents')
    .selectAll()
    .where('entry', '=', entry)
    .orderBy('seq')
    .execute()

/** Records of an area in some states, or of some subjects, those changed last first. */
export const creditList = async (
  tx: Tx,
  {
    area,
    states,
    subjects,
    limit,
  }: {
    readonly area: string
    readonly states: readonly string[]
    readonly subjects?: readonly string[]
    readonly limit: number
  },
): Promise<readonly CreditRow[]> => {
  if (subjects?.length === 0) return []
  let query = tx
    .selectFrom('creditEntries')
    .selectAll()
    .where('area', '=', area)
    .where('state', 'in', [...states])
  if (subjects) query = query.where('subject', 'in', [...subjects])
  return await query.orderBy('changedAt', 'desc').orderBy('id').limit(limit).execute()
}

/** At the erasure of a case its records stay, without saying which case it was. */
export const unlinkCredit = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.updateTable('creditEntries').set({ caseId: null }).where('caseId', '=', caseId).execute()
}
