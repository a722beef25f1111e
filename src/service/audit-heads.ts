import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { auditHashAt, auditHeads, verifyAudit } from '#store/audit.ts'
import type { DayOfHeads } from '#store/head-files.ts'
import type { World } from './world.ts'

/** Each round: the first one of a day writes down where every chain ends, outside the database. */
export async function publishHeads(world: World): Promise<void> {
  const { heads: files, db } = world
  const day = dayOf(world.clock())
  if (!files || files.has(day)) return
  const heads = await db.read(async (tx) => await auditHeads(tx))
  if (heads.length === 0) return
  files.write({
    day,
    heads: heads.map(({ area, count, hash, digest }) => ({
      area,
      count,
      digest,
      hash: Buffer.from(hash).toString('hex'),
    })),
  })
}

/** What was written down so far, the newest days only: for anybody who keeps it elsewhere. */
export const publishedHeads = ({ heads }: World): readonly DayOfHeads[] =>
  heads?.read().slice(-400) ?? []

/** Every chain from its first entry, its head, and every head that was published: what was once there is there still. */
export async function verifyChains(world: World): Promise<Result<{ entries: number }>> {
  return await world.db.read(async (tx) => {
    const verified = await verifyAudit(tx, world.mac)
    if (!verified.ok) return verified
    for (const { day, heads } of publishedHeads(world))
      for (const { area, count, hash } of heads) {
        const kept = await auditHashAt(tx, area, count)
        if (!kept || Buffer.from(kept).toString('hex') !== hash)
          return refuse('audit-not-as-published', { area, entry: count, day })
      }
    return ok(verified.value)
  })
}
