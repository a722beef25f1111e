import type { AreaCode } from '#core/plan.ts'
import type { Precedent } from '#core/route.ts'
import type { Tx } from '#store/transaction.ts'
import { precedentsOf } from '#store/precedents.ts'
import type { World } from './world.ts'

/** The intake office's rulings in an area. Their reasons stay sealed: routing needs only who and when. */
export async function precedentsIn(
  _world: World,
  tx: Tx,
  area: AreaCode,
): Promise<readonly Precedent[]> {
  const rows = await precedentsOf(tx, area)
  return rows.map((row) => ({
    offence: row.offence,
    area: row.area,
    lead: row.lead,
    cooperate: row.cooperate,
    reason: '',
    on: row.on,
    number: row.number,
  }))
}
