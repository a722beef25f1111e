import { isFound, type Hidden } from './accusations.ts'
import { standsAside, standsInQueue } from './blocks.ts'
import { isSupervised, OPEN_TASK } from './inbox.ts'
import type { Tx } from './transaction.ts'

/** What stands at the head of the desk. `due`: within the days asked for; an overdue task counts as open too. */
export interface DeskCounts {
  readonly open: number
  /** Of the open ones those in reports about officials. */
  readonly accusations: number
  readonly due: number
  readonly overdue: number
  readonly waiting: number
  readonly urgent: number
  readonly supervised: number
  /** New reports of blocked conversations; the other counts are without them. */
  readonly shelved: number
}

export interface DeskQuestion {
  readonly area?: string
  readonly office?: string
  readonly hidden?: Hidden
  /** Today in Asia/Shanghai, and the last day that counts as nearly due. */
  readonly today: string
  readonly soon: string
}

export const deskCounts = async (tx: Tx, question: DeskQuestion): Promise<DeskCounts> => {
  const { today, soon } = question
  const tasks = await openTasks(tx, question)
    .select((eb) => [
      eb.fn.countAll<number>().as('open'),
      eb.fn.count<number>('t.task').filterWhere('c.accuses', 'is not', null).as('accusations'),
      eb.fn
        .count<number>('t.task')
        .filterWhere('t.dueOn', '>=', today)
        .filterWhere('t.dueOn', '<=', soon)
        .as('due'),
      eb.fn
        .count<number>('t.task')
        .filterWhere('t.dueOn', '!=', '')
        .filterWhere('t.dueOn', '<', today)
        .as('overdue'),
    ])
    .executeTakeFirstOrThrow()
  const waiting = await countCases(tx, question, 'waiting')
  const urgent = await countCases(tx, question, 'urgent')
  const supervised = await countCases(tx, question, 'supervised')
  const shelved = await countCases(tx, question, 'shelved')
  return { ...tasks, waiting, urgent, supervised, shelved }
}

const openTasks = (tx: Tx, { area, office, hidden }: DeskQuestion) => {
  const open = tx
    .selectFrom('tasks as t')
    .innerJoin('cases as c', 'c.id', 't.caseId')
    .where('t.state', 'in', OPEN_TASK)
    .where(standsInQueue)
  const query = hidden ? open.where(isFound(hidden)) : open
  const here = area === undefined ? query : query.where('c.area', '=', area)
  return office === undefined ? here : here.where('t.office', '=', office)
}

const countCases = async (
  tx: Tx,
  { area, office, hidden }: DeskQuestion,
  which: 'waiting' | 'urgent' | 'supervised' | 'shelved',
): Promise<number> => {
  let query = tx
    .selectFrom('cases as c')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(which === 'shelved' ? standsAside : standsInQueue)
  if (which === 'waiting') query = query.where('c.waitingSince', 'is not', null)
  if (which === 'supervised') query = query.where(isSupervised)
  if (which === 'urgent')
    query = query.where('c.urgent', 'is not', null).where('c.acknowledgedAt', 'is', null)
  if (hidden) query = query.where(isFound(hidden))
  if (area !== undefined) query = query.where('c.area', '=', area)
  if (office !== undefined)
    query = query.where('c.id', 'in', (eb) =>
      eb.selectFrom('tasks').select('caseId').where('office', '=', office),
    )
  return (await query.executeTakeFirstOrThrow()).count
}

/** How many matters of each offence an area received in a span of time. Accusations are not told by number. */
export const mattersByOffence = async (
  tx: Tx,
  { area, from, to }: { readonly area: string; readonly from: number; readonly to: number },
): Promise<ReadonlyMap<string, number>> => {
  const matters = tx
    .selectFrom('tasks as t')
    .innerJoin('cases as c', 'c.id', 't.caseId')
    .select(['t.caseId', 't.matter', 't.offence'])
    .distinct()
    .where('c.area', '=', area)
    .where('c.receivedAt', '>=', from)
    .where('c.receivedAt', '<', to)
    .where('c.accuses', 'is', null)
    .as('m')
  const rows = await tx
    .selectFrom(matters)
    .select((eb) => ['m.offence', eb.fn.countAll<number>().as('count')])
    .groupBy('m.offence')
    .execute()
  return new Map(rows.map(({ offence, count }) => [offence, count]))
}
