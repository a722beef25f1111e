import type { Officer } from '#core/access.ts'
import type { Result } from '#core/result.ts'
import { ok } from '#core/result.ts'
import { visibleCase } from './case-file.ts'
import { history, seenBy, type DeskEvent } from './desk-history.ts'
import type { Sealed } from './sealed.ts'
import { officesIn } from './world.ts'

/** What happened to a case since an officer saw so many events of it; what they may not know of is left out. */
export async function changesSince(
  world: Sealed,
  officer: Officer,
  { number, version }: { readonly number: string; readonly version: number },
): Promise<Result<readonly DeskEvent[]>> {
  return await world.db.read(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const offices = await officesIn(world, tx, officer.area)
    const later = new Set(file.value.events.slice(version).map(({ id }) => id))
    const { events } = seenBy(officer, file.value)
    return ok(await history(tx, { events: events.filter(({ id }) => later.has(id)) }, offices))
  })
}
