import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { canonical } from '#core/canonical.ts'
import { present, presentFirst, type Present } from './row.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type PublicationRow = Present<Selectable<Schema['publications']>>
export type VersionRow = Present<Selectable<Schema['publishedVersions']>>
export type LinkRow = Readonly<Selectable<Schema['publicationLinks']>>

/** Writes a publication's columns, or all of them anew. */
export const savePublication = async (tx: Tx, row: PublicationRow): Promise<void> => {
  const kept = {
    ...row,
    mark: row.mark ?? null,
    draft: row.draft ?? null,
    draftedBy: row.draftedBy ?? null,
    draftedAt: row.draftedAt ?? null,
    approvedBy: row.approvedBy ?? null,
    approvedAt: row.approvedAt ?? null,
    releaseOn: row.releaseOn ?? null,
    publishedOn: row.publishedOn ?? null,
    changedOn: row.changedOn ?? null,
  }
  await tx
    .insertInto('publications')
    .values(kept)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
    .execute()
}

export const publicationById = async (tx: Tx, id: string): Promise<PublicationRow | undefined> =>
  presentFirst(await tx.selectFrom('publications').selectAll().where('id', '=', id).execute())

/** Whether this decision stands here already, out or on its way. */
export const publicationByMark = async (
  tx: Tx,
  { area, kind, mark }: { readonly area: string; readonly kind: string; readonly mark: string },
): Promise<PublicationRow | undefined> =>
  presentFirst(
    await tx
      .selectFrom('publications')
      .selectAll()
      .where('area', '=', area)
      .where('kind', '=', kind)
      .where('mark', '=', mark)
      .execute(),
  )

interface OutQuestion {
  readonly area: string
  readonly kind: string
  /** Of the first day it was out. */
  readonly since?: string
  readonly until?: string
  /** The id after which the page begins, of the order newest first. */
  readonly after?: string
  readonly limit: number
}

/** What is or was out, newest first. */
export const publicationsOut = async (
  tx: Tx,
  { area, kind, since, until, after, limit }: OutQuestion,
): Promise<readonly PublicationRow[]> => {
  const last = after === undefined ? undefined : await publicationById(tx, after)
  let query = tx
    .selectFrom('publications')
    .selectAll()
    .where('area', '=', area)
    .where('kind', '=', kind)
    .where('publishedOn', 'is not', null)
  if (since !== undefined) query = query.where('publishedOn', '>=', since)
  if (until !== undefined) query = query.where('publishedOn', '<=', until)
  if (last?.publishedOn !== undefined) {
    const { publishedOn: on, id } = last
    query = query.where((eb) =>
      eb.or([eb('publishedOn', '<', on), eb.and([eb('publishedOn', '=', on), eb('id', '>', id)])]),
    )
  }
  const rows = await query.orderBy('publishedOn', 'desc').orderBy('id').limit(limit).execute()
  return rows.map((row) => present(row))
}

/** What waits for an officer or for its day. */
export const publicationsOpen = async (
  tx: Tx,
  area: string,
): Promise<readonly PublicationRow[]> => {
  const rows = await tx
    .selectFrom('publications')
    .selectAll()
    .where('area', '=', area)
    .where((eb) => eb.or([eb('state', 'in', ['drafted', 'approved']), eb('draft', 'is not', null)]))
    .orderBy('draftedAt')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map((row) => present(row))
}

/** Those of one kind that stand in one state, in one order. */
export const publicationsStanding = (
  tx: Tx,
  { area, kind, state }: Pick<PublicationRow, 'area' | 'kind' | 'state'>,
) =>
  tx
    .selectFrom('publications')
    .selectAll()
    .where('area', '=', area)
    .where('kind', '=', kind)
    .where('state', '=', state)
    .orderBy('id')

/** Approved and of age by that day. */
export const publicationsDue = async (
  tx: Tx,
  { area, kind, today }: { readonly area: string; readonly kind: string; readonly today: string },
): Promise<readonly PublicationRow[]> => {
  const rows = await publicationsStanding(tx, { area, kind, state: 'approved' })
    .where('releaseOn', '<=', today)
    .execute()
  return rows.map((row) => present(row))
}

/** Every version, the first first. */
export const versionsOf = async (tx: Tx, publication: string): Promise<readonly VersionRow[]> => {
  const rows = await tx
    .selectFrom('publishedVersions')
    .selectAll()
    .where('publication', '=', publication)
    .orderBy('version')
    .execute()
  return rows.map((row) => present(row))
}

/** The versions that stand now, of several. */
export const versionsNow = async (
  tx: Tx,
  rows: readonly PublicationRow[],
): Promise<ReadonlyMap<string, VersionRow>> => {
  if (rows.length === 0) return new Map()
  const found = await tx
    .selectFrom('publishedVersions as v')
    .innerJoin('publications as p', (join) =>
      join.onRef('p.id', '=', 'v.publication').onRef('p.version', '=', 'v.version'),
    )
    .selectAll('v')
    .where(
      'v.publication',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  return new Map(found.map((row) => [row.publication, present(row)]))
}

export interface NewVersion {
  readonly area: string
  readonly publication: string
  readonly version: number
  readonly on: string
  readonly what: 'published' | 'corrected' | 'withdrawn'
  readonly content: string
  /** Random, so that what was taken down cannot be guessed from its digest. */
  readonly salt: string
}

/** Puts a version out and binds it into the area's chain. Others of the area wait from here on. */
export const putOut = async (tx: Tx, version: NewVersion): Promise<void> => {
  const { area, publication, on, what, content, salt } = version
  await holdName(tx, 'publications', area)
  await tx
    .insertInto('publishedVersions')
    .values({ publication, version: version.version, on, content, salt })
    .execute()
  const last = await tx
    .selectFrom('publicationLinks')
    .select(['seq', 'hash'])
    .where('area', '=', area)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const link = {
    area,
    seq: (last?.seq ?? 0) + 1,
    on,
    publication,
    version: version.version,
    what,
    digest: contentDigest(content, salt),
  }
  const hash = linkHash(last?.hash ?? nothingBefore, link)
  await tx
    .insertInto('publicationLinks')
    .values({ ...link, hash })
    .execute()
}

/** What was out is gone from here; its digest stays in the chain. */
export const takeDown = async (tx: Tx, publication: string): Promise<void> => {
  await tx
    .updateTable('publishedVersions')
    .set({ content: null, salt: null })
    .where('publication', '=', publication)
    .execute()
}

export const linksOf = async (
  tx: Tx,
  area: string,
  after = 0,
  limit = 1_000_000,
): Promise<readonly LinkRow[]> =>
  await tx
    .selectFrom('publicationLinks')
    .selectAll()
    .where('area', '=', area)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()

/** Before the first link. */
export const nothingBefore = '0'.repeat(64)

/** SHA-256 of the salt, a line feed and what stands there, as 64 small hexadecimal signs. */
export const contentDigest = (content: string, salt: string): string =>
  createHash('sha256').update(`${salt}\n${content}`).digest('hex')

/** SHA-256 of the hash before, a line feed and the link in its one spelling of JSON. */
export const linkHash = (before: string, link: Omit<LinkRow, 'hash'>): string => {
  const { area, seq, on, publication, version, what, digest } = link
  const spelled = canonical({ area, seq, on, publication, version, what, digest })
  return createHash('sha256').update(`${before}\n${spelled}`).digest('hex')
}
