import { sql, type SelectQueryBuilder } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import { standsAside, standsInQueue } from './blocks.ts'
import { present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/**
 * `mine`: open tasks of an office. `open`: what waits for the intake office of an area. `accusations`: open tasks in
 * reports about officials. `done`: tasks an office has finished. `waiting`: cases with an unanswered question. `urgent`:
 * danger nobody has acknowledged. `supervised`: cases under supervision that are not over. `shelved`: new reports of
 * blocked conversations, which are in no other list but `done`.
 */
export type Queue =
  | 'mine'
  | 'open'
  | 'accusations'
  | 'done'
  | 'waiting'
  | 'urgent'
  | 'supervised'
  | 'shelved'

export interface InboxQuestion {
  readonly queue: Queue
  readonly office?: string
  readonly area?: string
  readonly hidden?: Hidden
  /** Accusations have a list of their own: they are not in this one. */
  readonly apart?: true
  /** What the page before answered as `next`. */
  readonly cursor?: string
  readonly limit: number
}

/** One line of a list: a task, or for `waiting`, `urgent` and `supervised` a case with its earliest open due day. */
export interface InboxItem {
  readonly caseId: string
  readonly number: string
  readonly area: string
  readonly state: string
  readonly offence: string
  readonly urgent?: string
  readonly acknowledgedAt?: number
  readonly waitingSince?: number
  readonly supervisedSince?: number
  readonly receivedAt: number
  readonly changedAt: number
  /** Empty where no due day runs. */
  readonly dueOn: string
  /** When the task was over; of a case, and while it is not, absent or 0. */
  readonly endedAt?: number
  readonly task?: string
  readonly matter?: string
  readonly office?: string
  readonly department?: string
  readonly role?: string
  readonly taskState?: string
  readonly clause?: string
}

export interface InboxPage {
  readonly items: readonly InboxItem[]
  readonly next?: string
}

/** A page of a queue, earliest due day first; of what is over the latest. */
export const inbox = async (tx: Tx, question: InboxQuestion): Promise<InboxPage> => {
  const { queue, limit } = question
  const rows =
    queue === 'waiting' || queue === 'urgent' || queue === 'supervised' || queue === 'shelved'
      ? await casesIn(tx, question, queue)
      : await tasksIn(tx, question, queue)
  const items = rows.slice(0, limit).map((row) => present(row) as InboxItem)
  const last = items.at(-1)
  return rows.length > limit && last ? { items, next: cursorAfter(last) } : { items }
}

/** Under supervision, and not over; written out, not bound, so that the partial index serves. */
export const isSupervised = sql<boolean>`"c"."supervisedSince" is not null and "c"."state" not in ('closed', 'withdrawn')`

/** A task is open until its office concluded, declined or returned it, or it was cancelled. */
export const OPEN_TASK = ['assigned', 'accepted']

// Written out, not bound, so that partial indexes serve.
const isOpen = sql<boolean>`"t"."state" in ('assigned', 'accepted')`
const isOver = sql<boolean>`"t"."state" not in ('assigned', 'accepted')`

const CASE_COLUMNS = [
  'c.id as caseId',
  'c.number',
  'c.area',
  'c.state',
  'c.urgent',
  'c.acknowledgedAt',
  'c.waitingSince',
  'c.supervisedSince',
  'c.receivedAt',
  'c.changedAt',
] as const

const TASK_COLUMNS = [
  't.offence',
  't.dueOn',
  't.endedAt',
  't.task',
  't.matter',
  't.office',
  't.department',
  't.role',
  't.state as taskState',
  't.clause',
] as const

type CaseQueue = 'waiting' | 'urgent' | 'supervised' | 'shelved'
type TaskQueue = Exclude<Queue, CaseQueue>

const tasksIn = async (tx: Tx, question: InboxQuestion, queue: TaskQueue) => {
  const { office, area, limit, hidden, apart } = question
  const after = cursorOf(question.cursor)
  let query = tx
    .selectFrom('tasks as t')
    .innerJoin('cases as c', 'c.id', 't.caseId')
    .select([...CASE_COLUMNS, ...TASK_COLUMNS])
    .where(queue === 'done' ? isOver : isOpen)
  if (queue !== 'done') query = query.where(standsInQueue)
  if (queue === 'open') query = query.where('t.role', '=', 'intake')
  if (queue === 'accusations') query = query.where('c.accuses', 'is not', null)
  if (apart) query = query.where('c.accuses', 'is', null)
  if (hidden) query = query.where(isFound(hidden))
  if (office !== undefined) query = query.where('t.office', '=', office)
  if (area !== undefined) query = query.where('c.area', '=', area)
  if (queue === 'done') return await newestFirst(query, after, limit)
  if (after)
    query = query.where((eb) =>
      eb(
        eb.refTuple('t.dueOn', 't.caseId', 't.task'),
        '>',
        eb.tuple(after.mark, after.caseId, after.task),
      ),
    )
  return await query
    .orderBy('t.dueOn')
    .orderBy('t.caseId')
    .orderBy('t.task')
    .limit(limit + 1)
    .execute()
}

/** What is over is looked up because it was done lately, not because it was due long ago. */
const newestFirst = async <R>(
  query: SelectQueryBuilder<InboxTables, 'c' | 't', R>,
  after: Cursor | undefined,
  limit: number,
): Promise<R[]> => {
  const from = after
    ? query.where((eb) =>
        eb(
          eb.refTuple('t.endedAt', 't.caseId', 't.task'),
          '<',
          eb.tuple(Number(after.mark), after.caseId, after.task),
        ),
      )
    : query
  return await from
    .orderBy('t.endedAt', 'desc')
    .orderBy('t.caseId', 'desc')
    .orderBy('t.task', 'desc')
    .limit(limit + 1)
    .execute()
}

type InboxTables = Schema & { readonly c: Schema['cases']; readonly t: Schema['tasks'] }

const casesIn = async (tx: Tx, question: InboxQuestion, queue: CaseQueue) => {
  const { office, area, limit, hidden } = question
  const after = cursorOf(question.cursor)
  const dueOn = sql<string>`coalesce((select min("t"."dueOn") from "tasks" as "t"
    where "t"."caseId" = "c"."id" and "t"."state" in ('assigned', 'accepted')), '')`
  let query = tx
    .selectFrom('cases as c')
    .select([...CASE_COLUMNS, 'c.offence', dueOn.as('dueOn')])
    .where(queue === 'shelved' ? standsAside : standsInQueue)
  if (queue === 'waiting') query = query.where('c.waitingSince', 'is not', null)
  if (queue === 'supervised') query = query.where(isSupervised)
  if (queue === 'urgent')
    query = query.where('c.urgent', 'is not', null).where('c.acknowledgedAt', 'is', null)
  if (hidden) query = query.where(isFound(hidden))
  if (area !== undefined) query = query.where('c.area', '=', area)
  if (office !== undefined)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('tasks as own')
          .select('own.task')
          .whereRef('own.caseId', '=', 'c.id')
          .where('own.office', '=', office),
      ),
    )
  if (after)
    query = query.where(sql<boolean>`(${dueOn}, "c"."id") > (${after.mark}, ${after.caseId})`)
  return await query
    .orderBy(dueOn)
    .orderBy('c.id')
    .limit(limit + 1)
    .execute()
}

interface Cursor {
  /** The due day, or of what is over when it ended. */
  readonly mark: string
  readonly caseId: string
  readonly task: string
}

const cursorAfter = ({ dueOn, endedAt, caseId, task = '' }: InboxItem): string =>
  Buffer.from(JSON.stringify([endedAt ? String(endedAt) : dueOn, caseId, task])).toString(
    'base64url',
  )

const cursorOf = (cursor: string | undefined): Cursor | undefined => {
  if (cursor === undefined) return undefined
  const [mark = '', caseId = '', task = ''] = partsOf(cursor)
  return { mark, caseId, task }
}

/** A cursor comes back from outside: one that is not ours begins at the first page. */
const partsOf = (cursor: string): readonly string[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : []
  } catch {
    return []
  }
}
