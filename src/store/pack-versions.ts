import { kept } from './kept.ts'
import { holdName } from './row-lock.ts'
import type { Tx } from './transaction.ts'

/** One published version of an area's pack. Versions are added, never changed: cases point to them. */
export interface PackVersion {
  readonly area: string
  /** From 0, without gaps. */
  readonly number: number
  readonly at: number
  /** An officer's id; `release` for what came with the product's own data. */
  readonly by: string
  readonly reason: string
  /** The release whose data it stands on, and the digest of them. */
  readonly release: string
  readonly base: string
  readonly hash: string
}

export type FullPackVersion = PackVersion & { readonly content: Uint8Array }

const plain = ['area', 'number', 'at', 'by', 'reason', 'release', 'base', 'hash'] as const

/** Nobody else publishes in this area until the transaction ends. */
export const holdPacks = async (tx: Tx, area: string): Promise<void> =>
  await holdName(tx, 'packs', area)

/** Adds the next version of an area. A number that is taken is refused by the database. */
export const addPackVersion = async (tx: Tx, version: FullPackVersion): Promise<void> => {
  await tx.insertInto('packVersions').values(version).execute()
}

/** The newest version below a number, or of all. */
export const newestPackVersion = async (
  tx: Tx,
  area: string,
  below?: number,
): Promise<PackVersion | undefined> => {
  const [newest] = await (below === undefined
    ? newestOf(tx, { area })
    : newestBelow(tx, { area, below }))
  return newest
}

interface InArea {
  readonly area: string
}

const newestFirst = (tx: Tx, { area }: InArea) =>
  tx
    .selectFrom('packVersions')
    .select(plain)
    .where('area', '=', area)
    .orderBy('number', 'desc')
    .limit(1)

const newestOf = kept(newestFirst)

const newestBelow = kept((tx, { area, below }: InArea & { readonly below: number }) =>
  newestFirst(tx, { area }).where('number', '<', below),
)

export const packVersion = async (
  tx: Tx,
  area: string,
  number: number,
): Promise<FullPackVersion | undefined> =>
  await tx
    .selectFrom('packVersions')
    .selectAll()
    .where('area', '=', area)
    .where('number', '=', number)
    .executeTakeFirst()

/** The history of an area's pack, newest first, without its contents. */
export const packVersions = async (tx: Tx, area: string): Promise<readonly PackVersion[]> =>
  await tx
    .selectFrom('packVersions')
    .select(plain)
    .where('area', '=', area)
    .orderBy('number', 'desc')
    .execute()

/** The number of each area's newest version: one short look tells whether anything was published. */
export const newestPackNumbers = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .selectFrom('packVersions')
    .select((eb) => ['area' as const, eb.fn.max('number').as('number')])
    .groupBy('area')
    .execute()
  return new Map(rows.map(({ area, number }) => [area, number]))
}
