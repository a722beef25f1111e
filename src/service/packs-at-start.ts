import type { AreaCode, Offence, OffenceCode } from '#core/plan.ts'
import { faultsOfArea } from '#packs/check-area.ts'
import {
  contentOf,
  corrected,
  digestOf,
  digestOfPack,
  packed,
  type KeptPack,
} from '#packs/kept-pack.ts'
import type { AreaPack, Packs } from '#packs/load.ts'
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
import { chooseNation, nationName } from './nation-at-start.ts'
import { keepFault, labelOf, newestGood } from './packs-in-force.ts'
import { houseChain } from './trace.ts'
import type { World } from './world.ts'

type Opening = Pick<World, 'db' | 'log' | 'clock' | 'mac'>
type Knowing = Opening & {
  readonly packs: { readonly offences: ReadonlyMap<OffenceCode, Offence> }
}

/**
 * What each area is served with from this start on. Data that are new and sound become a version of their own, with the
 * area's own corrections kept; where data are broken the last good version goes on. Throws a PackError where there is
 * none.
 */
export async function startPacks(world: Opening, read: ReadPacks): Promise<Packs> {
  return await world.db.transaction(async (tx) => {
    await holdPacks(tx, nationName)
    const { nation, fresh: freshNation } = await chooseNation(world, tx, read)
    const areas = new Map<AreaCode, AreaPack>()
    const fresh = []
    for (const shipped of await shippedAreas(tx, read)) {
      await holdPacks(tx, shipped.area)
      const chosen = await choose({ ...world, packs: nation }, tx, shipped)
      areas.set(shipped.area, chosen.pack)
      if (chosen.fresh) fresh.push({ area: shipped.area, ...chosen.fresh })
    }
    for (const { kept, ...one } of fresh)
      await keepRelease(world, tx, { ...one, content: contentOf(kept) })
    if (freshNation) {
      const more = {
        area: nationName,
        reason: `随系统 ${release}`,
        base: digestOf(freshNation.content),
      }
      await keepRelease(world, tx, { ...freshNation, ...more })
    }
    return { ...nation, areas }
  })
}

/** The same choice without keeping anything: for a command that only looks. */
export async function choosePacks(world: Opening, read: ReadPacks): Promise<Packs> {
  return await world.db.read(async (tx) => {
    const { nation } = await chooseNation(world, tx, read)
    const areas = new Map<AreaCode, AreaPack>()
    for (const shipped of await shippedAreas(tx, read))
      areas.set(shipped.area, (await choose({ ...world, packs: nation }, tx, shipped)).pack)
    return { ...nation, areas }
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
 * there now. Problems of no area stop the start.
 */
async function shippedAreas(tx: Tx, { packs, problems }: ReadPacks): Promise<readonly Shipped[]> {
  const byArea = new Map<AreaCode, readonly Problem[]>()
  const published = [...(await newestPackNumbers(tx)).keys()].filter((name) => name !== nationName)
  const lost = published.filter((area) => !packs.areas.has(area))
  for (const problem of problems.filter(({ file }) => !file.startsWith('national'))) {
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

async function choose(world: Knowing, tx: Tx, shipped: Shipped): Promise<Chosen> {
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
  world: Knowing,
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

interface Release extends Omit<Fresh, 'kept'> {
  /** Or the nation's name. */
  readonly area: AreaCode
  readonly content: string
}

/** Keeps a version that came with the product, with an audit entry like every other. */
export async function keepRelease(world: Opening, tx: Tx, fresh: Release): Promise<void> {
  const { area, number, content } = fresh
  const hash = digestOf(content)
  const at = world.clock()
  const by = 'release'
  await addPackVersion(tx, { ...fresh, content: packed(content), at, by, release, hash })
  const entry = { at, actor: by, action: 'plan-published', subject: `plan:${area}+${number}` }
  const chain = area === nationName ? houseChain : area
  await appendAudit(tx, { ...entry, area: chain, reason: hash }, world.mac)
}
