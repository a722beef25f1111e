import { sql } from 'kysely'
import { officeScope } from './queue-lines.ts'
import type { Tx } from './transaction.ts'

/** Offices of an area that have something in hand, whether they are still on its list or not; one look for each. */
export const officesAtWork = async (tx: Tx, area: string): Promise<readonly string[]> => {
  const prefix = officeScope('')
  const { rows } = await sql<{ readonly scope: string }>`
    with recursive "next" ("scope") as (
      select min("scope") from "queued" where "queue" = 'mine' and "scope" > ${prefix}
      union all
      select (select min(q."scope") from "queued" q where q."queue" = 'mine' and q."scope" > "next"."scope")
      from "next" where "next"."scope" is not null
    )
    select "scope" from "next" where "scope" is not null and exists (
      select 1 from "queued" q where q."queue" = 'mine' and q."scope" = "next"."scope" and q."area" = ${area})
  `.execute(tx)
  return rows.map(({ scope }) => scope.slice(prefix.length))
}
