import type { Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { listOfficers } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { unitOf } from './officers.ts'
import { officesIn, type World } from './world.ts'

/** Everybody who works at the desk of an area now, as the core knows them. */
export async function areaOfficers(
  world: World,
  tx: Tx,
  area: AreaCode,
): Promise<readonly Officer[]> {
  const rows = (await listOfficers(tx, area)).filter(({ disabledAt }) => disabledAt === undefined)
  const offices = await officesIn(world, tx, area)
  const plan = world.packs.areas.get(area)?.plan
  return rows.map(({ id, name, role, office }) => {
    const own = offices.find((one) => one.id === office)
    const unit = own && unitOf(own, { offices, plan })
    return {
      id,
      name,
      role: role as Officer['role'],
      office,
      area,
      department: own?.department ?? '',
      ...(unit === undefined ? {} : { unit }),
    }
  })
}
