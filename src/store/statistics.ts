import { isFound, type Hidden } from './accusations.ts'
import { OPEN_TASK } from './inbox.ts'
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
  return { ...tasks, waiting, urgent }
}

const openTasks = (tx: Tx, { area, office, hidden }: DeskQuestion) => {
  const open = tx
    .selectFrom('tasks as t')
    .innerJoin('cases as c', 'c.id', 't.caseId')
    .where('t.state', 'in', OPEN_TASK)
  const query = hidden ? open.where(isFound(hidden)) : open
  const here = area === undefined ? query : query.where('c.area', '=', area)
  return office === undefined ? here : here.where('t.office', '=', office)
}

const countCases = async (
  tx: Tx,
  { area, office, hidden }: DeskQuestion,
  which: 'waiting' | 'urgent',
): Promise<number> => {
  let query = tx
    .selectFrom('cases as c')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(which === 'waiting' ? 'c.waitingSince' : 'c.urgent', 'is not', null)
  if (which === 'urgent') query = query.where('c.acknowledgedAt', 'is', null)
  if (hidden) query = query.where(isFound(hidden))
  if (area !== undefined) query = query.where('c.area', '=', area)
  if (office !== undefined)
    query = query.where('c.id', 'in', (eb) =>
      eb.selectFrom('tasks').select('caseId').where('office', '=', office),
    )
  return (await query.executeTakeFirstOrThrow()).count
}
