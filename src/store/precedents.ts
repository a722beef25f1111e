import type { Selectable } from 'kysely'
import { kept } from './kept.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/**
 * A ruling of an intake office that the next like case proposes. Its reason is an officer's words and may
 * repeat a citizen's, so it is sealed, under the key of its case.
 */
export interface PrecedentRow {
  readonly number: string
  readonly area: string
  readonly offence: string
  readonly lead: string
  readonly cooperate: readonly string[]
  readonly on: string
  readonly at: number
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** A later ruling in the same case on the same offence takes the place of the one before. */
export const addPrecedent = async (tx: Tx, precedent: PrecedentRow): Promise<void> => {
  const row = { ...precedent, cooperate: JSON.stringify(precedent.cooperate) }
  await tx
    .insertInto('precedents')
    .values(row)
    .onConflict((conflict) => conflict.columns(['number', 'offence']).doUpdateSet(row))
    .execute()
}

/** The rulings of an area, newest first. */
export const precedentsOf = async (tx: Tx, area: string): Promise<readonly PrecedentRow[]> => {
  const rows = await rulingsIn(tx, { area })
  return rows.map(withDepartments)
}

const rulingsIn = kept((tx, { area }: { readonly area: string }) =>
  tx
    .selectFrom('precedents')
    .selectAll()
    .where('area', '=', area)
    .orderBy('on', 'desc')
    .orderBy('at', 'desc')
    .orderBy('number', 'desc'),
)

const withDepartments = (row: Selectable<Schema['precedents']>): PrecedentRow => ({
  ...row,
  cooperate: JSON.parse(row.cooperate) as string[],
})
