import { actorOf, may, type Officer } from '#core/access.ts'
import type { Action } from '#core/actions.ts'
import type { Case, Due, Task } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { workingDaysBetween } from '#core/calendar.ts'
import type { CountedDay } from '#core/count.ts'
import { handlingDeeds, reviewDeeds } from '#core/deed-groups.ts'
import { draftFor } from '#core/disclosure.ts'
import { countOf, type Limit } from '#core/due.ts'
import type { Office } from '#core/plan.ts'
import { isOwnDraft, waitsForReview } from '#core/review.ts'
import { caseTable, decides, isLive, roleTable, taskTable } from '#core/transitions.ts'
import type { Deed } from './deed.ts'
import { areaPack, type World } from './world.ts'

/** A due day as the desk shows it. */
export interface DeskDue extends Due {
  /** Working days left, negative when overdue. */
  readonly daysLeft: number
  /** Custom of the trade, not law. */
  readonly practice: boolean
  /** The count stands still. */
  readonly paused?: true
}

export type DeskTask = WithoutDue<Task> & {
  readonly due: DeskDue
  readonly officeName: string
  readonly departmentName: string
  /** Belongs to the reading officer's office. */
  readonly mine: boolean
  /** Deeds the officer may do on it now. */
  readonly deeds: readonly Deed['type'][]
  /** From the first day to the due day, where the first is known. */
  readonly calculation?: readonly CountedDay[]
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
    ...draftFor(officer, task),
    due: deskDue(world, task),
    officeName: office?.name ?? task.office,
    departmentName: department?.name ?? office?.name ?? task.department,
    mine,
    deeds: taskDeeds(world, about, task, { officer, mine }),
    ...calculationOf(world, about, task),
  }
}

/** A due day with what is left of it today. */
export function deskDue(world: World, { due, pause }: Pick<Task, 'due' | 'pause'>): DeskDue {
  const today = dayOf(world.clock())
  return {
    ...due,
    daysLeft: workingDaysBetween(today, due.on, world.packs.calendar),
    practice: world.packs.limits.get(due.limit)?.practice ?? false,
    ...(pause ? { paused: true } : {}),
  }
}

const onOwnTask = [...handlingDeeds, 'transfer'] as const
const onAnyTask = ['extend', 'refuse-extension', 'change-lead'] as const

interface Doer {
  readonly officer: Officer
  readonly mine: boolean
}

function taskDeeds(
  world: World,
  about: Case,
  task: Task,
  { officer, mine }: Doer,
): readonly Deed['type'][] {
  const limit = world.packs.limits.get(task.due.limit)
  const drafts = mine || officer.role === 'supervisor' ? reviewDeeds : []
  return [...(mine ? onOwnTask : []), ...onAnyTask, ...drafts].filter(
    (deed) =>
      may(officer, deed as Action, about).ok &&
      caseTable[about.state][deed] === 'yes' &&
      (taskTable[task.state][deed] === 'yes' || concludesAtOnce(task, deed)) &&
      roleTable[task.role][deed] === 'yes' &&
      !(deed === 'ask' && about.questions.some((one) => one.task === task.task && !one.answer)) &&
      draftAllows(deed, task, officer) &&
      clockAllows(deed, task, { limit, today: dayOf(world.clock()) }),
  )
}

/** Somebody else's draft, which waits. */
function draftAllows(deed: Deed['type'], task: Task, officer: Officer): boolean {
  if (deed !== 'review' && deed !== 'send-back-review') return true
  return waitsForReview(task) && !!task.draft && !isOwnDraft(task.draft, actorOf(officer))
}

/** What the rule of its limit gives, and what has been asked already. */
function clockAllows(
  deed: Deed['type'],
  task: Task,
  { limit, today }: { readonly limit: Limit | undefined; readonly today: string },
): boolean {
  const { due, pause, extension } = task
  const runs = !pause && today <= due.on
  const longer = limit?.extension
  const known: Partial<Readonly<Record<Deed['type'], boolean>>> = {
    transfer: mayTransfer(task),
    pause: runs && limit?.pause !== undefined,
    'add-penalty': wantsPenalty(task),
    resume: pause !== undefined,
    'ask-extension': !extension && (runs || pause !== undefined) && mayGrow(due, longer),
    extend: extension !== undefined,
    'refuse-extension': extension !== undefined,
  }
  return known[deed] ?? true
}

/** What was handed over, or may still be. */
const mayTransfer = (task: Task): boolean =>
  task.state !== 'concluded' || task.outcome.startsWith('transferred')

/** What was found has no penalty decision yet. */
const wantsPenalty = (task: Task): boolean =>
  task.state === 'concluded' &&
  task.penalty === undefined &&
  decides(task.role) &&
  (task.outcome === 'substantiated' || task.outcome === 'partly')

const mayGrow = ({ extended = 0 }: Due, longer: Limit['extension']): boolean =>
  longer !== undefined && extended < longer.amount * longer.times

/** How the due day came about, while somebody has something to do by it. */
function calculationOf(world: World, about: Case, task: Task): Pick<DeskTask, 'calculation'> {
  const limit = world.packs.limits.get(task.due.limit)
  if (!limit || !isLive(task)) return {}
  const { from } = task.due
  if (from === undefined) return {}
  return { calculation: countOf({ ...task.due, from }, limit, world.packs.calendar).days }
}

/** The intake office does not accept before it answers. */
const concludesAtOnce = (task: Task, deed: Deed['type']): boolean =>
  task.role === 'intake' &&
  task.state === 'assigned' &&
  (deed === 'conclude' || deed === 'transfer')
