import type { Published, PublicContent, VersionNote } from '#core/publication.ts'
import type { AreaCode } from '#core/plan.ts'
import {
  publicationsOut,
  versionsNow,
  type PublicationRow,
  type VersionRow,
} from '#store/publications.ts'
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
