import { sql } from 'kysely'
import { isOpenFact } from './facts.ts'
import type { Tx } from './transaction.ts'

/** Whose figures: a whole area or one office. */
export interface FigureScope {
  readonly area: string
  readonly office?: string
}

interface Span extends FigureScope {
  readonly from: string
  readonly to: string
}

const groups = ['f.office', 'f.department', 'f.offence', 'f.place', 'f.channel'] as const

/** What happened in a span of days, grouped by everything that figures are shown by. */
export const happenedIn = async (tx: Tx, span: Span) => {
  const given = await dated(tx, span, 'f.givenOn')
    .select([...groups, sql<'given'>`'given'`.as('what')])
    .where('f.state', '!=', 'returned')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(groups)
    .execute()
  const accepted = await dated(tx, span, 'f.acceptedOn')
    .select([...groups, 'f.acceptDays as days', sql<'accepted'>`'accepted'`.as('what')])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy([...groups, 'f.acceptDays'])
    .execute()
  const closed = await dated(tx, span, 'f.closedOn')
    .select([...groups, 'f.closeDays as days', 'f.late', 'f.unnumbered'])
    .select(sql<'closed'>`'closed'`.as('what'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy([...groups, 'f.closeDays', 'f.late', 'f.unnumbered'])
    .execute()
  const returned = await dated(tx, span, 'f.backOn')
    .select([...groups, 'f.again', sql<'returned'>`'returned'`.as('what')])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy([...groups, 'f.again'])
    .execute()
  return [...given, ...accepted, ...closed, ...returned]
}

type DayColumn = 'f.givenOn' | 'f.acceptedOn' | 'f.closedOn' | 'f.backOn'

const dated = (tx: Tx, { area, office, from, to }: Span, column: DayColumn) => {
  const query = tx
    .selectFrom('facts as f')
    .where('f.area', '=', area)
    .where(column, '>=', from)
    .where(column, '<=', to)
  return office === undefined ? query : query.where('f.office', '=', office)
}

interface StockQuestion extends FigureScope {
  readonly today: string
  readonly soon: string
  readonly end: string
}

/** What is in hand, by one of those that figures are shown by; each has an index of its own. */
export const inHandBy = async (
  tx: Tx,
  by: 'department' | 'offence' | 'place' | 'channel',
  { area, office, today, soon, end }: StockQuestion,
) => {
  const open = tx.selectFrom('facts as f').where('f.area', '=', area).where(isOpenFact)
  const query = office === undefined ? open : open.where('f.office', '=', office)
  return await query
    .select([`f.${by} as key`])
    .select((eb) => [
      eb.fn.countAll<number>().as('open'),
      eb.fn
        .countAll<number>()
        .filterWhere('f.dueOn', '>=', today)
        .filterWhere('f.dueOn', '<=', soon)
        .as('due'),
      eb.fn.countAll<number>().filterWhere('f.dueOn', '<', today).as('overdue'),
      eb.fn
        .countAll<number>()
        .filterWhere('f.dueOn', '<', today)
        .filterWhere('f.dueOn', '<=', end)
        .as('owed'),
    ])
    .groupBy(`f.${by}`)
    .execute()
}

/** What a figure counts. */
export const figures = [
  'open',
  'due',
  'overdue',
  'owed',
  'given',
  'accepted',
  'closed',
  'late',
  'returned',
  'again',
  'unnumbered',
] as const
export type Figure = (typeof figures)[number]

/** The cases behind one figure. */
export interface Behind extends StockQuestion {
  readonly from: string
  readonly figure: Figure
  readonly by?: 'department' | 'offence' | 'place'
  readonly key: string
}

export interface ListedFact {
  readonly caseId: string
  readonly task: string
  readonly number: string
  readonly office: string
  readonly department: string
  readonly offence: string
  readonly place: string
  readonly dueOn: string
  readonly givenOn: string
  readonly acceptedOn: string | null
  readonly closedOn: string | null
  readonly backOn: string | null
}

export const countBehind = async (tx: Tx, behind: Behind): Promise<number> => {
  const { count } = await behindOf(tx, behind)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** A page of them, the oldest last day first. */
export const listBehind = async (
  tx: Tx,
  behind: Behind,
  { after, limit }: { readonly after?: FactPlace; readonly limit: number },
): Promise<readonly ListedFact[]> => {
  const query = behindOf(tx, behind)
    .innerJoin('cases as c', 'c.id', 'f.caseId')
    .select(['f.caseId', 'f.task', 'c.number', 'f.office', 'f.department', 'f.offence', 'f.place'])
    .select(['f.dueOn', 'f.givenOn', 'f.acceptedOn', 'f.closedOn', 'f.backOn'])
    .orderBy('f.dueOn')
    .orderBy('f.caseId')
    .orderBy('f.task')
    .limit(limit)
  const next = after
    ? query.where((eb) =>
        eb(
          eb.refTuple('f.dueOn', 'f.caseId', 'f.task'),
          '>',
          eb.tuple(after.dueOn, after.caseId, after.task),
        ),
      )
    : query
  return await next.execute()
}

export type FactPlace = Pick<ListedFact, 'dueOn' | 'caseId' | 'task'>

const behindOf = (tx: Tx, behind: Behind) => {
  const { by, key } = behind
  const query = figureOf(tx, behind)
  return by === undefined ? query : query.where(`f.${by}`, '=', key)
}

const figureOf = (tx: Tx, behind: Behind) => {
  const { figure, area, office, today, soon, end } = behind
  const open = tx.selectFrom('facts as f').where('f.area', '=', area).where(isOpenFact)
  const own = office === undefined ? open : open.where('f.office', '=', office)
  const span = { ...behind, to: end }
  switch (figure) {
    case 'open':
      return own
    case 'due':
      return own.where('f.dueOn', '>=', today).where('f.dueOn', '<=', soon)
    case 'overdue':
      return own.where('f.dueOn', '<', today)
    case 'owed':
      return own.where('f.dueOn', '<', today).where('f.dueOn', '<=', end)
    case 'given':
      return dated(tx, span, 'f.givenOn').where('f.state', '!=', 'returned')
    case 'accepted':
      return dated(tx, span, 'f.acceptedOn')
    case 'closed':
      return dated(tx, span, 'f.closedOn')
    case 'late':
      return dated(tx, span, 'f.closedOn').where('f.late', '=', 1)
    case 'unnumbered':
      return dated(tx, span, 'f.closedOn').where('f.unnumbered', '=', 1)
    case 'returned':
      return dated(tx, span, 'f.backOn')
    case 'again':
      return dated(tx, span, 'f.backOn').where('f.again', '=', 1)
  }
}
