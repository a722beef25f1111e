import { sql, type Selectable } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import type { Tx } from './transaction.ts'
import type { WarningTables } from './warning-tables.ts'

export type WarningRow = Readonly<Selectable<WarningTables['warnings']>>
export type WarningEventRow = Readonly<Selectable<WarningTables['warningEvents']>>

/** The next number of an area's warnings; the caller holds the area. */
export const nextWarning = async (tx: Tx, area: string): Promise<number> => {
  const { last } = await tx
    .selectFrom('warnings')
    .select((eb) => eb.fn.max('nth').as('last'))
    .where('area', '=', area)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

export const addWarning = async (
  tx: Tx,
  row: WarningRow,
  caseIds: readonly string[],
): Promise<void> => {
  await tx.insertInto('warnings').values(row).execute()
  await addWarningCases(tx, row.id, caseIds)
}

export const addWarningCases = async (
  tx: Tx,
  warning: string,
  caseIds: readonly string[],
): Promise<void> => {
  for (let n = 0; n < caseIds.length; n += 100)
    await tx
      .insertInto('warningCases')
      .values(caseIds.slice(n, n + 100).map((caseId) => ({ warning, caseId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Changes what lists show of a warning, if nobody changed it meanwhile; answers whether it did. */
export const changeWarning = async (
  tx: Tx,
  { id, version }: Pick<WarningRow, 'id' | 'version'>,
  change: Partial<Omit<WarningRow, 'id' | 'area' | 'nth' | 'once' | 'version'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('warnings')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const addWarningEvent = async (
  tx: Tx,
  event: Omit<WarningEventRow, 'seq'>,
): Promise<void> => {
  const { last } = await tx
    .selectFrom('warningEvents')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('warning', '=', event.warning)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('warningEvents')
    .values({ ...event, seq: (last ?? 0) + 1 })
    .execute()
}

export const warningById = async (tx: Tx, id: string): Promise<WarningRow | undefined> =>
  await tx.selectFrom('warnings').selectAll().where('id', '=', id).executeTakeFirst()

export const warningEvents = async (tx: Tx, id: string): Promise<readonly WarningEventRow[]> =>
  await tx
    .selectFrom('warningEvents')
    .selectAll()
    .where('warning', '=', id)
    .orderBy('seq')
    .execute()

/** The warnings of a series since a day, the youngest last. */
export const warningsOfSeries = async (
  tx: Tx,
  { area, series }: Pick<WarningRow, 'area' | 'series'>,
): Promise<readonly WarningRow[]> =>
  await tx
    .selectFrom('warnings')
    .selectAll()
    .where('area', '=', area)
    .where('series', '=', series)
    .orderBy('nth')
    .execute()

/** Warnings of a kind whose last day is no older. */
export const warningsSince = async (
  tx: Tx,
  { area, kind, to }: { readonly area: string; readonly kind: string; readonly to: string },
): Promise<readonly WarningRow[]> =>
  await tx
    .selectFrom('warnings')
    .selectAll()
    .where('area', '=', area)
    .where('kind', '=', kind)
    .where('toOn', '>=', to)
    .orderBy('nth')
    .execute()

/** When a warning was closed. */
export const closedAt = async (tx: Tx, id: string): Promise<number | undefined> => {
  const row = await tx
    .selectFrom('warningEvents')
    .select('at')
    .where('warning', '=', id)
    .where('type', '=', 'closed')
    .executeTakeFirst()
  return row?.at
}

export const isWarnedOf = async (
  tx: Tx,
  { area, once }: Pick<WarningRow, 'area' | 'once'>,
): Promise<boolean> =>
  (await tx
    .selectFrom('warnings')
    .select('id')
    .where('area', '=', area)
    .where('once', '=', once)
    .executeTakeFirst()) !== undefined

/** Warnings of an area, open ones first by grade, then the youngest; of some departments only, where any are given. */
export const listWarnings = async (
  tx: Tx,
  asked: {
    readonly area: string
    readonly departments?: readonly string[]
    readonly open: boolean
    readonly limit: number
  },
): Promise<readonly WarningRow[]> => {
  const { area, departments, open, limit } = asked
  return await tx
    .selectFrom('warnings')
    .selectAll()
    .where('area', '=', area)
    .where('state', open ? 'in' : 'not in', ['raised', 'acknowledged'])
    .where((eb) =>
      departments === undefined
        ? sql<boolean>`1 = 1`
        : eb.or(departments.map((one) => eb('department', 'like', `% ${one} %`))),
    )
    .orderBy(open ? 'grade' : 'changedAt', 'desc')
    .orderBy('nth', 'desc')
    .limit(limit)
    .execute()
}

/** Reports behind a warning that somebody may find: all of the area, or those their office has or had. */
export const casesOfWarning = async (
  tx: Tx,
  warning: string,
  { hidden, office }: { readonly hidden: Hidden; readonly office?: string },
) =>
  await tx
    .selectFrom('warningCases as w')
    .innerJoin('cases as c', 'c.id', 'w.caseId')
    .select(['c.number', 'c.state', 'c.receivedAt', 'c.offence'])
    .where('w.warning', '=', warning)
    .where('c.erasedAt', 'is', null)
    .where(isFound(hidden))
    .where((eb) =>
      office === undefined
        ? sql<boolean>`1 = 1`
        : eb.exists(
            eb
              .selectFrom('tasks as t')
              .select('t.task')
              .whereRef('t.caseId', '=', 'c.id')
              .where('t.office', '=', office),
          ),
    )
    .orderBy('c.receivedAt')
    .orderBy('c.number')
    .limit(200)
    .execute()

/** What was erased is behind no warning any more; the numbers it was counted in stay. */
export const forgetWarnings = async (tx: Tx, caseId: string): Promise<void> => {
  await tx
    .updateTable('warnings')
    .set((eb) => ({ place: '', once: eb.ref('id'), version: eb('version', '+', 1) }))
    .where('kind', '=', 'adverse')
    .where('id', 'in', (eb) =>
      eb.selectFrom('warningCases').select('warning').where('caseId', '=', caseId),
    )
    .execute()
  await tx.deleteFrom('warningCases').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('adverseSigns').where('caseId', '=', caseId).execute()
}

export type AdverseRow = Readonly<Selectable<WarningTables['adverseSigns']>>

export const noteAdverseSigns = async (tx: Tx, row: AdverseRow): Promise<void> => {
  await tx
    .insertInto('adverseSigns')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Reports whose words tell of harm and of which nobody was warned. */
export const adverseNew = async (tx: Tx, limit: number): Promise<readonly AdverseRow[]> =>
  await tx
    .selectFrom('adverseSigns')
    .selectAll()
    .where('raised', '=', 0)
    .orderBy('at')
    .limit(limit)
    .execute()

export const noteAdverseRaised = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.updateTable('adverseSigns').set({ raised: 1 }).where('caseId', '=', caseId).execute()
}

/** Reports of these offences that came in a span and that were not noted as telling of harm. */
export const adverseUnnoted = async (
  tx: Tx,
  {
    area,
    from,
    to,
    offences,
  }: {
    readonly area: string
    readonly from: string
    readonly to: string
    readonly offences: readonly string[]
  },
): Promise<readonly { readonly caseId: string; readonly receivedAt: number }[]> =>
  await tx
    .selectFrom('facts as f')
    .innerJoin('cases as c', 'c.id', 'f.caseId')
    .leftJoin('adverseSigns as s', 's.caseId', 'f.caseId')
    .select(['f.caseId', 'c.receivedAt'])
    .distinct()
    .where('f.area', '=', area)
    .where('f.givenOn', '>=', from)
    .where('f.givenOn', '<=', to)
    .where('f.offence', 'in', [...offences])
    .where('c.accuses', 'is', null)
    .where('c.erasedAt', 'is', null)
    .where('s.caseId', 'is', null)
    .limit(500)
    .execute()
