import { may, type Officer } from '#core/access.ts'
import { unknownOffence } from '#core/report.ts'
import { refuse, ok, type Result } from '#core/result.ts'
import { isReportable } from './matters.ts'
import { proposals } from './proposals.ts'
import type { World } from './world.ts'

/** A kind of matter, as it is chosen. */
export interface Choice {
  readonly code: string
  readonly label: string
}

const most = 5

/** What a call may be about, best first, for an operator who types while they listen. */
export function callProposals(
  world: World,
  officer: Officer,
  text: string,
): Result<readonly Choice[]> {
  const right = may(officer, 'enter-calls')
  if (!right.ok) return right
  if (!world.packs.areas.has(officer.area)) return refuse('area-not-yours')
  if (text.trim().length < 2) return ok([])
  const found = proposals(world, officer.area, text)
  return ok(found.filter(({ code }) => isReportable(world, code)).slice(0, most))
}

/** Every kind there is, in the order of the list. */
export const allOffences = (world: World): readonly Choice[] => [
  { code: unknownOffence, label: '由工作人员归类' },
  ...[...world.packs.offences.values()]
    .filter(({ code }) => isReportable(world, code))
    .map(({ code, zh }) => ({ code, label: zh })),
]
