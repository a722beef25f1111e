import type { Officer } from '#core/access.ts'
import { ok, type Result } from '#core/result.ts'
import { visibleCase } from './case-file.ts'
import type { CasePoint } from './desk.ts'
import { history, seenBy, type DeskEvent } from './desk-history.ts'
import type { Sealed } from './sealed.ts'
import { officesIn } from './world.ts'

/** What happened to a case after an officer saw it, without its words. */
export interface Changed {
  readonly version: number
  readonly changes: readonly Omit<DeskEvent, 'text'>[]
}

export async function changedSince(
  world: Sealed,
  officer: Officer,
  { number, version }: CasePoint,
): Promise<Result<Changed>> {
  return await world.db.read(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const since = { ...file.value, events: file.value.events.slice(Math.max(0, version)) }
    const offices = await officesIn(world, tx, since.case.area)
    const lines = await history(tx, seenBy(officer, since), offices)
    const changes = lines.map(({ text: _text, ...line }) => line)
    return ok({ version: since.case.version, changes })
  })
}
