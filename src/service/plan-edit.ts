import { mayFor, type Officer } from '#core/access.ts'
import type { AreaCode, OffenceCode, ReadingEntry } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { checkArea, faultsOfArea } from '#packs/check-area.ts'
import { unnamed } from '#packs/check-reading.ts'
import type { Draft } from '#packs/drafts.ts'
import { corrected } from '#packs/kept-pack.ts'
import type { AreaPack } from '#packs/load.ts'
import { packFaults, packInForce, type InForce, type PackFault } from './packs-in-force.ts'
import type { World } from './world.ts'

/** A plan at the desk: what is in force, and what somebody wants changed. */
export interface PlanDesk {
  readonly area: AreaCode
  readonly inForce: InForce
  readonly draft: Draft
  /** What would be in force once the draft is published. */
  readonly drafted: AreaPack
  readonly faults: readonly PackFault[]
}

/** The longest reason, in characters. */
export const longestReason = 300

export async function planDesk(
  world: World,
  by: Officer,
  area: AreaCode,
): Promise<Result<PlanDesk>> {
  const right = mayFor(by, 'edit-plan', area)
  if (!right.ok) return right
  if (!world.packs.areas.has(area)) return refuse('area-not-yours')
  const inForce = await world.db.read(async (tx) => await packInForce(world, tx, area))
  return ok(deskOf(world, area, inForce))
}

/** A change that says what is in force already is none. */
export function deskOf(world: World, area: AreaCode, inForce: InForce): PlanDesk {
  const { revision, changes } = world.drafts.read(area)
  const known = new Map(inForce.pack.reading.entries.map((entry) => [entry.offence, entry]))
  const real = changes.filter(
    ({ entry }) => JSON.stringify(known.get(entry.offence)) !== JSON.stringify(entry),
  )
  return {
    area,
    inForce,
    draft: { revision, changes: real },
    drafted: corrected(
      inForce.pack,
      real.map(({ entry }) => entry),
    ),
    faults: packFaults(world).filter((fault) => fault.area === area),
  }
}

/** What an officer wants an offence to be read as, and which revision of the draft they had before them. */
export interface Correction {
  readonly entry: ReadingEntry
  readonly seen: number
}

/** Writes one reading into the draft, with its reason; what the plan does not bear is refused at once. */
export async function correctReading(
  world: World,
  by: Officer,
  area: AreaCode,
  { entry, seen }: Correction,
): Promise<Result<Draft>> {
  const desk = await planDesk(world, by, area)
  if (!desk.ok) return desk
  const reason = entry.reason.trim()
  if (reason === '') return refuse('reason-missing')
  if (reason.length > longestReason) return refuse('text-too-long', { longest: longestReason })
  if (world.packs.offences.get(entry.offence)?.handOver) return refuse('offence-not-reported')
  const { pack: before } = desk.value.inForce
  const [stranger] = unnamed(entry, before.plan)
  if (stranger !== undefined) {
    const named = before.plan.departments.find(({ id }) => id === stranger)
    return refuse('narrowed-not-named', { department: named?.name ?? stranger })
  }
  const pack = corrected(before, [{ ...entry, reason }])
  const [fault] = faultsOfArea(pack, world.packs.offences).filter(
    ({ field }) => field === entry.offence,
  )
  if (fault) return refuse('reading-faulty', { why: fault.cure })
  const change = { entry: { ...entry, reason }, by: by.name, at: world.clock() }
  return world.drafts.write(area, seen, change)
}

/** Takes one offence out of the draft again. */
export async function dropCorrection(
  world: World,
  by: Officer,
  area: AreaCode,
  { offence, seen }: { readonly offence: OffenceCode; readonly seen: number },
): Promise<Result<Draft>> {
  const right = mayFor(by, 'edit-plan', area)
  return right.ok ? world.drafts.drop(area, seen, offence) : right
}

/** Throws the whole draft away, unless somebody has written in it since. */
export async function discardDraft(
  world: World,
  by: Officer,
  area: AreaCode,
  seen: number,
): Promise<Result<Draft>> {
  const right = mayFor(by, 'edit-plan', area)
  return right.ok ? world.drafts.clear(area, seen) : right
}

/** What keeps a draft from being published; the same checks as `check-data`. */
export const draftProblems = (world: World, { drafted }: PlanDesk): readonly string[] =>
  checkArea(drafted, world.packs.offences).map(({ field, cure }) => `${field}：${cure}`)
