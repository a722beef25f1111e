import type { Officer } from '#core/access.ts'
import type { Office } from '#core/plan.ts'
import { officesIn, type World } from './world.ts'

/** The offices of an officer's own area. */
export const officesHere = async (world: World, { area }: Officer): Promise<readonly Office[]> =>
  await world.db.read(async (tx) => await officesIn(world, tx, area))
