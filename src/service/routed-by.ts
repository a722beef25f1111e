import type { AreaPack } from '#packs/load.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { packLabelled } from './packs-in-force.ts'
import { areaPack, type World } from './world.ts'

/** The version a matter was routed by. */
export interface RoutedBy {
  readonly label: string
  /** Absent where it cannot be read any more: then only the explanation speaks. */
  readonly pack?: AreaPack
}

/**
 * By matter, the plan as it stood when routing last decided: a later edition never speaks for an older case. Cases from
 * before versions were kept have none but the one in force.
 */
export async function routedBy(
  world: World,
  tx: Tx,
  { case: about, events }: Pick<OpenCase, 'case' | 'events'>,
): Promise<ReadonlyMap<string, RoutedBy>> {
  const routed = new Map<string, RoutedBy>()
  for (const { id } of about.matters) {
    const labels = events.flatMap((event) =>
      event.type === 'assigned' && event.matter === id
        ? (event.explanation.facts['version'] ?? [])
        : [],
    )
    const label = labels.at(-1)
    const pack =
      label === undefined
        ? areaPack(world, about.area)
        : await packLabelled(world, tx, about.area, label)
    if (label !== undefined || pack)
      routed.set(id, { label: label ?? '', ...(pack ? { pack } : {}) })
  }
  return routed
}
