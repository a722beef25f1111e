import type { AreaCode, DepartmentId, Offence, OffenceCode } from '#core/plan.ts'
import { route } from '#core/route.ts'
import type { AreaPack } from '#packs/load.ts'
import { CONFIDENT } from './figures.ts'
import type { MatterFound } from './matters.ts'

/** Who leads an offence under the plan of an area; `undefined`: nobody whom the plan names, or it is no matter of ours. */
type Leads = (code: OffenceCode) => DepartmentId | undefined

/**
 * Where it is not clear what a text is about, it may still be clear whose matter it is: of the departments the one whose
 * offences are likeliest together goes first, with the likeliest of them. What is clear stays as it is.
 */
export function createWhose(
  offences: ReadonlyMap<OffenceCode, Offence>,
  areas: ReadonlyMap<AreaCode, AreaPack>,
): (matter: MatterFound, area: AreaCode | undefined) => MatterFound {
  const known = new Map<AreaCode, Leads>()
  const leadsIn = (area: AreaCode): Leads | undefined => {
    const pack = areas.get(area)
    const leads = known.get(area) ?? (pack && leadsUnder(offences, pack))
    if (leads) known.set(area, leads)
    return leads
  }
  return (matter, area) => {
    if (area === undefined || matter.confidence >= CONFIDENT) return matter
    const leads = leadsIn(area)
    return leads ? withItsLead(matter, leads) : matter
  }
}

function withItsLead(matter: MatterFound, leads: Leads): MatterFound {
  const [said] = matter.offences
  const together = new Map<DepartmentId | undefined, number>()
  for (const { code, score } of matter.offences)
    together.set(leads(code), (together.get(leads(code)) ?? 0) + score)
  const [whose] = [...together].toSorted(([, a], [, b]) => b - a)[0] ?? []
  const first = matter.offences.find(({ code }) => leads(code) === whose)
  if (!first || first === said) return matter
  const others = matter.offences.filter((one) => one !== first)
  return { offences: [first, ...others], confidence: Math.min(matter.confidence, first.score) }
}

function leadsUnder(
  offences: ReadonlyMap<OffenceCode, Offence>,
  { plan, reading }: AreaPack,
): Leads {
  const found = new Map<OffenceCode, DepartmentId | undefined>()
  return (code) => {
    if (!found.has(code)) {
      const { stream = 'tip-off', handOver } = offences.get(code) ?? {}
      const ground = { plan, reading, offences, precedents: [] }
      const routing = handOver ? undefined : route({ offence: code, stream }, ground)
      found.set(code, (routing?.proposed?.lead ?? routing?.lead)?.[0])
    }
    return found.get(code)
  }
}
