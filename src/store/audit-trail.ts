import type { SelectQueryBuilder } from 'kysely'
import { isFound, type Hidden } from './accusations.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** Which entries of one chain are asked for. */
export interface TrailQuestion {
  readonly chain: string
  /** From this moment on, and before that one. */
  readonly from?: number
  readonly to?: number
  readonly action?: string
  readonly actors?: readonly string[]
  readonly subject?: string
  /** Older than this entry. */
  readonly before?: number
  readonly limit: number
}

export interface TrailEntry {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly reason: string | null
}

/** Entries of a chain, the newest first; none about a case that whoever asks must not find. */
export async function auditTrail(
  tx: Tx,
  question: TrailQuestion,
  hidden: Hidden,
): Promise<readonly TrailEntry[]> {
  const all = tx
    .selectFrom('audit')
    .select(['seq', 'at', 'actor', 'action', 'subject', 'reason'])
    .where('area', '=', question.chain)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('cases as c')
            .select('c.id')
            .whereRef('c.number', '=', 'audit.subject')
            .where((one) => one.not(isFound(hidden))),
        ),
      ),
    )
    .orderBy('seq', 'desc')
    .limit(question.limit)
  return await narrowed(all, question).execute()
}

type Rows = SelectQueryBuilder<Schema, 'audit', TrailEntry>

function narrowed(all: Rows, { from, to, action, actors, subject, before }: TrailQuestion): Rows {
  let rows = all
  if (from !== undefined) rows = rows.where('at', '>=', from)
  if (to !== undefined) rows = rows.where('at', '<', to)
  if (action !== undefined) rows = rows.where('action', '=', action)
  if (actors !== undefined) rows = rows.where('actor', 'in', actors.length > 0 ? actors : [''])
  if (subject !== undefined) rows = rows.where('subject', '=', subject)
  if (before !== undefined) rows = rows.where('seq', '<', before)
  return rows
}
