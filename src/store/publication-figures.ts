import { publicationsStanding, type PublicationRow } from './publications.ts'
import { present } from './row.ts'
import type { Tx } from './transaction.ts'

/** What has been out since that day or longer, and still is. */
export const publicationsShownSince = async (
  tx: Tx,
  { area, kind, until }: { readonly area: string; readonly kind: string; readonly until: string },
): Promise<readonly PublicationRow[]> => {
  const rows = await publicationsStanding(tx, { area, kind, state: 'published' })
    .where('publishedOn', '<=', until)
    .limit(200)
    .execute()
  return rows.map((row) => present(row))
}

/** Every publication of figures of an area, the earliest period first. */
export const figuresOut = async (tx: Tx, area: string): Promise<readonly PublicationRow[]> => {
  const rows = await tx
    .selectFrom('publications')
    .selectAll()
    .where('area', '=', area)
    .where('kind', '=', 'statistics')
    .orderBy('mark')
    .execute()
  return rows.map((row) => present(row))
}

/** What ended in a span of days: codes, and how often. */
export const endedParts = async (
  tx: Tx,
  { area, from, to }: { readonly area: string; readonly from: string; readonly to: string },
) =>
  await tx
    .selectFrom('facts as f')
    .leftJoin('cases as c', 'c.id', 'f.caseId')
    .select((eb) => [
      'f.offence',
      'f.place',
      'f.department',
      'f.late',
      'c.outcome',
      eb.fn.countAll<number | string>().as('count'),
    ])
    .where('f.area', '=', area)
    .where('f.state', '=', 'closed')
    .where('f.closedOn', '>=', from)
    .where('f.closedOn', '<=', to)
    .groupBy(['f.offence', 'f.place', 'f.department', 'f.late', 'c.outcome'])
    .execute()
