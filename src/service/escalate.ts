import type { Task } from '#core/case.ts'
import { startOf, dayOf, addDays } from '#core/clock.ts'
import { clockName, lookAt, reachOf, type EscalationStep, type Ground } from '#core/escalation.ts'
import type { OwedToOffice } from '#core/department-notices.ts'
import { opensAt } from '#core/office-hours.ts'
import { isLive } from '#core/transitions.ts'
import { isAside } from '#store/blocks.ts'
import { caseById } from '#store/cases.ts'
import { casesToLook, NEVER, noteLook, remindersOf } from '#store/reminders.ts'
import { holdName } from '#store/row-lock.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase, type OpenCase } from './case-file.ts'
import { oweOffices } from './department-notices.ts'
import { keepSteps } from './keep-steps.ts'
import { officesHearing } from './offices-hearing.ts'
import { orSkip } from './or-skip.ts'
import type { Sealed } from './sealed.ts'
import { groundFor, ladderOf, toldOf } from './task-looks.ts'

/** Tasks of one round; each case is a transaction of its own, so that nobody waits long. */
const batch = 50

/**
 * Reminds of clocks that run out: what is owed by now is said, each step once, and each clock knows when it is looked at
 * again. Gives how many cases were looked at.
 */
export async function escalateDue(world: Sealed): Promise<number> {
  const cases = await world.db.read(async (tx) => await casesToLook(tx, world.clock(), batch))
  for (const id of cases)
    await orSkip(world, id, {
      work: async (tx) => await lookAtCase(world, tx, id),
      skip: async (tx) => await noteLook(tx, { caseId: id, at: world.clock() + aDay }),
      cannot: 'the clocks of a report cannot be looked at',
    })
  return cases.length
}

const aDay = 24 * 3600_000

async function lookAtCase(world: Sealed, tx: Tx, id: string): Promise<void> {
  await holdName(tx, 'case', id)
  const row = await caseById(tx, id)
  const ladder = row && ladderOf(world, row.area)
  if (!row || !ladder || row.erasedAt !== undefined)
    return await noteLook(tx, { caseId: id, at: NEVER })
  if (await isAside(tx, id)) return await noteLook(tx, { caseId: id, at: tomorrow(world, ladder) })
  const file = await openCase(world, tx, row)
  const said = await remindersOf(tx, id)
  const owed: OwedToOffice[] = []
  for (const task of file.case.tasks) {
    const ground = { ...groundFor(world, ladder, task), at: world.clock() }
    const { say, next = NEVER } = lookAt(task, toldOf(said, task), ground)
    if (say) owed.push(...(await remind(world, tx, file, { task, ...say })))
    if (isLive(task)) await noteLook(tx, { caseId: id, task: task.task, at: next })
  }
  await oweOffices(world, tx, file, owed)
}

/** What stands aside is looked at once a day: it is told when it is back. */
export const tomorrow = (world: Sealed, { hours }: Ground['ladder']): number =>
  opensAt(startOf(addDays(dayOf(world.clock()), 1)), hours, world.packs.calendar)

interface Reminding {
  readonly task: Task
  readonly step: EscalationStep
  readonly passedOver: readonly EscalationStep[]
}

/** Puts it in the list of whom it concerns; gives what the places are owed where departments are told. */
async function remind(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  { task, step, passedOver }: Reminding,
): Promise<readonly OwedToOffice[]> {
  const { area } = file.case
  await keepSteps(world, tx, [...passedOver, step], (one) => ({
    caseId: file.id,
    task: task.task,
    decision: '',
    clock: clockName(task),
    area,
    office: task.office,
    reach: reachOf(one, task.role),
  }))
  const about = { id: `${file.id}/${task.task}/${clockName(task)}`, type: `task.${step}` as const }
  const reach = reachOf(step, task.role)
  const offices = await officesHearing(world, tx, { area, reach, office: task.office })
  return offices.map((office) => ({ ...about, office, due: task.due.on }))
}
