import type { Day, Instant } from './case.ts'
import { isDayOfThisCentury } from './clock.ts'
import type { AnnexTask, ClauseId, DepartmentId, Plan } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'

export const ledgerStates = ['open', 'under-way', 'done', 'dropped'] as const
export type LedgerState = (typeof ledgerStates)[number]

/** A task that an area put on the ledger itself, often a part of one of the plan's. */
export interface OwnTask {
  readonly task: string
  readonly clause: ClauseId
  readonly dueOn: Day
  /** Number of the plan's task it is a part of. */
  readonly under?: string
}

/** Something that was noted of a task; the last one says how it stands. */
export interface LedgerEntry {
  readonly at: Instant
  readonly by: string
  readonly state: LedgerState
  /** What was done, and where the evidence is. */
  readonly text: string
  readonly doneOn?: Day
  readonly departments?: readonly DepartmentId[]
  /** Of the entry that put the task there. */
  readonly own?: OwnTask
}

export interface LedgerLine {
  readonly item: string
  readonly task: string
  readonly clause?: ClauseId
  /** The plan's own words for the time; empty for an own task. */
  readonly due: string
  readonly since?: Day
  readonly dueOn: Day
  readonly departments: readonly DepartmentId[]
  /** Who does it, where no department is named. */
  readonly who: string
  readonly own: boolean
  readonly under?: string
  readonly state: LedgerState
  readonly doneOn?: Day
  readonly overdue: boolean
  /** Done, but after its last day. */
  readonly late: boolean
  readonly version: number
  readonly entries: readonly LedgerEntry[]
}

interface Kept {
  readonly item: string
  readonly entries: readonly LedgerEntry[]
}

/** 工作台账: the plan's tasks in its order, each with its parts behind it, then what the area added. */
export function ledgerOf(plan: Plan, kept: readonly Kept[], today: Day): readonly LedgerLine[] {
  const entries = new Map(kept.map((one) => [one.item, one.entries]))
  const own = kept
    .flatMap(({ item, entries: all }) =>
      all[0]?.own ? [ownLine(item, all[0].own, all, today)] : [],
    )
    .toSorted((one, other) => (one.dueOn + one.item < other.dueOn + other.item ? -1 : 1))
  const items = new Set(plan.annexTasks.map(({ item }) => item))
  return [
    ...plan.annexTasks.flatMap((task) => [
      planLine(task, entries.get(task.item) ?? [], today),
      ...own.filter(({ under }) => under === task.item),
    ]),
    ...own.filter(({ under }) => under === undefined || !items.has(under)),
  ]
}

function planLine(task: AnnexTask, entries: readonly LedgerEntry[], today: Day): LedgerLine {
  const { item, lead, due, since, dueOn = '', supportsClause, asWritten = '' } = task
  return {
    item,
    task: task.task,
    due,
    dueOn,
    who: asWritten,
    own: false,
    ...(supportsClause === undefined ? {} : { clause: supportsClause }),
    ...(since === undefined ? {} : { since }),
    ...standing({ entries, lead, dueOn, today }),
  }
}

function ownLine(
  item: string,
  { task, clause, dueOn, under }: OwnTask,
  entries: readonly LedgerEntry[],
  today: Day,
): LedgerLine {
  return {
    item,
    task,
    clause,
    due: '',
    dueOn,
    who: '',
    own: true,
    ...(under === undefined ? {} : { under }),
    ...standing({ entries, lead: [], dueOn, today }),
  }
}

interface Stands {
  readonly entries: readonly LedgerEntry[]
  readonly lead: readonly DepartmentId[]
  readonly dueOn: Day
  readonly today: Day
}

function standing({ entries, lead, dueOn, today }: Stands) {
  const last = entries.at(-1)
  const state = last?.state ?? 'open'
  const doneOn = state === 'done' ? last?.doneOn : undefined
  const isOver = state === 'done' || state === 'dropped'
  return {
    state,
    entries,
    version: entries.length,
    departments: entries.findLast((one) => one.departments !== undefined)?.departments ?? lead,
    ...(doneOn === undefined ? {} : { doneOn }),
    overdue: !isOver && dueOn !== '' && today > dueOn,
    late: doneOn !== undefined && dueOn !== '' && doneOn > dueOn,
  }
}

/** What an officer wants to note. */
export interface LedgerNote {
  readonly state: LedgerState
  readonly text: string
  readonly doneOn: string
  readonly departments: readonly DepartmentId[]
}

interface Noted {
  readonly plan: Plan
  readonly at: Instant
  readonly by: string
  readonly today: Day
}

const longest = 1000

/** One more entry, or what is missing from it. Nothing is done on a day that has not come, or without a word of evidence. */
export function noteOn(note: LedgerNote, { plan, at, by, today }: Noted): Result<LedgerEntry> {
  const text = note.text.trim()
  if (text === '') return refuse('ledger-text-missing')
  if (text.length > longest) return refuse('ledger-text-long', { most: longest })
  const known = new Set(plan.departments.map(({ id }) => id))
  const departments = note.departments.filter((id) => id !== '')
  if (departments.some((id) => !known.has(id))) return refuse('ledger-department-unknown')
  const base = { at, by, text, ...(departments.length === 0 ? {} : { departments }) }
  if (note.state !== 'done') return ok({ ...base, state: note.state })
  if (!isDayOfThisCentury(note.doneOn)) return refuse('ledger-day-missing')
  if (note.doneOn > today) return refuse('ledger-day-ahead')
  if (note.doneOn < plan.document.issuedOn.slice(0, 4)) return refuse('ledger-day-early')
  return ok({ ...base, state: 'done', doneOn: note.doneOn })
}

export interface NewTask {
  readonly task: string
  readonly clause: string
  readonly dueOn: string
  readonly under: string
  readonly departments: readonly DepartmentId[]
}

/** A task that an area adds: under a heading of its plan, with a day, for somebody. */
export function addedTask(asked: NewTask, { plan, at, by }: Noted): Result<LedgerEntry> {
  const task = asked.task.trim()
  if (task === '' || task.length > 200) return refuse('ledger-task-missing')
  const clauses = [...plan.clauses, ...(plan.sections ?? [])]
  if (!clauses.some(({ clause }) => clause === asked.clause)) return refuse('ledger-clause-unknown')
  if (!isDayOfThisCentury(asked.dueOn)) return refuse('ledger-day-missing')
  const known = new Set(plan.departments.map(({ id }) => id))
  const departments = asked.departments.filter((id) => known.has(id))
  if (departments.length === 0) return refuse('ledger-department-unknown')
  const under = plan.annexTasks.find(({ item }) => item === asked.under)?.item
  const { clause, dueOn } = asked
  const own = { task, clause, dueOn, ...(under === undefined ? {} : { under }) }
  return ok({ at, by, state: 'open', text: '列入台账', departments, own })
}
