import { sql } from 'kysely'
import { isFoundIn, type Hidden } from './accusations.ts'
import {
  areaScope,
  officerScope,
  officeScope,
  type KeptQueue,
  type QueueLine,
} from './queue-lines.ts'
import { present } from './row.ts'
import type { Tx } from './transaction.ts'

/** The lists that are kept, and of `mine` what is due today and what was due before. */
export type Queue = KeptQueue | 'today' | 'overdue'

export interface InboxQuestion {
  readonly queue: Queue
  readonly office?: string
  readonly area?: string
  /** For `taken`: whose. */
  readonly officer?: string
  /** For `today` and `overdue`: the day it is. */
  readonly today?: string
  readonly hidden?: Hidden
  /** Accusations have a list of their own: they are not in this one. */
  readonly apart?: true
  readonly filter?: QueueFilter
  /** What the page before answered as `next`. */
  readonly cursor?: string
  readonly limit: number
}

/** What somebody wants to see alone: codes, and one letter of a yes. */
export interface QueueFilter {
  readonly offence?: string
  readonly place?: string
  readonly stream?: string
  readonly state?: string
  readonly urgent?: true
  /** The reporter was asked and has not answered. */
  readonly waits?: true
  /** Nobody took it. */
  readonly free?: true
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
  readonly holder?: string
}

export interface InboxPage {
  readonly items: readonly InboxItem[]
  readonly next?: string
}

/** A filtered page looks through no more lines than that, so that nobody waits; the next page goes on from there. */
const mostLooked = 5000

/** A page of a queue, earliest due day first; of what is over the latest. */
export const inbox = async (tx: Tx, question: InboxQuestion): Promise<InboxPage> => {
  const { limit, filter = {} } = question
  const narrow = Object.keys(filter).length > 0
  const lines = await linesIn(tx, question, narrow ? mostLooked : limit + 1)
  const fitting = narrow ? lines.filter((line) => fits(line, filter)) : lines
  const shown = fitting.slice(0, limit)
  const cut = fitting.length > limit || (narrow && lines.length === mostLooked)
  const last = fitting.length > limit ? shown.at(-1) : lines.at(-1)
  const items = await itemsOf(tx, shown)
  return cut && last ? { items, next: cursorAfter(last) } : { items }
}

/** How many lines a list has, counted no further than `most`. */
export const queueCount = async (
  tx: Tx,
  question: Omit<InboxQuestion, 'limit' | 'cursor' | 'filter'>,
  { most, from, to }: { readonly most: number; readonly from?: string; readonly to?: string },
): Promise<number> => {
  let query = listed(tx, question).select(sql<number>`1`.as('one'))
  if (from !== undefined) query = query.where('q.mark', '>=', from)
  if (to !== undefined) query = query.where('q.mark', '<=', to)
  const { count } = await tx
    .selectFrom(query.limit(most).as('l'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

interface Line extends QueueLine {
  readonly caseId: string
}

const fits = (line: Line, filter: QueueFilter): boolean =>
  (filter.offence === undefined || line.offence === filter.offence) &&
  (filter.place === undefined || line.place === filter.place) &&
  (filter.stream === undefined || line.stream === filter.stream) &&
  (filter.state === undefined || line.state === filter.state) &&
  (filter.urgent === undefined || line.urgent === 1) &&
  (filter.waits === undefined || line.waits === 1) &&
  (filter.free === undefined || line.holder === null)

/** Written out, not bound, so that a range of the table's own order serves. */
const listed = (tx: Tx, question: Omit<InboxQuestion, 'limit'>) => {
  const { queue, area, hidden, apart, today = '' } = question
  let query = tx
    .selectFrom('queued as q')
    .where('q.queue', '=', keptAs(queue))
    .where('q.scope', '=', scopeOf(question))
  if (queue === 'today') query = query.where('q.mark', '=', today)
  if (queue === 'overdue') query = query.where('q.mark', '>', '').where('q.mark', '<', today)
  if (area !== undefined) query = query.where(sql<boolean>`"q"."area" || '' = ${area}`)
  if (apart) query = query.where('q.accuses', 'is', null)
  if (hidden) query = query.where(isFoundIn('q', hidden))
  return query
}

/** As what a list is kept. */
export const keptAs = (queue: Queue): KeptQueue =>
  queue === 'today' || queue === 'overdue' ? 'mine' : queue

/** Whose list is asked for. */
export const scopeOf = ({
  queue,
  officer = '',
  office,
  area = '',
}: Pick<InboxQuestion, 'officer' | 'office' | 'area'> & { readonly queue?: Queue }): string => {
  if (queue === 'taken' || queue === 'mentioned') return officerScope(officer)
  return office === undefined ? areaScope(area) : officeScope(office)
}

const linesIn = async (tx: Tx, question: InboxQuestion, most: number): Promise<readonly Line[]> => {
  const after = cursorOf(question.cursor)
  const latestFirst = question.queue === 'done' || question.queue === 'mentioned'
  const order = latestFirst ? 'desc' : 'asc'
  let query = listed(tx, question).selectAll('q')
  if (after)
    query = query.where((eb) =>
      eb(
        eb.refTuple('q.mark', 'q.caseId', 'q.task'),
        latestFirst ? '<' : '>',
        eb.tuple(after.mark, after.caseId, after.task),
      ),
    )
  return await query
    .orderBy('q.mark', order)
    .orderBy('q.caseId', order)
    .orderBy('q.task', order)
    .limit(most)
    .execute()
}

const CASE_COLUMNS = [
  'id',
  'number',
  'area',
  'state',
  'offence',
  'urgent',
  'acknowledgedAt',
  'waitingSince',
  'supervisedSince',
  'receivedAt',
  'changedAt',
] as const

const itemsOf = async (tx: Tx, lines: readonly Line[]): Promise<readonly InboxItem[]> => {
  if (lines.length === 0) return []
  const ids = [...new Set(lines.map(({ caseId }) => caseId))]
  const cases = await tx.selectFrom('cases').select(CASE_COLUMNS).where('id', 'in', ids).execute()
  const tasks = await tx.selectFrom('tasks').selectAll().where('caseId', 'in', ids).execute()
  const caseOf = new Map(cases.map(({ id, ...row }) => [id, row]))
  const taskOf = new Map(tasks.map((task) => [`${task.caseId} ${task.task}`, task]))
  return lines.flatMap(({ caseId, task, mark }) => {
    const row = caseOf.get(caseId)
    const own = taskOf.get(`${caseId} ${task}`)
    if (!row) return []
    const dueOn = isDay(mark) ? mark : ''
    const item = { caseId, ...row, dueOn, ...(own ? ofTask(own) : {}) }
    return [present(item) as InboxItem]
  })
}

const isDay = (mark: string): boolean => mark.includes('-')

interface KeptTask {
  readonly task: string
  readonly matter: string
  readonly office: string
  readonly department: string
  readonly role: string
  readonly state: string
  readonly dueOn: string
  readonly endedAt: number
  readonly clause: string | null
  readonly offence: string
  readonly holder: string | null
}

const ofTask = (own: KeptTask) => {
  const { task, matter, office, department, role, dueOn, endedAt, clause, offence, holder } = own
  const plain = { task, matter, office, department, role, dueOn, endedAt, clause, offence, holder }
  return { ...plain, taskState: own.state }
}

interface Cursor {
  /** The due day, or of what is over when it ended. */
  readonly mark: string
  readonly caseId: string
  readonly task: string
}

const cursorAfter = ({ mark, caseId, task }: Cursor): string =>
  Buffer.from(JSON.stringify([mark, caseId, task])).toString('base64url')

const cursorOf = (cursor: string | undefined): Cursor | undefined => {
  if (cursor === undefined) return undefined
  const [mark, caseId = '', task = ''] = partsOf(cursor)
  return mark === undefined ? undefined : { mark, caseId, task }
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
