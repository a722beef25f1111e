import { decisionClock, decisionReach, lookAtDecision } from '#core/decision-clock.ts'
import type { OwedToOffice } from '#core/department-notices.ts'
import type { EscalationStep } from '#core/escalation.ts'
import { openDecisions, type OpenDecision } from '#core/open-decisions.ts'
import { isAside } from '#store/blocks.ts'
import { caseById } from '#store/cases.ts'
import { decisionsToLook, noteDecisionLook } from '#store/decision-looks.ts'
import { NEVER, remindersOf } from '#store/reminders.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase, type OpenCase } from './case-file.ts'
import { oweOffices } from './department-notices.ts'
import { tomorrow } from './escalate.ts'
import { decisionId } from './follow-decisions.ts'
import { keepSteps } from './keep-steps.ts'
import { officesHearing } from './offices-hearing.ts'
import { orSkip } from './or-skip.ts'
import type { Sealed } from './sealed.ts'
import { ladderOf } from './task-looks.ts'

/** Decisions of one round; each case is a transaction of its own, so that nobody waits long. */
const batch = 50
const aDay = 24 * 3600_000

/**
 * Reminds of decisions that were not taken, by the days that are left for each: each step once, as of every clock that runs
 * out. Gives how many cases were looked at.
 */
export async function remindOfDecisions(world: Sealed): Promise<number> {
  const cases = await world.db.read(async (tx) => await decisionsToLook(tx, world.clock(), batch))
  for (const id of cases)
    await orSkip(world, id, {
      work: async (tx) => await lookAtCase(world, tx, id),
      skip: async (tx) => await noteDecisionLook(tx, { caseId: id, at: world.clock() + aDay }),
      cannot: 'what waits for a decision in a report cannot be looked at',
    })
  return cases.length
}

async function lookAtCase(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  const row = await caseById(tx, id)
  const ladder = row && ladderOf(world, row.area)
  if (!row || !ladder || row.erasedAt !== undefined)
    return await noteDecisionLook(tx, { caseId: id, at: NEVER })
  if (await isAside(tx, id))
    return await noteDecisionLook(tx, { caseId: id, at: tomorrow(world, ladder) })
  const file = await openCase(world, tx, row)
  const said = await remindersOf(tx, id)
  const told = said.map(({ clock, step }) => ({ clock, step: step as EscalationStep }))
  const ground = { ladder, calendar: world.packs.calendar, at: world.clock() }
  const owed: OwedToOffice[] = []
  for (const open of openDecisions(file.case, world.packs)) {
    const { say, next = NEVER } = lookAtDecision(open, told, ground)
    if (say) owed.push(...(await remind(world, tx, file, { open, ...say })))
    await noteDecisionLook(tx, { caseId: id, id: decisionId(id, open), at: next })
  }
  await oweOffices(world, tx, file, owed)
}

interface Reminding {
  readonly open: OpenDecision
  readonly step: EscalationStep
  readonly passedOver: readonly EscalationStep[]
}

/** Puts it in the list of whom it concerns; gives what the places are owed where departments are told. No word of it is in either. */
async function remind(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  { open, step, passedOver }: Reminding,
): Promise<readonly OwedToOffice[]> {
  const clock = decisionClock(open)
  const { area } = file.case
  const own = isOwn(open) && open.task ? { office: open.task.office } : {}
  await keepSteps(world, tx, [...passedOver, step], (one) => ({
    caseId: file.id,
    task: open.task?.task ?? '',
    decision: decisionId(file.id, open),
    clock,
    area,
    office: own.office ?? '',
    reach: decisionReach(open, one),
  }))
  const reach = decisionReach(open, step)
  const offices = await officesHearing(world, tx, { area, reach, ...own })
  const due = open.due ? { due: open.due.on } : {}
  const about = { id: `${file.id}/${clock}/${step}`, type: 'decision.waiting' as const, ...due }
  return offices.map((office) => ({ ...about, office }))
}

/** Who asked for more days knows that they did; whose words wait, or whose letter, has colleagues. */
const isOwn = ({ kind }: OpenDecision): boolean => kind !== 'extension' && kind !== 're-examination'
