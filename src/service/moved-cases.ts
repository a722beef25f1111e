import type { Case, Matter } from '#core/case.ts'
import type { AreaCode, OffenceCode } from '#core/plan.ts'
import type { AreaPack } from '#packs/load.ts'
import { packInForce, packLabelled } from './packs-in-force.ts'
import { routeUnder, routingAround, type Routed, type RoutedBy } from './routing.ts'
import type { World } from './world.ts'

/** Names of the offices that would have a matter. */
export interface Whereto {
  readonly lead: readonly string[]
  readonly others: readonly string[]
}

/** A matter that would go elsewhere: its number and no word of it. */
export interface MovedMatter {
  readonly number: string
  readonly offence: OffenceCode
  readonly from: Whereto
  readonly to: Whereto
}

export interface DryRun {
  readonly looked: number
  /** Matters that the intake office gave out itself: no plan moves them. */
  readonly ruled: number
  readonly moved: readonly MovedMatter[]
}

interface Trial {
  readonly area: AreaCode
  /** Absent: each case by the version it was routed by. */
  readonly from?: AreaPack
  readonly to: AreaPack
}

/** Routes cases once more, under another pack, and changes none of them. */
export async function movedCases(
  world: World,
  cases: AsyncIterable<Case>,
  { area, from, to }: Trial,
): Promise<DryRun> {
  const around = await world.db.read(async (tx) => await routingAround(world, tx, area))
  const packOf = from ? async () => from : createRoutedPacks(world, area)
  const run = { looked: 0, ruled: 0, moved: [] as MovedMatter[] }
  for await (const about of cases) {
    run.looked += 1
    for (const matter of about.matters) {
      if (matter.ruling) run.ruled += 1
      else {
        const before = await packOf(matter.explanation.facts['version'])
        const asked = { about, matter, offices: around.offices }
        const old = where(world, { ...around, pack: before }, asked)
        const fresh = where(world, { ...around, pack: to }, asked)
        if (JSON.stringify(old) !== JSON.stringify(fresh))
          run.moved.push({ number: about.number, offence: matter.offence, from: old, to: fresh })
      }
    }
  }
  return run
}

/** The pack a case was routed by, each read once; where it is not known, the one in force. */
function createRoutedPacks(
  world: World,
  area: AreaCode,
): (label: string | undefined) => Promise<AreaPack> {
  const known = new Map<string, AreaPack>()
  return async (label = '') => {
    const before = known.get(label)
    if (before) return before
    const pack = await world.db.read(
      async (tx) =>
        (await packLabelled(world, tx, area, label)) ?? (await packInForce(world, tx, area)).pack,
    )
    known.set(label, pack)
    return pack
  }
}

interface Asked {
  readonly about: Case
  readonly matter: Matter
  readonly offices: RoutedBy['offices']
}

function where(world: World, by: RoutedBy, { about, matter, offices }: Asked): Whereto {
  const { area, facts, receivedAt: at } = about
  const { assignments } = routeUnder(world, by, { area, matter, text: facts.what, at })
  const named = (leads: boolean): readonly string[] =>
    assignments
      .filter(({ role }) => leadRoles.has(role) === leads)
      .map(({ office }) => offices.find(({ id }) => id === office)?.name ?? office)
      .toSorted()
  return { lead: named(true), others: named(false) }
}

const leadRoles: ReadonlySet<Routed['assignments'][number]['role']> = new Set([
  'lead',
  'co-lead',
  'intake',
])
