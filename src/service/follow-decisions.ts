import type { Case } from '#core/case.ts'
import { decisionClock } from '#core/decision-clock.ts'
import { openDecisions, type OpenDecision } from '#core/open-decisions.ts'
import { saveDecisions, type NewDecision } from '#store/decisions.ts'
import { dropDecided } from '#store/reminders.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

interface Followed {
  readonly id: string
  readonly case: Case
  readonly isNew?: boolean
}

/** In the transaction that changes a case: what of it waits for a decision now; what was decided is said no more. */
export async function followDecisions(
  { packs }: Pick<World, 'packs'>,
  tx: Tx,
  { id, case: about, isNew = false }: Followed,
): Promise<void> {
  const open = openDecisions(about, packs)
  if (isNew && open.length === 0) return
  const some = await saveDecisions(
    tx,
    id,
    open.map((one) => rowOf(id, about, one)),
  )
  if (some) await dropDecided(tx, id, open.map(decisionClock))
}

/** The name of its row: kept, however often the case changes. */
export const decisionId = (caseId: string, { id }: OpenDecision): string => `${caseId}/${id}`

const rowOf = (caseId: string, { area }: Case, open: OpenDecision): NewDecision => ({
  id: decisionId(caseId, open),
  caseId,
  task: open.task?.task ?? '',
  kind: open.kind,
  area,
  office: open.task?.office ?? '',
  asker: open.by?.kind === 'officer' ? open.by.id : '',
  offence: open.offence,
  dueOn: open.due?.on ?? '',
  askedAt: open.at,
})
