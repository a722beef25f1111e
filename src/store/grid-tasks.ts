import type { Selectable } from 'kysely'
import type { LetGo } from './let-go.ts'
import { present, presentFirst, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type GridTaskRow = Present<Selectable<Schema['gridTasks']>>
export type GridAnswerRow = Present<Selectable<Schema['gridAnswers']>>

export const addGridTask = async (
  tx: Tx,
  row: Omit<GridTaskRow, 'finding' | 'answeredAt' | 'readAt' | 'remindedOn'>,
): Promise<void> => {
  await tx
    .insertInto('gridTasks')
    .values({
      ...row,
      worker: row.worker ?? null,
      caseId: row.caseId ?? null,
      part: row.part ?? null,
      point: row.point ?? null,
      finding: null,
      answeredAt: null,
      readAt: null,
      remindedOn: null,
    })
    .execute()
}

type Change = Partial<
  Pick<
    Selectable<Schema['gridTasks']>,
    | 'worker'
    | 'place'
    | 'state'
    | 'finding'
    | 'answeredAt'
    | 'readAt'
    | 'remindedOn'
    | 'dueOn'
    | 'showOn'
  >
>

export const changeGridTask = async (tx: Tx, id: string, change: Change): Promise<void> => {
  await tx.updateTable('gridTasks').set(change).where('id', '=', id).execute()
}

export const gridTaskById = async (tx: Tx, id: string): Promise<GridTaskRow | undefined> =>
  presentFirst(await tx.selectFrom('gridTasks').selectAll().where('id', '=', id).execute())

/** What a worker sees: open ones that are shown by now, and the last that were answered. Order tells nothing of where they come from. */
export const gridTasksFor = async (
  tx: Tx,
  worker: string,
  { today, since }: { readonly today: string; readonly since: number },
): Promise<readonly GridTaskRow[]> => {
  const rows = await tx
    .selectFrom('gridTasks')
    .selectAll()
    .where('worker', '=', worker)
    .where('showOn', '<=', today)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'open'),
        eb.and([eb('state', '=', 'answered'), eb('answeredAt', '>=', since)]),
      ]),
    )
    .orderBy('dueOn')
    .orderBy('id')
    .limit(200)
    .execute()
  return rows.map((row) => present(row))
}

/** How many open tasks of a worker are due in a span of days. */
export const openGridTasks = async (
  tx: Tx,
  worker: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> => {
  const { count } = await tx
    .selectFrom('gridTasks')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('worker', '=', worker)
    .where('state', '=', 'open')
    .where('dueOn', '>=', from)
    .where('dueOn', '<=', to)
    .executeTakeFirstOrThrow()
  return Number(count)
}

interface Listed {
  readonly area: string
  /** Absent: every office of the area, and of reports only this office's. */
  readonly office?: string
  readonly own: string
  readonly state: string
  readonly unread?: boolean
  readonly before?: string
  readonly limit: number
}

/** Tasks for the desk, the nearest due first. Those of reports only for the office that gave them. */
export const listGridTasks = async (tx: Tx, asked: Listed): Promise<readonly GridTaskRow[]> => {
  let query = tx
    .selectFrom('gridTasks')
    .selectAll()
    .where('area', '=', asked.area)
    .where('state', '=', asked.state)
    .where((eb) => eb.or([eb('caseId', 'is', null), eb('office', '=', asked.own)]))
  if (asked.office !== undefined) query = query.where('office', '=', asked.office)
  if (asked.unread) query = query.where('readAt', 'is', null)
  if (asked.before !== undefined) query = query.where('dueOn', '<', asked.before)
  const rows = await query.orderBy('dueOn').orderBy('id').limit(asked.limit).execute()
  return rows.map((row) => present(row))
}

/** What of the tasks of an area is counted; nothing that was written. */
export const countedGridTasks = async (
  tx: Tx,
  area: string,
  { from, to }: { readonly from: number; readonly to: number },
) =>
  await tx
    .selectFrom('gridTasks')
    .select(['place', 'state', 'dueOn', 'finding', 'answeredAt'])
    .where('area', '=', area)
    .where('givenAt', '>=', from)
    .where('givenAt', '<', to)
    .execute()

/** Tasks of an area whose worker is gone, or that nobody has. */
export const openTasksOf = async (tx: Tx, worker: string): Promise<readonly GridTaskRow[]> => {
  const rows = await tx
    .selectFrom('gridTasks')
    .selectAll()
    .where('worker', '=', worker)
    .where('state', '=', 'open')
    .execute()
  return rows.map((row) => present(row))
}

/** Places that somebody still works in. */
export const usedGridPlaces = async (tx: Tx, area: string): Promise<ReadonlySet<string>> => {
  const tasks = await tx
    .selectFrom('gridTasks')
    .select('place')
    .distinct()
    .where('area', '=', area)
    .where('state', '=', 'open')
    .execute()
  const workers = await tx
    .selectFrom('gridWorkers')
    .select('place')
    .distinct()
    .where('area', '=', area)
    .where('state', '=', 'active')
    .execute()
  const points = await tx
    .selectFrom('gridPoints')
    .select('place')
    .distinct()
    .where('area', '=', area)
    .where('endedAt', 'is', null)
    .execute()
  return new Set([...tasks, ...workers, ...points].map(({ place }) => place))
}

/** Open, late, and nobody was told today. */
export const lateGridTasks = async (
  tx: Tx,
  today: string,
  limit: number,
): Promise<readonly GridTaskRow[]> => {
  const rows = await tx
    .selectFrom('gridTasks')
    .selectAll()
    .where('state', '=', 'open')
    .where('dueOn', '<', today)
    .where('remindedOn', 'is', null)
    .orderBy('dueOn')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

/** Whether this is the first time that the answer comes: the same form sent twice is one. */
export const addGridAnswer = async (tx: Tx, row: GridAnswerRow): Promise<boolean> => {
  const rows = await tx
    .insertInto('gridAnswers')
    .values(row)
    .onConflict((conflict) => conflict.column('once').doNothing())
    .returning('once')
    .execute()
  return rows.length > 0
}

export const gridAnswerByOnce = async (tx: Tx, once: string): Promise<GridAnswerRow | undefined> =>
  presentFirst(await tx.selectFrom('gridAnswers').selectAll().where('once', '=', once).execute())

export const gridAnswersOf = async (tx: Tx, task: string): Promise<readonly GridAnswerRow[]> => {
  const rows = await tx
    .selectFrom('gridAnswers')
    .selectAll()
    .where('task', '=', task)
    .orderBy('at')
    .orderBy('once')
    .execute()
  return rows.map((row) => present(row))
}

/** What workers were asked and answered about a case goes with it; the photos are among its files. */
export const letGoGridTasks = async (tx: Tx, caseId: string): Promise<LetGo> => {
  const rows = await tx
    .deleteFrom('gridTasks')
    .where('caseId', '=', caseId)
    .returning(['id', 'keyId'])
    .execute()
  if (rows.length > 0)
    await tx
      .deleteFrom('gridAnswers')
      .where(
        'task',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
  return { keys: rows.map(({ keyId }) => keyId), files: [] }
}

/** Tasks of no report that ended before this, with what was answered and the photos. */
export const letGoOldGridTasks = async (tx: Tx, before: number, limit: number): Promise<LetGo> => {
  const old = await tx
    .selectFrom('gridTasks')
    .select(['id', 'keyId'])
    .where('caseId', 'is', null)
    .where('state', '<>', 'open')
    .where('givenAt', '<', before)
    .limit(limit)
    .execute()
  if (old.length === 0) return { keys: [], files: [] }
  const ids = old.map(({ id }) => id)
  await tx.deleteFrom('gridTasks').where('id', 'in', ids).execute()
  await tx.deleteFrom('gridAnswers').where('task', 'in', ids).execute()
  const files = await tx
    .deleteFrom('evidence')
    .where(
      'session',
      'in',
      ids.map((id) => `grid:${id}`),
    )
    .where('caseId', 'is', null)
    .returning(['id', 'keyId'])
    .execute()
  return {
    keys: [...old, ...files].map(({ keyId }) => keyId),
    files: files.map(({ id }) => id),
  }
}
