import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { holdName } from './row-lock.ts'
import { present, type Present } from './row.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './transaction.ts'

/** A place that is told of what waits for a department. */
export type EndpointRow = Present<Selectable<Schema['noticeEndpoints']>>

/** `state`: `on`, `off` by an administrator, `gone` at its own word, `silent` after the last attempt of many. */
export type EndpointState = 'on' | 'off' | 'gone' | 'silent'

/** Those of an area that want a type, and are not switched off. */
export const endpointsWanting = async (
  tx: Tx,
  { area, type }: { readonly area: string; readonly type: string },
): Promise<readonly EndpointRow[]> => {
  const rows = await tx
    .selectFrom('noticeEndpoints')
    .selectAll()
    .where('area', '=', area)
    .where('state', 'in', ['on', 'silent'] satisfies EndpointState[])
    .where('wants', 'like', `% ${type} %`)
    .orderBy('createdAt')
    .execute()
  return rows.map((row) => present(row))
}

/** One notice owed to one endpoint; `sealed` under the endpoint's key. */
export interface NoticeOwed {
  readonly id: string
  readonly endpoint: string
  readonly about: string
  readonly type: string
  readonly caseId?: string
  readonly keyId: string
  readonly sealed: Uint8Array
  readonly createdAt: number
}

/**
 * Owes notices, each at the end of its endpoint's queue; what is owed already stays as it is. Holds the area's audit
 * chain, as every deed on a case does in the end: so nobody waits for one another, and the order is that of the commits.
 */
export const oweNotices = async (
  tx: Tx,
  area: string,
  notices: readonly NoticeOwed[],
): Promise<void> => {
  if (notices.length === 0) return
  await holdName(tx, 'audit', area)
  for (const notice of notices)
    await tx
      .insertInto('noticesOwed')
      .values({
        ...notice,
        caseId: notice.caseId ?? null,
        seq: sql<number>`(select coalesce(max("seq"), 0) + 1 from "noticesOwed" where "endpoint" = ${notice.endpoint})`,
        state: 'owed',
        attempts: 0,
        doubts: 0,
        triedAt: null,
        doneAt: null,
      })
      .onConflict((conflict) => conflict.columns(['endpoint', 'about']).doNothing())
      .execute()
}
