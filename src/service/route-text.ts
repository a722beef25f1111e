import type { DepartmentId, OffenceCode } from '#core/plan.ts'
import { route, type Precedent, type Routing } from '#core/route.ts'
import type { Packs } from '#packs/load.ts'
import type { Understanding, Understood } from '#understanding/understand.ts'

/** One text, understood and routed under an area's plan: what `yijian route --json` prints. */
export interface RoutedText {
  readonly area: string
  readonly intent: Understood['intent']
  readonly danger: Understood['danger']
  readonly inScope: boolean
  readonly handOver: Understood['handOver']
  readonly matters: readonly {
    readonly offences: readonly { readonly code: OffenceCode; readonly score: number }[]
    readonly confidence: number
    readonly clauses: Routing['clauses']
    readonly lead: readonly DepartmentId[]
    readonly responsible: readonly DepartmentId[]
    readonly cooperate: readonly DepartmentId[]
    readonly open: boolean
    readonly basis: Routing['basis']
  }[]
  readonly missing: Understood['missing']
  readonly explanation: Routing['explanation'] | null
}

/** What routing knows without a database. */
export interface RouteTextGround {
  readonly packs: Packs
  readonly understanding: Understanding
  readonly precedents: readonly Precedent[]
}

export function routeText(
  { packs, understanding, precedents }: RouteTextGround,
  area: string,
  text: string,
): RoutedText {
  const pack = packs.areas.get(area)
  if (!pack) throw new Error(`no data for area ${area}: see data/areas`)
  const understood = understanding.understand(text, area)
  const { plan, reading } = pack
  const ground = { plan, reading, offences: packs.offences, precedents }
  const place = understood.place.place
  const routed = understood.matters.map((matter) => {
    const offence = matter.offences[0]?.code ?? 'unknown'
    const stream = packs.offences.get(offence)?.stream ?? 'tip-off'
    const question = { offence, stream, text, ...(place ? { place } : {}) } as const
    return { matter, routing: route(question, ground) }
  })
  return {
    area,
    intent: understood.intent,
    danger: understood.danger,
    inScope: understood.inScope,
    handOver: understood.handOver,
    matters: routed.map(({ matter, routing }) => ({
      offences: matter.offences,
      confidence: matter.confidence,
      clauses: routing.clauses,
      ...namedFor(routing),
      open: routing.open,
      basis: routing.basis,
    })),
    missing: understood.missing,
    explanation: routed[0]?.routing.explanation ?? null,
  }
}

/** Where the plan is silent, those proposed for the intake office's ruling; `basis` and `open` say that they are no more. */
function namedFor({ lead, responsible, cooperate, proposed }: Routing) {
  return { lead: proposed?.lead ?? lead, responsible, cooperate: proposed?.cooperate ?? cooperate }
}
