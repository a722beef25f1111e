import { mayFor, type Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { contentOf, digestOf, digestOfPack, packed } from '#packs/kept-pack.ts'
import { release } from '#packs/release.ts'
import { officerById } from '#store/officers.ts'
import {
  addPackVersion,
  holdPacks,
  newestPackVersion,
  packVersions,
  type PackVersion,
} from '#store/pack-versions.ts'
import type { Tx } from '#store/transaction.ts'
import { labelOf, packInForce, packNumbered, type InForce } from './packs-in-force.ts'
import { keepRelease } from './packs-at-start.ts'
import { deskOf, draftProblems, longestReason } from './plan-edit.ts'
import { trace } from './trace.ts'
import { areaPack, type World } from './world.ts'

/** What the officer had before them when they said yes. */
export interface Publication {
  readonly reason: string
  /** Revision of the draft. */
  readonly revision: number
  /** Number of the version in force. */
  readonly number: number
}

/**
 * Makes the draft the next version: whole, numbered, for good. Every process routes by it from the next report on; cases
 * keep the version they were routed by. Refused if anything moved since the officer looked.
 */
export async function publishDraft(
  world: World,
  by: Officer,
  area: AreaCode,
  given: Publication,
): Promise<Result<{ readonly label: string }>> {
  const right = mayFor(by, 'publish-plan', area)
  if (!right.ok) return right
  const reason = given.reason.trim()
  if (reason === '') return refuse('reason-missing')
  if (reason.length > longestReason) return refuse('text-too-long', { longest: longestReason })
  const published = await world.db.transaction(
    async (tx) => await publish(world, tx, by, { ...given, reason, area }),
  )
  if (published.ok) world.drafts.clear(area, given.revision)
  return published
}

async function publish(
  world: World,
  tx: Tx,
  by: Officer,
  { area, reason, revision, number }: Publication & { readonly area: AreaCode },
): Promise<Result<{ readonly label: string }>> {
  await holdPacks(tx, area)
  const inForce = await firstKept(world, tx, area)
  const desk = deskOf(world, area, inForce)
  const newest = await newestPackVersion(tx, area)
  const { version } = inForce
  if (!version || !newest) throw new Error('a plan that is published has a version')
  if (desk.draft.revision !== revision || version.number !== number) return refuse('plan-moved')
  if (desk.draft.changes.length === 0) return refuse('draft-empty')
  const [problem] = draftProblems(world, desk)
  if (problem !== undefined) return refuse('plan-faulty', { why: problem })
  const changed = desk.draft.changes.map(({ entry }) => entry.offence)
  const own = [...new Set([...inForce.own, ...changed])].toSorted()
  const content = contentOf({ pack: desk.drafted, own })
  const hash = digestOf(content)
  const next = { area, number: newest.number + 1, at: world.clock(), by: by.id, reason, hash }
  const kept = { content: packed(content), release: version.release, base: version.base }
  const fresh = { ...next, ...kept }
  await addPackVersion(tx, fresh)
  const subject = `plan:${area}+${fresh.number}`
  await trace(world, tx, by, { area, action: 'plan-published', subject, reason: hash })
  return ok({ label: labelOf(fresh) })
}

/** Where nothing was kept yet, what the process was started with is the first version. */
async function firstKept(world: World, tx: Tx, area: AreaCode): Promise<InForce> {
  const inForce = await packInForce(world, tx, area)
  if (inForce.version) return inForce
  const pack = areaPack(world, area)
  const content = contentOf({ pack, own: [] })
  const number = ((await newestPackVersion(tx, area))?.number ?? -1) + 1
  const reason = `随系统 ${release}`
  await keepRelease(world, tx, { area, content, number, reason, base: digestOfPack(pack) })
  return await packInForce(world, tx, area)
}

/** One line of the history of versions. */
export interface VersionLine extends PackVersion {
  /** Who published it; empty for what came with the product. */
  readonly name: string
}

/** All versions of an area, newest first. */
export async function planVersions(
  world: World,
  by: Officer,
  area: AreaCode,
): Promise<Result<readonly VersionLine[]>> {
  const right = mayFor(by, 'edit-plan', area)
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const lines: VersionLine[] = []
    for (const version of await packVersions(tx, area)) {
      const officer = version.by === 'release' ? undefined : await officerById(tx, version.by)
      lines.push({ ...version, name: officer?.name ?? '' })
    }
    return ok(lines)
  })
}

/** One version as it was published, with the one before it to compare. */
export async function planVersion(
  world: World,
  by: Officer,
  area: AreaCode,
  number: number,
): Promise<Result<{ readonly shown: InForce; readonly before?: InForce }>> {
  const right = mayFor(by, 'edit-plan', area)
  if (!right.ok) return right
  return await world.db.read(async (tx) => {
    const shown = await packNumbered(world, tx, area, number)
    const before = await packNumbered(world, tx, area, number - 1)
    if (!shown) return refuse('version-unknown')
    return ok({ shown, ...(before ? { before } : {}) })
  })
}
