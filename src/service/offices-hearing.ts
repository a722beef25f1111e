import type { AreaCode } from '#core/plan.ts'
import type { DecisionReach } from '#core/decision-clock.ts'
import { listOfficers } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { officesIn, type World } from './world.ts'

interface Heard {
  readonly area: AreaCode
  readonly reach: DecisionReach
  /** Whose part it is, where it is not the part of whoever stands above alone. */
  readonly office?: string
}

/** The office itself first; above it the coordinating post, and where it reaches them the supervisors' offices. */
export async function officesHearing(
  world: World,
  tx: Tx,
  { area, reach, office }: Heard,
): Promise<readonly string[]> {
  const own = office === undefined ? [] : [office]
  if (reach === 'office') return own
  const intake = reach === 'deciders' ? [] : await intakeOffices(world, tx, area)
  const supervisors = reach === 'coordination' ? [] : await supervisorsOffices(tx, area)
  return [...new Set([...own, ...intake, ...supervisors])]
}

const intakeOffices = async (world: World, tx: Tx, area: AreaCode): Promise<readonly string[]> =>
  (await officesIn(world, tx, area))
    .filter(({ department }) => department === 'intake')
    .map(({ id }) => id)

const supervisorsOffices = async (tx: Tx, area: AreaCode): Promise<readonly string[]> =>
  (await listOfficers(tx, area))
    .filter(({ role, disabledAt }) => role === 'supervisor' && disabledAt === undefined)
    .map(({ office }) => office)
