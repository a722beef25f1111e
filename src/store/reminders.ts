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

/** Keeps what was said of one clock; what was said before of the task is no longer in the list. */
export const keepReminders = async (tx: Tx, rows: readonly ReminderRow[]): Promise<void> => {
  for (const row of rows) {
    await tx
      .updateTable('reminders')
      .set({ said: 0 })
      .where('caseId', '=', row.caseId)
      .where('task', '=', row.task)
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
  readonly office: string
  readonly offence: string
  readonly dueOn: string
  readonly at: number
  readonly read: boolean
}

/** What somebody is reminded of, unread first, the newest first; of paused and finished tasks nothing. */
export const reminderList = async (
  tx: Tx,
  scope: ReminderScope,
  limit: number,
): Promise<readonly ReminderItem[]> => {
  const read = sql<number>`case when ${isRead(scope.officer)} then 1 else 0 end`
  const rows = await standing(tx, scope)
    .select(['r.id', 'c.number', 'r.step', 't.office', 't.offence', 't.dueOn', 'r.at'])
    .select(read.as('read'))
    .orderBy(read)
    .orderBy('r.at', 'desc')
    .orderBy('r.id')
    .limit(limit)
    .execute()
  return rows.map(({ read: seen, ...row }) => ({ ...row, read: seen === 1 }))
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

/** A count that stands still is due last of all: see `runsUntil`. */
const runs = sql<boolean>`"t"."state" in ('assigned', 'accepted') and "t"."dueOn" < '9999'`

const standing = (tx: Tx, { area, office, reaches, hidden }: ReminderScope) =>
  tx
    .selectFrom('reminders as r')
    .innerJoin('tasks as t', (join) =>
      join.onRef('t.caseId', '=', 'r.caseId').onRef('t.task', '=', 'r.task'),
    )
    .innerJoin('cases as c', 'c.id', 'r.caseId')
    .where(sql<boolean>`"r"."said" = 1`)
    .where('r.area', '=', area)
    .where((eb) =>
      eb.or([
        ...(office === undefined ? [] : [eb('r.office', '=', office)]),
        ...(reaches.length === 0 ? [] : [eb('r.reach', 'in', reaches)]),
      ]),
    )
    .where(runs)
    .where(standsInQueue)
    .where(isFound(hidden))
