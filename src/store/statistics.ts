import type { Hidden } from './accusations.ts'
import { queueCount, type Queue } from './inbox.ts'
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
  /** The open ones are counted without accusations. */
  readonly apart?: true
  /** Today in Asia/Shanghai, and the last day that counts as nearly due. */
  readonly today: string
  readonly soon: string
}

/** A head of a list says no more than that there are many. */
export const mostCounted = 1000

/** Each is counted no further than `mostCounted`, so that the desk opens at once however much there is. */
export const deskCounts = async (tx: Tx, question: DeskQuestion): Promise<DeskCounts> => {
  const { today, soon, ...scope } = question
  const most = mostCounted
  const count = async (
    queue: Queue,
    span: { readonly from?: string; readonly to?: string; readonly apart?: true } = {},
  ): Promise<number> => {
    const { apart, ...range } = span
    const asked = { ...scope, queue, today, ...(apart ? { apart } : {}) }
    return await queueCount(tx, asked, { most, ...range })
  }
  const { apart } = question
  return {
    open: await count('mine', apart ? { apart } : {}),
    accusations: await count('accusations'),
    due: await count('mine', { from: today, to: soon }),
    overdue: await count('overdue'),
    waiting: await count('waiting'),
    urgent: await count('urgent'),
    supervised: await count('supervised'),
    shelved: await count('shelved'),
  }
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
