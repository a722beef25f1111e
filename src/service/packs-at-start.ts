import type { AreaCode, Offence, OffenceCode } from '#core/plan.ts'
import { faultsOfArea } from '#packs/check-area.ts'
import { contentOf, corrected, digestOf, digestOfPack, type KeptPack } from '#packs/kept-pack.ts'
import type { AreaPack } from '#packs/load.ts'
import { packError, tell, type Problem } from '#packs/problem.ts'
import type { ReadPacks } from '#packs/read-packs.ts'
import { release } from '#packs/release.ts'
import { appendAudit } from '#store/audit.ts'
import {
  addPackVersion,
  holdPacks,
  newestPackNumbers,
  newestPackVersion,
  type PackVersion,
} from '#store/pack-versions.ts'
import type { Tx } from '#store/transaction.ts'
import { keepFault, labelOf, newestGood } from './packs-in-force.ts'
import type { World } from './world.ts'

type Opening = Pick<World, 'db' | 'log' | 'clock' | 'mac'> & {
  readonly packs: { readonly offences: ReadonlyMap<OffenceCode, Offence> }
}

/**
 * What each area is served with from this start on. Data that are new and sound become a version of their own, with the
 * area's own corrections kept; an area whose data are broken goes on with its last good version. Throws a PackError
 * where there is none.
 */
export async function startPacks(
  world: Opening,
  read: ReadPacks,
): Promise<ReadonlyMap<AreaCode, AreaPack>> {
  return await world.db.transaction(async (tx) => {
    const areas = new Map<AreaCode, AreaPack>()
    const fresh = []
    for (const shipped of await shippedAreas(tx, read)) {
      await holdPacks(tx, shipped.area)
      const chosen = await choose(world, tx, shipped)
      areas.set(shipped.area, chosen.pack)
      if (chosen.fresh) fresh.push({ area: shipped.area, ...chosen.fresh })
    }
    for (const one of fresh) await keepRelease(world, tx, one)
    return areas
  })
}

/** The same choice without keeping anything: for a command that only looks. */
export async function choosePacks(
  world: Opening,
  read: ReadPacks,
): Promise<ReadonlyMap<AreaCode, AreaPack>> {
  return await world.db.read(async (tx) => {
    const areas = new Map<AreaCode, AreaPack>()
    for (const shipped of await shippedAreas(tx, read))
      areas.set(shipped.area, (await choose(world, tx, shipped)).pack)
    return areas
  })
}

/** One area of `data/`; `pack` is absent where it could not be read. */
interface Shipped {
  readonly area: AreaCode
  readonly pack?: AreaPack
  readonly problems: readonly Problem[]
}

/**
 * Each problem with the area it is in. A folder whose name has no code can only be an area that was published and is not
 * there now. Problems of no area (the nation's files) stop the start.
 */
async function shippedAreas(tx: Tx, { packs, problems }: ReadPacks): Promise<readonly Shipped[]> {
  const byArea = new Map<AreaCode, readonly Problem[]>()
  const lost = [...(await newestPackNumbers(tx)).keys()].filter((area) => !packs.areas.has(area))
  for (const problem of problems) {
    const code = /^areas\/(\d{6})/.exec(problem.file)?.[1]
    const inAreas = problem.file.startsWith('areas') ? lost : []
    const areas = code === undefined ? inAreas : [code]
    if (areas.length === 0) throw packError(problems)
    for (const area of areas) byArea.set(area, [...(byArea.get(area) ?? []), problem])
  }
  return [...new Set([...packs.areas.keys(), ...byArea.keys()])].toSorted().map((area) => {
    const pack = packs.areas.get(area)
    return { area, ...(pack ? { pack } : {}), problems: byArea.get(area) ?? [] }
  })
}

interface Fresh {
  readonly kept: KeptPack
  readonly number: number
  readonly base: string
  readonly reason: string
}

interface Chosen {
  readonly pack: AreaPack
  /** To be kept as a new version. */
  readonly fresh?: Fresh
}

async function choose(world: Opening, tx: Tx, shipped: Shipped): Promise<Chosen> {
  const { area, pack, problems } = shipped
  const good = await newestGood(world, tx, area)
  const last = await newestPackVersion(tx, area)
  if (pack && problems.length === 0) {
    const base = digestOfPack(pack)
    const isKnown = good !== undefined && last?.base === base
    const fresh = isKnown ? undefined : freshFrom(world, pack, { base, good, last })
    sayWhy(world, area, good && labelOf(good.version), fresh?.problems ?? [])
    if (isKnown) return good
    if (fresh?.next) return { pack: fresh.next.kept.pack, fresh: fresh.next }
    if (good) return good
    throw packError(fresh?.problems ?? [])
  }
  if (!good) throw packError(problems)
  sayWhy(world, area, labelOf(good.version), problems)
  return good
}

interface Before {
  readonly base: string
  readonly good: (KeptPack & { readonly version: PackVersion }) | undefined
  readonly last: PackVersion | undefined
}

/** The shipped pack with what the area corrected itself, as far as the new plan still bears it. */
function freshFrom(
  world: Opening,
  pack: AreaPack,
  { base, good, last }: Before,
): { readonly next?: Fresh; readonly problems: readonly Problem[] } {
  const own = good?.pack.reading.entries.filter(({ offence }) => good.own.includes(offence)) ?? []
  const faulty = new Set(
    faultsOfArea(corrected(pack, own), world.packs.offences).map(({ field }) => field),
  )
  const borne = own.filter(({ offence }) => !faulty.has(offence))
  const kept = { pack: corrected(pack, borne), own: borne.map(({ offence }) => offence) }
  const problems = faultsOfArea(kept.pack, world.packs.offences)
  if (problems.length > 0) return { problems }
  const dropped = own.filter(({ offence }) => faulty.has(offence)).map(({ offence }) => offence)
  const reason = last
    ? `随系统 ${release} 更新${dropped.length > 0 ? `；${dropped.join('、')} 的更正在新方案里不成立，改用随系统的` : ''}`
    : `随系统 ${release}`
  return { next: { kept, base, reason, number: (last?.number ?? -1) + 1 }, problems }
}

function sayWhy(
  world: Opening,
  area: AreaCode,
  using: string | undefined,
  problems: readonly Problem[],
): void {
  keepFault(world, `${area} data`, { area, using: using ?? '', problems: problems.map(tell) })
}

/** Keeps a version that came with the product, with an audit entry like every other. */
export async function keepRelease(
  world: Opening,
  tx: Tx,
  { area, kept, number, base, reason }: Fresh & { readonly area: AreaCode },
): Promise<void> {
  const content = contentOf(kept)
  const hash = digestOf(content)
  const at = world.clock()
  const by = 'release'
  await addPackVersion(tx, { area, number, at, by, reason, release, base, content, hash })
  const entry = { area, at, actor: by, action: 'plan-published', subject: `plan:${area}+${number}` }
  await appendAudit(tx, { ...entry, reason: hash }, world.mac)
}
