import { sql } from 'kysely'
import { present } from './row.ts'
import type { CaseRow } from './cases.ts'
import type { SessionRow } from './sessions.ts'
import type { Tx } from './transaction.ts'

/** What is asked for: of one area (empty: of none), untouched since `before`. */
export interface ExpiredQuestion {
  readonly area: string
  readonly before: number
  readonly limit: number
}

const OPEN = ['received', 'accepted', 'merged']

const isHeld = sql<boolean>`exists (select 1 from "holds" as "h"
  where "h"."caseId" = "c"."id" and "h"."endedAt" is null)`

/** Cases that are over and held by nobody, with what `part` names still there. */
export const expiredCases = async (
  tx: Tx,
  part: 'identity' | 'evidence' | 'case',
  { area, before, limit }: ExpiredQuestion,
): Promise<readonly CaseRow[]> => {
  let query = tx
    .selectFrom('cases as c')
    .selectAll('c')
    .where('c.area', '=', area)
    .where('c.erasedAt', 'is', null)
    .where('c.state', 'not in', OPEN)
    .where('c.changedAt', '<', before)
    .where((eb) => eb.not(isHeld))
  if (part !== 'case') {
    const table = part === 'identity' ? 'identities' : 'evidence'
    query = query.where('c.id', 'in', (eb) =>
      eb.selectFrom(table).select('caseId').where('caseId', 'is not', null).$castTo<string>(),
    )
  }
  const rows = await query.orderBy('c.changedAt').orderBy('c.id').limit(limit).execute()
  return rows.map((row) => present(row))
}

/**
 * Conversations nothing was said in since then. `alone`: none of their reports is kept, if there ever was one.
 * `with-report`: at least one is. `told`: all are over since `before` too, so that nobody has to be reached any more.
 * None with a report that is held.
 */
export const expiredSessions = async (
  tx: Tx,
  which: 'alone' | 'with-report' | 'told',
  { area, before, limit }: ExpiredQuestion,
): Promise<readonly SessionRow[]> => {
  const rows = await tx
    .selectFrom('sessions as s')
    .selectAll('s')
    .where('s.at', '<', before)
    .where(area === '' ? sql<boolean>`"s"."area" is null` : sql<boolean>`"s"."area" = ${area}`)
    .where(conditions[which](before))
    .orderBy('s.at')
    .orderBy('s.id')
    .limit(limit)
    .execute()
  return rows.map((row) => present(row))
}

const kept = sql`select 1 from "cases" as "c" where "c"."handle" = "s"."handle" and "c"."erasedAt" is null`
const conditions = {
  alone: () => sql<boolean>`not exists (${kept})`,
  'with-report': () => sql<boolean>`exists (${kept}) and not exists (${kept} and ${isHeld})`,
  told: (before: number) =>
    sql<boolean>`exists (${kept}) and not exists (${kept}
      and (${isHeld} or "c"."state" in ('received', 'accepted', 'merged') or "c"."changedAt" >= ${before}))`,
}
