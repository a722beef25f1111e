import { isFound, type Hidden } from './accusations.ts'
import type { Tx } from './transaction.ts'

/** What tells whether two reports say nearly the same: keyed digests, no word of either. `flock`: the first of those alike. */
export interface LikenessRow {
  readonly caseId: string
  readonly area: string
  readonly handle: string
  readonly at: number
  readonly flock: string
  readonly marks: Uint8Array
}

/** Of these many a new report is compared with; a flock is found by any one of it. */
const compared = 50

export const keepLikeness = async (
  tx: Tx,
  row: LikenessRow,
  bands: readonly string[],
): Promise<void> => {
  const { caseId, area } = row
  await tx.insertInto('likenesses').values(row).execute()
  await tx
    .insertInto('likenessBands')
    .values(bands.map((band) => ({ area, band, caseId })))
    .execute()
}

/** Reports of an area that may say nearly the same, newest first. */
export const maybeAlike = async (
  tx: Tx,
  area: string,
  bands: readonly string[],
): Promise<readonly LikenessRow[]> =>
  await tx
    .selectFrom('likenesses')
    .selectAll()
    .where('caseId', 'in', (eb) =>
      eb
        .selectFrom('likenessBands')
        .select('caseId')
        .where('area', '=', area)
        .where('band', 'in', [...bands]),
    )
    .orderBy('at', 'desc')
    .limit(compared)
    .execute()

/** The reports of one person, newest first. */
export const likenessesOf = async (tx: Tx, handle: string): Promise<readonly LikenessRow[]> =>
  await tx
    .selectFrom('likenesses')
    .selectAll()
    .where('handle', '=', handle)
    .orderBy('at', 'desc')
    .limit(compared)
    .execute()

/** Of these reports the flock each is in and how many are in it, as far as the asker may find them. */
export const flocksOf = async (
  tx: Tx,
  caseIds: readonly string[],
  hidden: Hidden,
): Promise<ReadonlyMap<string, { readonly flock: string; readonly count: number }>> => {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('likenesses as own')
    .innerJoin('likenesses as l', 'l.flock', 'own.flock')
    .innerJoin('cases as c', 'c.id', 'l.caseId')
    .select((eb) => ['own.caseId', 'own.flock', eb.fn.countAll<number>().as('count')])
    .where('own.caseId', 'in', [...caseIds])
    .where(isFound(hidden))
    .groupBy(['own.caseId', 'own.flock'])
    .execute()
  return new Map(rows.map(({ caseId, flock, count }) => [caseId, { flock, count }]))
}

/** All reports of the flock a report is in, oldest first. */
export const flockOf = async (
  tx: Tx,
  caseId: string,
  hidden: Hidden,
): Promise<readonly { readonly number: string; readonly state: string; readonly at: number }[]> =>
  await tx
    .selectFrom('likenesses as own')
    .innerJoin('likenesses as l', 'l.flock', 'own.flock')
    .innerJoin('cases as c', 'c.id', 'l.caseId')
    .select(['c.number', 'c.state', 'c.receivedAt as at'])
    .where('own.caseId', '=', caseId)
    .where(isFound(hidden))
    .orderBy('c.receivedAt')
    .orderBy('c.number')
    .limit(500)
    .execute()

/** At the erasure of a report nothing stays that it could be recognised by. */
export const forgetLikeness = async (tx: Tx, caseId: string): Promise<void> => {
  await tx.deleteFrom('likenesses').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('likenessBands').where('caseId', '=', caseId).execute()
}
