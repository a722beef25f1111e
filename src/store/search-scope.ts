import { sql } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import type { CaseRow } from './cases.ts'
import { keptAs, scopeOf, type Queue } from './inbox.ts'
import { present } from './row.ts'
import { locksRows } from './row-lock.ts'
import type { Tx } from './transaction.ts'

/** Among which cases somebody looks: of an area, of an office where they see no more, of a queue. */
export interface SearchScope {
  readonly area: string
  readonly office?: string
  readonly hidden: Hidden
  readonly queue?: Queue
  /** For `taken`. */
  readonly officer?: string
  /** For `today` and `overdue`. */
  readonly today?: string
}

/** Of these cases those in the scope. However many they are, it is one and the same query. */
export const casesInScope = async (
  tx: Tx,
  caseIds: readonly string[],
  scope: SearchScope,
): Promise<ReadonlySet<string>> => {
  const { area, office, hidden, queue } = scope
  if (caseIds.length === 0) return new Set()
  const ids = JSON.stringify(caseIds)
  const asked = locksRows(tx)
    ? sql<string>`(select json_array_elements_text(${ids}::json))`
    : sql<string>`(select "value" from json_each(${ids}))`
  let query = tx
    .selectFrom('cases as c')
    .select('c.id')
    .where('c.id', 'in', asked)
    .where(unindexed('c.area', area))
    .where(isFound(hidden))
  if (office !== undefined) query = query.where(hasTask(office))
  if (queue !== undefined) query = query.where(standsIn({ ...scope, queue }))
  return new Set((await query.execute()).map(({ id }) => id))
}

/** The cases are given by their ids: a whole area's or office's index would be the long way to them. */
const unindexed = (column: 'c.area' | 't.office', value: string) =>
  sql<boolean>`${sql.ref(column)} || '' = ${value}`

const hasTask = (office: string) =>
  sql<boolean>`exists (select 1 from "tasks" as "t" where "t"."caseId" = "c"."id"
    and ${unindexed('t.office', office)})`

const standsIn = (scope: SearchScope & { readonly queue: Queue }) =>
  sql<boolean>`exists (select 1 from "queued" as "q" where "q"."caseId" = "c"."id"
    and "q"."queue" || '' = ${keptAs(scope.queue)} and "q"."scope" || '' = ${scopeOf(scope)}
    ${spanOf(scope)})`

const spanOf = ({ queue, today = '' }: SearchScope) => {
  if (queue === 'today') return sql`and "q"."mark" = ${today}`
  return queue === 'overdue' ? sql`and "q"."mark" > '' and "q"."mark" < ${today}` : sql``
}

/** Reports of an area by the end of their number, the newest year first. */
export const casesByNumberEnd = async (
  tx: Tx,
  area: string,
  { letters, serial, year }: NumberEnd,
): Promise<readonly CaseRow[]> => {
  const counters = await tx
    .selectFrom('counters')
    .select(['year', 'last'])
    .where('area', '=', area)
    .orderBy('year', 'desc')
    .execute()
  const asked = counters.filter((one) => year === undefined || one.year === year)
  const numbers = asked.flatMap((one) =>
    serialsThatEnd(serial, one.last).map(
      (n) => `${letters}-${one.year}-${String(n).padStart(5, '0')}`,
    ),
  )
  const rows = await tx
    .selectFrom('cases')
    .selectAll()
    .where('number', 'in', ['', ...numbers.slice(0, mostNumbers)])
    .orderBy('receivedAt', 'desc')
    .execute()
  return rows.map((row) => present(row))
}

interface NumberEnd {
  /** Of the area's numbers. */
  readonly letters: string
  readonly serial: string
  readonly year?: number
}

const mostNumbers = 300

/** The number itself first, then, of three digits and more, what ends with them. */
function serialsThatEnd(serial: string, last: number): readonly number[] {
  const own = Number(serial)
  const found = own > 0 && own <= last ? [own] : []
  if (serial.length < 3) return found
  const step = 10 ** serial.length
  const newest = last - ((((last - own) % step) + step) % step)
  for (let n = newest; n > own && found.length < mostNumbers; n -= step) found.push(n)
  return found
}
