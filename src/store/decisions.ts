import { sql, type Selectable } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import { standsInQueue } from './blocks.ts'
import { kept } from './kept.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

export type DecisionRow = Readonly<Selectable<Schema['decisions']>>

export type NewDecision = Omit<DecisionRow, 'lookAt'>

/** What of a case waits for a decision now, in place of what waited before; answers whether something did. */
export const saveDecisions = async (
  tx: Tx,
  caseId: string,
  rows: readonly NewDecision[],
): Promise<boolean> => {
  const before = await dropDecisions(tx, { caseId })
  if (rows.length > 0)
    await tx
      .insertInto('decisions')
      .values(rows.map((row) => ({ ...row, lookAt: 0 })))
      .execute()
  return before.length > 0
}

const dropDecisions = kept((tx, { caseId }: { readonly caseId: string }) =>
  tx.deleteFrom('decisions').where('caseId', '=', caseId).returning('id'),
)

/** Of which kinds an officer decides, over the whole area and in their own office. */
export interface DecisionScope {
  readonly area: string
  readonly inArea: readonly string[]
  readonly office: string
  readonly inOffice: readonly string[]
  readonly hidden: Hidden
}

export interface DecisionItem extends Omit<NewDecision, 'caseId' | 'area'> {
  readonly number: string
}

export interface DecisionPage {
  readonly items: readonly DecisionItem[]
  readonly next?: string
}

/** What waits, the nearest day first; `after` is what the page before gave as `next`. */
export const decisionList = async (
  tx: Tx,
  scope: DecisionScope,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<DecisionPage> => {
  const [dueOn, id] = partsOf(after)
  let query = waiting(tx, scope).select([
    'c.number',
    'd.id',
    'd.task',
    'd.kind',
    'd.office',
    'd.asker',
    'd.offence',
    'd.dueOn',
    'd.askedAt',
  ])
  if (id !== '') query = query.where(sql<boolean>`("d"."dueOn", "d"."id") > (${dueOn}, ${id})`)
  const rows = await query
    .orderBy('d.dueOn')
    .orderBy('d.id')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last ? { items, next: `${last.dueOn} ${last.id}` } : { items }
}

/** How many wait that are not the officer's own, counted no further than `most`. */
export const countDecisions = async (
  tx: Tx,
  scope: DecisionScope & { readonly officer: string },
  most: number,
): Promise<number> => {
  const rows = await waiting(tx, scope)
    .select('d.id')
    .where('d.asker', '!=', scope.officer)
    .limit(most)
    .execute()
  return rows.length
}

/** A cursor comes back from outside: one that is not ours begins at the first page. */
const partsOf = (after = ''): readonly [string, string] => {
  const [dueOn = '', id = ''] = after.split(' ')
  return [dueOn, id]
}

const waiting = (tx: Tx, { area, inArea, office, inOffice, hidden }: DecisionScope) =>
  tx
    .selectFrom('decisions as d')
    .innerJoin('cases as c', 'c.id', 'd.caseId')
    .where('d.area', '=', area)
    .where((eb) =>
      eb.or([
        ...(inArea.length === 0 ? [] : [eb('d.kind', 'in', inArea)]),
        ...(inOffice.length === 0
          ? []
          : [eb.and([eb('d.office', '=', office), eb('d.kind', 'in', inOffice)])]),
      ]),
    )
    .where(standsInQueue)
    .where(isFound(hidden))
