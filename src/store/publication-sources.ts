import type { Selectable } from 'kysely'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** Where an entry came from: told to nobody outside. */
export const keepSource = async (
  tx: Tx,
  source: Selectable<Schema['publicationSources']>,
): Promise<void> => {
  await tx.insertInto('publicationSources').values(source).execute()
}

/** How the reports stand that an entry came of. */
export const sourceCases = async (
  tx: Tx,
  publication: string,
): Promise<readonly { readonly state: string; readonly outcome: string | null }[]> =>
  await tx
    .selectFrom('publicationSources as s')
    .innerJoin('cases as c', 'c.id', 's.caseId')
    .select(['c.state', 'c.outcome'])
    .where('s.publication', '=', publication)
    .execute()

/** The reports that an entry came of. */
export const sourcesOf = async (tx: Tx, publication: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('publicationSources')
    .select('caseId')
    .where('publication', '=', publication)
    .execute()
  return rows.map(({ caseId }) => caseId)
}

/** Reports whose outcome may stand on a decision that is not here yet, newest first. */
export const casesToPublish = async (
  tx: Tx,
  area: string,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('cases')
    .select('number')
    .where('area', '=', area)
    .where('state', 'in', ['concluded', 'closed'])
    .where('outcome', 'in', ['substantiated', 'partly'])
    .where('accuses', 'is', null)
    .where('erasedAt', 'is', null)
    .where('mergedInto', 'is', null)
    .where('id', 'not in', (eb) => eb.selectFrom('publicationSources').select('caseId'))
    .orderBy('changedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ number }) => number)
}

/** A draft that is thrown away leaves its report free for another. */
export const dropSource = async (tx: Tx, publication: string): Promise<void> => {
  await tx.deleteFrom('publicationSources').where('publication', '=', publication).execute()
}

/** Of an erased report nothing leads to what was published. */
export const forgetSources = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.deleteFrom('publicationSources').where('caseId', '=', caseId).execute()
}
