import type { Day } from '#core/case.ts'
import { addDays, startOf } from '#core/clock.ts'
import { sendersOf } from '#core/same-sender.ts'
import { countsOf, type Told } from '#core/surge-series.ts'
import { keepDay, subjectsToldOf, toldBetween } from '#store/surge-counts.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

export interface Days {
  readonly area: string
  readonly from: Day
  readonly to: Day
}

/** A matter, and whether it tells of danger to life. */
export type ToldHere = Told & { readonly urgent: number }

/** What came on these days, each sender under a mark of its own. What goes elsewhere by law is no matter of supervision. */
export async function toldOn(
  world: Pick<World, 'packs'>,
  tx: Tx,
  days: Days,
): Promise<readonly ToldHere[]> {
  const rows = await toldBetween(tx, days)
  const span = { from: startOf(days.from), to: startOf(addDays(days.to, 1)) }
  const subjects = await subjectsToldOf(tx, days.area, span)
  const senders = sendersOf(rows.map((row) => ({ ...row, flock: row.flock || row.caseId })))
  return rows.flatMap(({ caseId, day, offence, place, urgent }) => {
    const known = world.packs.offences.get(offence)
    if (!known || known.handOver) return []
    const sender = senders.get(caseId) ?? caseId
    const of = subjects.get(`${caseId} ${offence}`) ?? []
    return [{ caseId, day, offence, place, subjects: of, sender, urgent }]
  })
}

/** Counts these days anew. */
export async function countDays(world: World, tx: Tx, days: Days): Promise<void> {
  const counts = Map.groupBy(countsOf(await toldOn(world, tx, days)), ({ day }) => day)
  const at = world.clock()
  for (let day = days.from; day <= days.to; day = addDays(day, 1))
    await keepDay(tx, { area: days.area, day, at }, counts.get(day) ?? [])
}
