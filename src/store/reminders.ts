import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import { standsInQueue } from './blocks.ts'
import { holdName } from './row-lock.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type ReminderRow = Readonly<Selectable<Schema['reminders']>>

/** Not before something happens to the task. */
export const NEVER = 253_402_300_799_000

/** Cases with a clock that is to be looked at by now, the longest waiting first. */
export const casesToLook = async (
  tx: Tx,
  now: number,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('tasks')
    .select('caseId')
    .where(sql<boolean>`"state" in ('assigned', 'accepted')`)
    .where('lookAt', '<=', now)
    .orderBy('lookAt')
    .limit(limit)
    .execute()
  return [...new Set(rows.map(({ caseId }) => caseId))]
}

/** When the clock of a task, or every clock of a case, is looked at again. */
export const noteLook = async (
  tx: Tx,
  { caseId, task, at }: { readonly caseId: string; readonly task?: string; readonly at: number },
): Promise<void> => {
  const rows = tx.updateTable('tasks').set({ lookAt: at }).where('caseId', '=', caseId)
  await (task === undefined ? rows : rows.where('task', '=', task)).execute()
}

export const remindersOf = async (tx: Tx, caseId: string): Promise<readonly ReminderRow[]> =>
  await tx.selectFrom('reminders').selectAll().where('caseId', '=', caseId).orderBy('at').execute()

/** Keeps what was said of one clock; what was said before of it is no longer in the list. */
export const keepReminders = async (tx: Tx, rows: readonly ReminderRow[]): Promise<void> => {
  for (const row of rows) {
    await tx
      .updateTable('reminders')
      .set({ said: 0 })
      .where('caseId', '=', row.caseId)
      .where('task', '=', row.task)
      .where('decision', '=', row.decision)
      .execute()
    await tx.insertInto('reminders').values(row).execute()
  }
}

/** Of a clock that has ended nothing is left to say. */
export const dropReminders = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await tx.deleteFrom('remindersRead').where('reminder', 'in', ids).execute()
  await tx.deleteFrom('reminders').where('id', 'in', ids).execute()
}

/** Whose list it is: of an office, and of those above it whatever reaches them. */
export interface ReminderScope {
  readonly officer: string
  readonly area: string
  readonly office?: string
  readonly reaches: readonly string[]
  readonly hidden: Hidden
}

export interface ReminderItem {
  readonly id: string
  readonly number: string
  readonly step: string
  /** What is to be decided; absent where it is the task's own clock. */
  readonly kind?: string
  readonly office: string
  readonly offence: string
  readonly dueOn: string
  readonly at: number
  readonly read: boolean
}

export interface ReminderPage {
  readonly items: readonly ReminderItem[]
  readonly next?: string
}

/**
 * What somebody is reminded of, unread first, the newest first; of paused and finished tasks nothing, and nothing of what
 * was decided. `after` is what the page before gave as `next`.
 */
export const reminderList = async (
  tx: Tx,
  scope: ReminderScope,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<ReminderPage> => {
  const read = sql<number>`case when ${isRead(scope.officer)} then 1 else 0 end`
  const cursor = cursorOf(after)
  let query = standing(tx, scope)
    .select(['r.id', 'c.number', 'r.step', 'r.at', 'd.kind'])
    .select([of('office').as('office'), of('offence').as('offence'), of('dueOn').as('dueOn')])
    .select(read.as('read'))
  if (cursor)
    query = query.where(
      sql<boolean>`(${read}, -"r"."at", "r"."id") > (${cursor.read}, ${-cursor.at}, ${cursor.id})`,
    )
  const rows = await query
    .orderBy(read)
    .orderBy('r.at', 'desc')
    .orderBy('r.id')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit).map(({ read: seen, kind, ...row }) => ({
    ...row,
    read: seen === 1,
    ...(kind === null ? {} : { kind }),
  }))
  const last = items.at(-1)
  if (rows.length <= limit || !last) return { items }
  return { items, next: `${Number(last.read)} ${last.at} ${last.id}` }
}

/** A decision says for itself whose part it is. */
const of = (name: 'office' | 'offence' | 'dueOn') =>
  sql<string>`coalesce(${sql.ref(`d.${name}`)}, ${sql.ref(`t.${name}`)})`

interface Cursor {
  readonly read: number
  readonly at: number
  readonly id: string
}

/** A cursor comes back from outside: one that is not ours begins at the first page. */
function cursorOf(after = ''): Cursor | undefined {
  const [, read, at, id] = /^([01]) (\d{1,15}) (\S+)$/.exec(after) ?? []
  return id === undefined ? undefined : { read: Number(read), at: Number(at), id }
}

/** How many they have not read, counted no further than `most`. */
export const unreadReminders = async (
  tx: Tx,
  scope: ReminderScope,
  most: number,
): Promise<number> => {
  const rows = await standing(tx, scope)
    .select('r.id')
    .where(sql<boolean>`not ${isRead(scope.officer)}`)
    .limit(most)
    .execute()
  return rows.length
}

/** Notes that an officer has read these, if they are theirs to read. */
export const readReminders = async (
  tx: Tx,
  scope: ReminderScope,
  { ids, at }: { readonly ids: readonly string[]; readonly at: number },
): Promise<void> => {
  if (ids.length === 0) return
  await holdName(tx, 'reminders', scope.officer)
  const theirs = await standing(tx, scope).select('r.id').where('r.id', 'in', ids).execute()
  for (const { id } of theirs)
    await tx
      .insertInto('remindersRead')
      .values({ reminder: id, officer: scope.officer, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

const isRead = (officer: string) =>
  sql<boolean>`exists (select 1 from "remindersRead" as "seen"
    where "seen"."reminder" = "r"."id" and "seen"."officer" = ${officer})`

/** Of a case those that are of no decision that still waits. */
export const dropDecided = async (
  tx: Tx,
  caseId: string,
  clocks: readonly string[],
): Promise<void> => {
  const rows = await tx
    .selectFrom('reminders')
    .select(['id', 'clock'])
    .where('caseId', '=', caseId)
    .where('decision', '<>', '')
    .execute()
  const over = rows.filter(({ clock }) => !clocks.includes(clock))
  await dropReminders(
    tx,
    over.map(({ id }) => id),
  )
}

/** A count that stands still is due last of all: see `runsUntil`. Nobody is reminded of what they asked for themselves. */
const runs = (officer: string) =>
  sql<boolean>`case when "r"."decision" = ''
    then "t"."state" in ('assigned', 'accepted') and "t"."dueOn" < '9999'
    else "d"."dueOn" <> '' and "d"."asker" <> ${officer} end`

const standing = (tx: Tx, { officer, area, office, reaches, hidden }: ReminderScope) =>
  tx
    .selectFrom('reminders as r')
    .leftJoin('tasks as t', (join) =>
      join.onRef('t.caseId', '=', 'r.caseId').onRef('t.task', '=', 'r.task'),
    )
    .leftJoin('decisions as d', 'd.id', 'r.decision')
    .innerJoin('cases as c', 'c.id', 'r.caseId')
    .where(sql<boolean>`"r"."said" = 1`)
    .where('r.area', '=', area)
    .where((eb) =>
      eb.or([
        ...(office === undefined ? [] : [eb('r.office', '=', office)]),
        ...(reaches.length === 0 ? [] : [eb('r.reach', 'in', reaches)]),
      ]),
    )
    .where(runs(officer))
    .where(standsInQueue)
    .where(isFound(hidden))
