import type { AreaCode, Office } from '#core/plan.ts'
import { kept } from './kept.ts'
import { present } from './row.ts'
import type { Tx } from './transaction.ts'

/** Writes all offices of an area in place of those known before. */
export const saveOffices = async (
  tx: Tx,
  area: AreaCode,
  offices: readonly Office[],
): Promise<void> => {
  await tx.deleteFrom('offices').where('area', '=', area).execute()
  if (offices.length === 0) return
  const rows = offices.map((office) => ({ ...office, delegatedBy: office.delegatedBy ?? null }))
  if (rows.some((row) => row.area !== area)) throw new Error('an office of another area')
  await tx.insertInto('offices').values(rows).execute()
}

export const officesOf = async (tx: Tx, area: AreaCode): Promise<readonly Office[]> => {
  const rows = await officesIn(tx, { area })
  return rows.map((row) => present(row) as Office)
}

const officesIn = kept((tx, { area }: { readonly area: AreaCode }) =>
  tx.selectFrom('offices').selectAll().where('area', '=', area).orderBy('id'),
)
