import type { AreaCode } from '#core/plan.ts'
import type { World } from './world.ts'

/** What an operator sets, or the default of `satisfaction.json`: so many days a case stays open to its reporter. */
export const reporterDays = (world: World, area: AreaCode): number =>
  Number(world.operator.read(area).archiveAfterDays ?? world.packs.satisfaction?.archive.days ?? 0)
