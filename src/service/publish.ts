import type { PublicationKind, PublicContent, Published, VersionNote } from '#core/publication.ts'
import type { AreaCode } from '#core/plan.ts'
import type { PublicFigures } from '#core/public-figures.ts'
import { chainFault } from '#store/publication-chain.ts'
import {
  linksOf,
  publicationById,
  publicationsOut,
  versionsNow,
  versionsOf,
  type LinkRow,
  type PublicationRow,
  type VersionRow,
} from '#store/publications.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

interface Asked {
  readonly area: AreaCode
  /** Days on which entries came out. */
  readonly since?: string
  readonly until?: string
  /** The id of the last entry of the page before. */
  readonly after?: string
  readonly limit: number
}

/** What stands in a version: what is said, and why it was changed. A decision that was taken down keeps its offence alone. */
export type VersionContent = VersionNote & {
  readonly content?: PublicContent
  readonly figures?: PublicFigures
  readonly offence?: string
}

export const readVersion = (row: Pick<VersionRow, 'content'>): VersionContent | undefined =>
  row.content === undefined ? undefined : (JSON.parse(row.content) as VersionContent)

/** The register as anybody may read it, newest first. */
export async function publishedOf(
  world: World,
  { area, ...asked }: Asked,
): Promise<readonly Published[]> {
  return await world.db.read(async (tx) => {
    const rows = await publicationsOut(tx, { area, kind: 'decision', ...asked })
    const versions = await versionsNow(tx, rows)
    return rows.flatMap((row) => {
      const version = versions.get(row.id)
      return version ? [entryOf(row, version)] : []
    })
  })
}

function entryOf(row: PublicationRow, version: VersionRow): Published {
  const { what = 'published', reason, content, offence = '' } = readVersion(version) ?? {}
  const decision = content?.kind === 'decision' ? content.decision : undefined
  const publishedOn = row.publishedOn ?? version.on
  return {
    id: row.id,
    area: row.area,
    kind: 'penalty-decision',
    offence: decision?.offence ?? offence,
    publishedOn,
    changedOn: row.changedOn ?? publishedOn,
    state: what,
    ...(reason === undefined ? {} : { reason }),
    ...(decision ? { decision, decidedOn: decision.decidedOn } : {}),
    ...(decision?.place === undefined ? {} : { place: decision.place }),
  }
}

/** One publication with every version that is not taken down. */
export interface PublicItem {
  readonly id: string
  readonly area: AreaCode
  readonly kind: PublicationKind
  readonly publishedOn: string
  readonly changedOn: string
  readonly versions: readonly PublicVersion[]
}

export type PublicVersion = VersionContent & {
  readonly version: number
  readonly on: string
  /** What its digest was made of; none of what was taken down. */
  readonly proof?: { readonly salt: string; readonly text: string }
}

/** A publication by its public address, as anybody may read it. */
export async function readPublic(world: World, id: string): Promise<PublicItem | undefined> {
  return await world.db.read(async (tx) => {
    const row = await publicationById(tx, id)
    return row?.publishedOn === undefined ? undefined : await itemOf(tx, row, row.publishedOn)
  })
}

/** The newest of a kind, with what stands now. */
export async function listPublic(
  world: World,
  asked: Asked & { readonly kind: PublicationKind },
): Promise<readonly PublicItem[]> {
  return await world.db.read(async (tx) => {
    const rows = await publicationsOut(tx, asked)
    const versions = await versionsNow(tx, rows)
    return rows.flatMap((row) => {
      const version = versions.get(row.id)
      return version && row.publishedOn !== undefined
        ? [{ ...headOf(row, row.publishedOn), versions: [versionOf(version)] }]
        : []
    })
  })
}

async function itemOf(tx: Tx, row: PublicationRow, publishedOn: string): Promise<PublicItem> {
  const versions = await versionsOf(tx, row.id)
  return { ...headOf(row, publishedOn), versions: versions.map(versionOf) }
}

const headOf = ({ id, area, kind, changedOn }: PublicationRow, publishedOn: string) => ({
  id,
  area,
  kind: kind as PublicationKind,
  publishedOn,
  changedOn: changedOn ?? publishedOn,
})

function versionOf(row: VersionRow): PublicVersion {
  const { version, on, content: text, salt } = row
  const read = readVersion(row) ?? { what: 'published' as const }
  const proof = text === undefined || salt === undefined ? {} : { proof: { salt, text } }
  return { ...read, version, on, ...proof }
}

/** Every change of what an area published, and whether the chain of them holds. */
export async function publicChain(
  world: World,
  area: AreaCode,
): Promise<{ readonly links: readonly LinkRow[]; readonly fault?: number }> {
  return await world.db.read(async (tx) => {
    const links = await linksOf(tx, area)
    const fault = chainFault(links)
    return { links, ...(fault === undefined ? {} : { fault }) }
  })
}
