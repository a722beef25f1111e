import { sees, type Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { refuse } from '#core/result.ts'
import { tasksOf, type CaseRow } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

/** What is left of a report that was erased, as a refusal to show more. Whether it existed is not told to who may not see it. */
export async function erasedCase(
  world: World,
  tx: Tx,
  officer: Officer,
  row: CaseRow,
): Promise<ReturnType<typeof refuse>> {
  const { area, accuses } = row
  const stream = accuses === undefined ? 'tip-off' : 'accusation'
  const matters = [{ stream, ...(accuses ? { accused: accuses } : {}) }] as const
  if (!sees(officer, { area, matters, tasks: await tasksOf(tx, row.id) }))
    return refuse('case-not-visible')
  return refuse('case-erased', leftOf(world, row))
}

/** Number, offence, outcome class and days of an erased report. */
export function leftOf(
  { packs }: World,
  { number, offence, state, outcome, receivedAt, changedAt, erasedAt }: CaseRow,
): Readonly<Record<string, string>> {
  return {
    number,
    state,
    offence: packs.offences.get(offence)?.zh ?? '',
    receivedOn: dayOf(receivedAt),
    changedOn: dayOf(changedAt),
    erasedOn: dayOf(erasedAt ?? changedAt),
    ...(outcome === undefined ? {} : { outcome }),
  }
}
