import { sql } from 'kysely'
import { officerScope } from './queue-lines.ts'
import type { Tx } from './transaction.ts'

/** Officers who may not work any more and still have parts in hand. */
export const holdersGone = async (tx: Tx): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('officers as o')
    .select('o.id')
    .where('o.disabledAt', 'is not', null)
    .where(
      sql<boolean>`exists (select 1 from "queued" as "q"
        where "q"."queue" = 'taken' and "q"."scope" = ${officerScope('')} || "o"."id")`,
    )
    .execute()
  return rows.map(({ id }) => id)
}
