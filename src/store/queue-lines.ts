import type { CaseRow, TaskRow } from './cases.ts'
import type { QueueTables } from './queue-tables.ts'

/**
 * `mine`: open tasks of an office. `open`: what waits for the intake office of an area. `accusations`: open tasks in
 * reports about officials. `done`: tasks an office has finished. `waiting`: cases with an unanswered question. `urgent`:
 * danger nobody has acknowledged. `supervised`: cases under supervision that are not over. `shelved`: new reports of
 * blocked conversations, which are in no other list but `done`. `taken`: open tasks an officer took. `returned`: what an
 * office gave back and the intake office has to give out again. `others`: open tasks whose office waits for somebody.
 * `mentioned`: cases that a working note asked an officer to look at.
 */
export type KeptQueue =
  | 'mine'
  | 'open'
  | 'accusations'
  | 'done'
  | 'waiting'
  | 'urgent'
  | 'supervised'
  | 'shelved'
  | 'taken'
  | 'returned'
  | 'others'
  | 'mentioned'

export type QueueLine = Omit<QueueTables['queued'], 'caseId'>

export const areaScope = (area: string): string => `area:${area}`
export const officeScope = (office: string): string => `office:${office}`
export const officerScope = (officer: string): string => `officer:${officer}`

/** A task is open until its office concluded, declined or returned it, or it was cancelled. */
export const OPEN_TASK = ['assigned', 'accepted']

const isOpen = ({ state }: TaskRow): boolean => OPEN_TASK.includes(state)

interface Around {
  /** It came from a blocked conversation. */
  readonly aside: boolean
  /** Who was asked to look and has not, the first asking first. */
  readonly mentioned: readonly { readonly officer: string; readonly at: number }[]
}

/** In which lists a case stands, by its plain columns alone. */
export const linesOf = (
  row: CaseRow,
  tasks: readonly TaskRow[],
  { aside, mentioned }: Around,
): readonly QueueLine[] => {
  const done = tasks.filter((task) => !isOpen(task)).flatMap((task) => doneLines(row, task))
  if (aside) return [...done, caseLine(row, tasks, 'shelved', areaScope(row.area))]
  const open = tasks.filter(isOpen).flatMap((task) => openLines(row, task, tasks))
  return [...done, ...open, ...caseLines(row, tasks), ...mentionLines(row, tasks, mentioned)]
}

const doneLines = (row: CaseRow, task: TaskRow): readonly QueueLine[] =>
  [areaScope(row.area), officeScope(task.office)].map((scope) => ({
    ...taskLine(row, task, 'done', scope),
    mark: String(task.endedAt).padStart(15, '0'),
  }))

const openLines = (row: CaseRow, task: TaskRow, all: readonly TaskRow[]): readonly QueueLine[] => {
  const { holder } = task
  const both = openQueues(row, task, all).flatMap((queue) => [
    taskLine(row, task, queue, areaScope(row.area)),
    taskLine(row, task, queue, officeScope(task.office)),
  ])
  return holder === undefined ? both : [...both, taskLine(row, task, 'taken', officerScope(holder))]
}

const openQueues = (row: CaseRow, task: TaskRow, all: readonly TaskRow[]): readonly KeptQueue[] => {
  const atIntake = task.role === 'intake'
  const back = all.some((one) => one.matter === task.matter && one.state === 'returned')
  return [
    'mine',
    ...(atIntake ? (['open'] as const) : []),
    ...(atIntake && back ? (['returned'] as const) : []),
    ...(row.accuses === undefined ? [] : (['accusations'] as const)),
    ...(task.waitsFor === undefined ? [] : (['others'] as const)),
  ]
}

const over = ['closed', 'withdrawn']

const caseLines = (row: CaseRow, tasks: readonly TaskRow[]): readonly QueueLine[] => {
  const queues: readonly KeptQueue[] = [
    ...(row.waitingSince === undefined ? [] : (['waiting'] as const)),
    ...(row.urgent === undefined || row.acknowledgedAt !== undefined ? [] : (['urgent'] as const)),
    ...(row.supervisedSince === undefined || over.includes(row.state)
      ? []
      : (['supervised'] as const)),
  ]
  const scopes = new Set([areaScope(row.area), ...tasks.map(({ office }) => officeScope(office))])
  return queues.flatMap((queue) => [...scopes].map((scope) => caseLine(row, tasks, queue, scope)))
}

/** One line for each of them, however often they were asked. */
const mentionLines = (
  row: CaseRow,
  tasks: readonly TaskRow[],
  mentioned: Around['mentioned'],
): readonly QueueLine[] =>
  [...new Map(mentioned.map((one) => [one.officer, one.at]))].map(([officer, at]) => ({
    ...caseLine(row, tasks, 'mentioned', officerScope(officer)),
    mark: String(at).padStart(15, '0'),
  }))

const taskLine = (row: CaseRow, task: TaskRow, queue: KeptQueue, scope: string): QueueLine => ({
  ...plainLine(row, task),
  queue,
  scope,
  mark: task.dueOn,
  task: task.task,
  state: task.state,
  offence: task.offence,
  holder: task.holder ?? null,
})

const caseLine = (
  row: CaseRow,
  tasks: readonly TaskRow[],
  queue: KeptQueue,
  scope: string,
): QueueLine => {
  const [first = ''] = tasks
    .filter(isOpen)
    .map(({ dueOn }) => dueOn)
    .toSorted()
  return {
    ...plainLine(row, tasks[0]),
    queue,
    scope,
    mark: first,
    task: '',
    state: row.state,
    offence: row.offence,
    holder: null,
  }
}

const plainLine = (row: CaseRow, task: TaskRow | undefined) => ({
  area: row.area,
  accuses: row.accuses ?? null,
  place: task?.place ?? '',
  stream: task?.stream ?? '',
  urgent: row.urgent === undefined ? 0 : 1,
  waits: row.waitingSince === undefined ? 0 : 1,
})
