import type { AreaCode, Offence, OffenceCode } from '#core/plan.ts'
import { faultsOfArea } from '#packs/check-area.ts'
import type { KeptPack } from '#packs/kept-pack.ts'
import { readKept, type ReadKept } from '#packs/kept-pack.ts'
import type { AreaPack } from '#packs/load.ts'
import { tell } from '#packs/problem.ts'
import {
  newestPackNumbers,
  newestPackVersion,
  packVersion,
  type PackVersion,
} from '#store/pack-versions.ts'
import type { Db, Tx } from '#store/transaction.ts'
import { areaPack, type World } from './world.ts'

/** The pack that routes, with the version that cases keep. Without one: nothing was published yet. */
export interface InForce extends KeptPack {
  readonly version?: PackVersion
}

/** Why an area runs on something older than was meant for it. */
export interface PackFault {
  readonly area: AreaCode
  /** What it runs on instead. */
  readonly using: string
  readonly problems: readonly string[]
}

/** As cases keep it: the release whose data it stands on, and the number of the area's version. */
export const labelOf = ({ release, number }: Pick<PackVersion, 'release' | 'number'>): string =>
  `${release}+${number}`

const numberIn = (label: string): number | undefined => {
  const number = /\+(\d{1,9})$/.exec(label)?.[1]
  return number === undefined ? undefined : Number(number)
}

type Known = Pick<World, 'db' | 'log'> & {
  readonly packs: { readonly offences: ReadonlyMap<OffenceCode, Offence> }
}

interface Seen {
  /** A version never changes, so it is read once; by its digest, for a number may be given back. */
  readonly read: Map<string, ReadKept>
  readonly faulty: Map<string, string | undefined>
  readonly faults: Map<string, PackFault>
}

const seenIn = new WeakMap<Db, Seen>()

function seenBy({ db }: Pick<World, 'db'>): Seen {
  const known = seenIn.get(db)
  if (known) return known
  const fresh: Seen = { read: new Map(), faulty: new Map(), faults: new Map() }
  seenIn.set(db, fresh)
  return fresh
}

/**
 * The version in force as this transaction sees it: whatever was published before it began counts. A version that
 * cannot be read, or contradicts itself, gives way to the one before, and that is said loudly.
 */
export async function packInForce(world: World, tx: Tx, area: AreaCode): Promise<InForce> {
  return (await newestGood(world, tx, area)) ?? { pack: areaPack(world, area), own: [] }
}

/** The newest version that is sound, or none. */
export async function newestGood(
  world: Known,
  tx: Tx,
  area: AreaCode,
): Promise<(KeptPack & { readonly version: PackVersion }) | undefined> {
  const newest = await newestPackVersion(tx, area)
  const problems: string[] = []
  for (let head = newest; head; head = await newestPackVersion(tx, area, head.number)) {
    const why = await faultIn(world, tx, head)
    const read = await readOnce(world, tx, head)
    if (why === undefined && read.ok) {
      keepFault(world, `${area} version`, { area, using: labelOf(head), problems })
      return { ...read.kept, version: head }
    }
    problems.push(`${labelOf(head)}：${why ?? ''}`)
  }
  return undefined
}

/** A version by the label a case has; `undefined` where it cannot be read any more. */
export async function packLabelled(
  world: Known,
  tx: Tx,
  area: AreaCode,
  label: string,
): Promise<AreaPack | undefined> {
  const number = numberIn(label)
  return number === undefined ? undefined : (await packNumbered(world, tx, area, number))?.pack
}

/** A version by its number, with what is told of it. */
export async function packNumbered(
  world: Known,
  tx: Tx,
  area: AreaCode,
  number: number,
): Promise<(KeptPack & { readonly version: PackVersion }) | undefined> {
  const version = await newestPackVersion(tx, area, number + 1)
  if (version?.number !== number) return undefined
  const read = await readOnce(world, tx, version)
  return read.ok ? { ...read.kept, version } : undefined
}

/** Areas that run on an older version, for whoever keeps the machine. */
export const packFaults = (world: Pick<World, 'db'>): readonly PackFault[] => [
  ...seenBy(world).faults.values(),
]

/** Remembers a fault and says it, once; no problems: all is well again. */
export function keepFault(world: Pick<World, 'db' | 'log'>, key: string, fault: PackFault): void {
  const { faults } = seenBy(world)
  const before = faults.get(key)?.problems.join('\n') ?? ''
  if (fault.problems.length === 0) faults.delete(key)
  else faults.set(key, fault)
  if (fault.problems.join('\n') === before || fault.problems.length === 0) return
  const { area, using, problems } = fault
  for (const problem of problems)
    world.log.error('a plan is broken: an older version is used', { area, using, problem })
}

async function readOnce(world: Known, tx: Tx, { area, number, hash }: PackVersion) {
  const { read } = seenBy(world)
  const key = `${area}+${number} ${hash}`
  const known = read.get(key)
  if (known) return known
  const full = await packVersion(tx, area, number)
  const fresh = readKept(full?.content ?? new Uint8Array(), hash)
  read.set(key, fresh)
  return fresh
}

async function faultIn(world: Known, tx: Tx, version: PackVersion): Promise<string | undefined> {
  const { faulty } = seenBy(world)
  const key = `${version.area}+${version.number} ${version.hash}`
  if (faulty.has(key)) return faulty.get(key)
  const read = await readOnce(world, tx, version)
  const [problem] = read.ok ? faultsOfArea(read.kept.pack, world.packs.offences) : []
  const why = read.ok ? problem && tell(problem) : read.why
  faulty.set(key, why)
  return why
}

/** Puts into `areas` what was published since, here or by another process; everybody who asks the world sees it. */
export function createPackRefresh(
  world: World,
  areas: Map<AreaCode, AreaPack>,
): () => Promise<void> {
  let known: ReadonlyMap<AreaCode, number> = new Map()
  return async () =>
    await world.db.read(async (tx) => {
      const newest = await newestPackNumbers(tx)
      for (const area of areas.keys())
        if (newest.get(area) !== known.get(area))
          areas.set(area, (await packInForce(world, tx, area)).pack)
      known = newest
    })
}
