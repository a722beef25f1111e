import { bandsOf } from '#core/likeness-bands.ts'
import { isFound, type Hidden } from './accusations.ts'
import { kept, keptRows } from './kept.ts'
import type { Schema } from './schema.ts'
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

/** With so many of its own a person's new report is compared. */
const compared = 50
/** And with so many of others: those that share most with it, of a flock up to 16, which is when its next ones are no longer kept here. */
const nearest = 20

export const keepLikeness = async (tx: Tx, row: LikenessRow): Promise<void> => {
  await insertLikeness(tx, row)
}

/** From now on those that say nearly the same find it. */
export const makeFound = async (
  tx: Tx,
  { caseId, area, marks }: Pick<LikenessRow, 'caseId' | 'area' | 'marks'>,
): Promise<void> => {
  await insertBands(
    tx,
    bandsOf(marks).map((band) => ({ area, band, caseId })),
  )
}

/** From now on it is of this flock. */
export const joinFlock = async (tx: Tx, caseId: string, flock: string): Promise<void> => {
  await tx.updateTable('likenesses').set({ flock }).where('caseId', '=', caseId).execute()
}

/** `undefined` where its text was too short, or was erased. */
export const likenessOf = async (tx: Tx, caseId: string): Promise<LikenessRow | undefined> =>
  (await likenessUnder(tx, { caseId }))[0]

const likenessUnder = kept((tx, { caseId }: { readonly caseId: string }) =>
  tx.selectFrom('likenesses').selectAll().where('caseId', '=', caseId),
)

const insertLikeness = kept((tx, { caseId, area, handle, at, flock, marks }: LikenessRow) =>
  tx.insertInto('likenesses').values({ caseId, area, handle, at, flock, marks }),
)

const insertBands = keptRows((tx, rows: readonly Schema['bands'][]) =>
  tx.insertInto('bands').values(rows.map(({ area, band, caseId }) => ({ area, band, caseId }))),
)

/** Reports of an area that share most bands with these marks, and so are the likeliest to say nearly the same, likeliest first. */
export const maybeAlike = async (
  tx: Tx,
  area: string,
  marks: Uint8Array,
): Promise<readonly Pick<LikenessRow, 'caseId' | 'flock' | 'marks'>[]> =>
  await inBands(
    tx,
    bandsOf(marks).map((band) => ({ area, band })),
  )

const inBands = keptRows((tx, rows: readonly { readonly area: string; readonly band: string }[]) =>
  tx
    .selectFrom((eb) =>
      eb
        .selectFrom('bands')
        .select(({ fn }) => ['caseId', fn.countAll<number>().as('shared')])
        .where('area', '=', rows[0]?.area ?? '')
        .where(
          'band',
          'in',
          rows.map(({ band }) => band),
        )
        .groupBy('caseId')
        .orderBy('shared', 'desc')
        .orderBy('caseId', 'desc')
        .limit(nearest)
        .as('near'),
    )
    .innerJoin('likenesses as l', 'l.caseId', 'near.caseId')
    .select(['l.caseId', 'l.flock', 'l.marks'])
    .orderBy('near.shared', 'desc')
    .orderBy('l.at', 'desc'),
)

/** The reports of one person, newest first. */
export const likenessesOf = async (tx: Tx, handle: string): Promise<readonly LikenessRow[]> =>
  await likenessesUnder(tx, { handle })

const likenessesUnder = kept((tx, { handle }: { readonly handle: string }) =>
  tx
    .selectFrom('likenesses')
    .selectAll()
    .where('handle', '=', handle)
    .orderBy('at', 'desc')
    .limit(compared),
)

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
  const gone = await tx
    .deleteFrom('likenesses')
    .where('caseId', '=', caseId)
    .returning(['area', 'marks'])
    .execute()
  for (const { area, marks } of gone)
    await tx
      .deleteFrom('bands')
      .where('area', '=', area)
      .where('band', 'in', bandsOf(marks))
      .where('caseId', '=', caseId)
      .execute()
}
