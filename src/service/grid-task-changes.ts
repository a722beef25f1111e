import type { Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { addDays, dayOf, isDay } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { changeGridTask } from '#store/grid-tasks.ts'
import { holdName } from '#store/row-lock.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import { latestDue, taskOfOffice, workerThere } from './grid-tasks.ts'

/** Gives an open task to somebody else, with days of their own. */
export async function reassignTask(
  world: Sealed,
  officer: Officer,
  { id, worker, dueOn }: { readonly id: string; readonly worker: string; readonly dueOn?: Day },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'grid-task', id)
    const task = await taskOfOffice(tx, officer, id)
    if (!task.ok) return task
    if (task.value.state !== 'open') return refuse('grid-task-over')
    const { area, place } = task.value
    const there = await workerThere(world, tx, { area, place, worker })
    if (!there.ok) return there
    const today = dayOf(world.clock())
    const latest = addDays(today, latestDue)
    const earliest = task.value.showOn > today ? task.value.showOn : today
    if (dueOn !== undefined && (!isDay(dueOn) || dueOn < earliest || dueOn > latest))
      return refuse('grid-due')
    await changeGridTask(tx, id, {
      worker,
      ...(dueOn === undefined ? {} : { dueOn, remindedOn: null }),
    })
    await trace(world, tx, officer, { action: 'grid-task-reassigned', subject: id, area })
    return ok(true)
  })
}

/** Takes an open task back. */
export async function dropTask(world: Sealed, officer: Officer, id: string): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    await holdName(tx, 'grid-task', id)
    const task = await taskOfOffice(tx, officer, id)
    if (!task.ok) return task
    if (task.value.state !== 'open') return refuse('grid-task-over')
    await changeGridTask(tx, id, { state: 'dropped' })
    const { area } = task.value
    await trace(world, tx, officer, { action: 'grid-task-dropped', subject: id, area })
    return ok(true)
  })
}

/** The office has read what came back. */
export async function readTask(world: Sealed, officer: Officer, id: string): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const task = await taskOfOffice(tx, officer, id)
    if (!task.ok) return task
    if (task.value.state !== 'answered') return refuse('grid-task-unknown')
    await changeGridTask(tx, id, { readAt: world.clock() })
    const { area } = task.value
    await trace(world, tx, officer, { action: 'grid-task-read', subject: id, area })
    return ok(true)
  })
}
