import type { Case, Task } from '#core/case.ts'
import { clockName, lookAt, type Ground, type Told } from '#core/escalation.ts'
import { readOfficeHours } from '#core/office-hours.ts'
import type { AreaCode } from '#core/plan.ts'
import { isLive } from '#core/transitions.ts'
import { dropReminders, NEVER, remindersOf, type ReminderRow } from '#store/reminders.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

/** When who is reminded in an area: its operator's own terms, else the nation's default. Absent: nobody is. */
export function ladderOf(world: World, area: AreaCode): Ground['ladder'] | undefined {
  const rule = world.packs.escalation
  if (!rule) return undefined
  const { officeHours, overdueAfter, supervisedAfter } = world.operator.read(area)
  const hours = readOfficeHours(officeHours ?? rule.hours)
  if (!hours) throw new Error('office hours that no form and no file would take')
  return {
    half: rule.half,
    soon: rule.soon,
    overdueAfter: Number(overdueAfter ?? rule.overdueAfter),
    supervisedAfter: Number(supervisedAfter ?? rule.supervisedAfter),
    hours,
  }
}

/** What the steps of a task's clock are counted by. */
export function groundFor(world: World, ladder: Ground['ladder'], { due }: Task): Ground {
  const limit = world.packs.limits.get(due.limit)
  return { ladder, calendar: world.packs.calendar, ...(limit ? { limit } : {}) }
}

/** What was said of a task, as the core reads it. */
export const toldOf = (rows: readonly ReminderRow[], { task }: Task): readonly Told[] =>
  rows
    .filter((row) => row.task === task)
    .map(({ clock, step }) => ({ clock, step: step as Told['step'] }))

/**
 * When the clock of each task is to be looked at next, now that something happened to the case; what was said of clocks
 * that ended is dropped.
 */
export async function nextLooks(
  world: World,
  tx: Tx,
  { id, case: file, isNew }: { readonly id: string; readonly case: Case; readonly isNew: boolean },
): Promise<ReadonlyMap<string, number>> {
  const ladder = ladderOf(world, file.area)
  const live = file.tasks.filter(isLive)
  const rows = isNew ? [] : await remindersOf(tx, id)
  const ended = rows.filter(
    ({ task, clock, decision }) =>
      decision === '' && !live.some((one) => one.task === task && clockName(one) === clock),
  )
  await dropReminders(
    tx,
    ended.map((row) => row.id),
  )
  if (!ladder) return new Map()
  const at = world.clock()
  return new Map(
    live.map((task) => {
      const { say, next } = lookAt(task, toldOf(rows, task), {
        ...groundFor(world, ladder, task),
        at,
      })
      return [task.task, say ? at : (next ?? NEVER)] as const
    }),
  )
}
