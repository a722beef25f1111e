import { may, type Action, type Officer } from '#core/access.ts'
import type { Case, Due, Task } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { workingDaysBetween } from '#core/calendar.ts'
import type { Office } from '#core/plan.ts'
import { caseTable, roleTable, taskTable } from '#core/transitions.ts'
import type { Deed } from './deed.ts'
import { areaPack, type World } from './world.ts'

/** A due day as the desk shows it. */
export interface DeskDue extends Due {
  /** Working days left, negative when overdue. */
  readonly daysLeft: number
  /** Custom of the trade, not law. */
  readonly practice: boolean
}

export type DeskTask = WithoutDue<Task> & {
  readonly due: DeskDue
  readonly officeName: string
  readonly departmentName: string
  /** Belongs to the reading officer's office. */
  readonly mine: boolean
  /** Deeds the officer may do on it now. */
  readonly deeds: readonly Deed['type'][]
}

type WithoutDue<T> = T extends Task ? Omit<T, 'due'> : never

interface TaskAt {
  readonly task: Task
  readonly officer: Officer
  readonly offices: readonly Office[]
}

/** A task as the reading officer sees it. */
export function deskTask(world: World, about: Case, { task, officer, offices }: TaskAt): DeskTask {
  const { plan } = areaPack(world, about.area)
  const office = offices.find(({ id }) => id === task.office)
  const department = plan.departments.find(({ id }) => id === task.department)
  const mine = task.office === officer.office
  return {
    ...task,
    due: deskDue(world, task.due),
    officeName: office?.name ?? task.office,
    departmentName: department?.name ?? office?.name ?? task.department,
    mine,
    deeds: mine ? taskDeeds(about, task, officer) : [],
  }
}

/** A due day with what is left of it today. */
export function deskDue(world: World, due: Due): DeskDue {
  const today = dayOf(world.clock())
  return {
    ...due,
    daysLeft: workingDaysBetween(today, due.on, world.packs.calendar),
    practice: world.packs.limits.get(due.limit)?.practice ?? false,
  }
}

const onTask = ['accept', 'decline', 'return', 'ask', 'conclude', 'note'] as const

function taskDeeds(about: Case, task: Task, officer: Officer): readonly Deed['type'][] {
  return onTask.filter(
    (deed) =>
      may(officer, deed as Action, about).ok &&
      caseTable[about.state][deed] === 'yes' &&
      (taskTable[task.state][deed] === 'yes' || concludesAtOnce(task, deed)) &&
      roleTable[task.role][deed] === 'yes' &&
      !(deed === 'ask' && about.questions.some((one) => one.task === task.task && !one.answer)),
  )
}

/** The intake office does not accept before it answers. */
const concludesAtOnce = (task: Task, deed: Deed['type']): boolean =>
  task.role === 'intake' && task.state === 'assigned' && deed === 'conclude'
