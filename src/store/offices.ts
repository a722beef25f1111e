import type { AreaCode, Office } from '#core/plan.ts'
import { kept, keptRows } from './kept.ts'
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

/** Those of an area's offices that are meant, as far as they were imported. */
export const officesOfIds = async (
  tx: Tx,
  area: AreaCode,
  ids: readonly string[],
): Promise<readonly Office[]> => {
  if (ids.length === 0) return []
  const rows = await officesUnder(
    tx,
    ids.map((id) => ({ area, id })),
  )
  return rows.map((row) => present(row) as Office)
}

const officesUnder = keptRows(
  (tx, rows: readonly { readonly area: AreaCode; readonly id: string }[]) =>
    tx
      .selectFrom('offices')
      .selectAll()
      .where('area', '=', rows[0]?.area ?? '')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('id'),
)

/** Whether any office of an area was imported. */
export const hasOffices = async (tx: Tx, area: AreaCode): Promise<boolean> =>
  (await anyOfficeIn(tx, { area })).length > 0

const anyOfficeIn = kept((tx, { area }: { readonly area: AreaCode }) =>
  tx.selectFrom('offices').select('id').where('area', '=', area).limit(1),
)
